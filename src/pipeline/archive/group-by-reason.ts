/** What is wrong with photos in lines: a reason that many of them share is said once. */

/** Up to this many photos are named one by one, however similar their reasons. */
const namedApart = 3;

/** `a.jpg: reason`, or `a.jpg and 40 more: reason`, where `reason` is all that follows the photos. */
export function groupByReason(
  problems: readonly { readonly path: string; readonly reason: string }[],
): string[] {
  return [...Map.groupBy(problems, ({ reason }) => reason)].flatMap(([reason, alike]) => {
    const named = alike.length > namedApart ? alike.slice(0, 1) : alike;
    const more = alike.length - named.length;
    return named.map(({ path }) => `${path}${more > 0 ? ` and ${more} more` : ''}${reason}`);
  });
}
