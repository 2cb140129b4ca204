/** What a change comes to, counted photo by photo. */
import type { PhotoDoc } from './doc.ts';

/** What a change came to in all photos together. */
export type ChangeTotals = {
  changed: number;
  /** The first photo it changed. */
  first?: { readonly before: PhotoDoc; readonly after: PhotoDoc };
  /** Photos with problems, with open names and with other doubts, how many of each, and photos that hold text of ours already. */
  readonly problems: { photos: number; all: number };
  readonly names: { photos: number; all: number };
  readonly doubts: { photos: number; all: number };
  embedded: number;
  /** Keywords that went from any of them, and those of the model that took their places. */
  readonly gone: Set<string>;
  readonly filled: string[];
  /** What fixes did, in words; and the same about the first text alone. */
  readonly done: Set<string>;
};

export function noTotals(): ChangeTotals {
  const none = () => ({ photos: 0, all: 0 });
  return {
    changed: 0,
    problems: none(),
    names: none(),
    doubts: none(),
    embedded: 0,
    gone: new Set(),
    filled: [],
    done: new Set(),
  };
}

/** Counts one photo more. */
export function countChange(all: ChangeTotals, before: PhotoDoc, after: PhotoDoc): void {
  const { review } = before;
  all.changed++;
  all.first ??= { before, after };
  for (const [sum, times] of [
    [all.problems, review.problems],
    [all.names, review.openNames],
    [all.doubts, review.doubts - review.openNames],
  ] as const) {
    if (times > 0) sum.photos++;
    sum.all += times;
  }
  if (review.isEmbedded) all.embedded++;
  if (after.review.keywords !== review.keywords) {
    const kept = new Set(after.review.keywords);
    for (const word of review.keywords) if (!kept.has(word)) all.gone.add(word);
  }
  for (const deed of after.notes?.done ?? []) all.done.add(deed);
  all.filled.push(...(after.notes?.filled ?? []));
}
