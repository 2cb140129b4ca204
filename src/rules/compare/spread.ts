/** Choosing a few of many so that every kind is among them: the same ones every time. Pure. */

/**
 * @param groupOf kinds of which as many as possible are to be among the chosen
 * @param orderOf decides within a kind and among kinds; a hash spreads the choice over the whole
 */
export function spreadOver<T>(
  all: readonly T[],
  most: number,
  groupOf: (one: T) => string,
  orderOf: (one: T) => string,
): readonly T[] {
  const ordered = all
    .map((one) => ({ one, order: orderOf(one) }))
    .sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ one }) => one);
  const groups = [...Map.groupBy(ordered, groupOf).values()];
  const chosen: T[] = [];
  for (let turn = 0; chosen.length < Math.min(most, all.length); turn++)
    for (const group of groups) {
      const one = group[turn];
      if (one !== undefined && chosen.length < most) chosen.push(one);
    }
  return chosen;
}
