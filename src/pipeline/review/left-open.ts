/** What was left open for a person, and why. */
import type { Catalog } from '../../catalog/catalog.ts';
import { leftPhotos } from '../../catalog/review-counts.ts';
import { leftReason, reasonInWords } from '../../rules/left-reasons.ts';

/** One reason, as of several texts (`name another place`), and how many open photos it keeps. */
export type LeftFor = { readonly reason: string; readonly photos: number };

/** Why open photos are not accepted unseen, the most frequent reason first; a photo counts once for each of its reasons. */
export function leftFor(catalog: Catalog, among?: readonly number[]): readonly LeftFor[] {
  const sums = new Map<string, number>();
  for (const { codes, photos } of leftPhotos(catalog, among))
    for (const reason of new Set(codes.map(leftReason)))
      sums.set(reason, (sums.get(reason) ?? 0) + photos);
  return [...sums]
    .map(([reason, photos]) => ({ reason, photos }))
    .sort((a, b) => b.photos - a.photos || a.reason.localeCompare(b.reason, 'en'));
}

/** `12 name another place, 3 give another date`; '' for none. */
export function leftInWords(held: readonly LeftFor[]): string {
  return held.map(({ reason, photos }) => reasonInWords(reason, photos)).join(', ');
}
