/**
 * The tables of a catalog, one list of statements per version. A catalog is brought up by running the versions
 * it has not seen; a version that has been released is never edited.
 */
import { asking } from './schema/asking.ts';
import { date } from './schema/date.ts';
import { dropped } from './schema/dropped.ts';
import { embedding, sidecars } from './schema/files.ts';
import { photos, photoTriggers } from './schema/photo.ts';
import { picture } from './schema/picture.ts';
import { review } from './schema/review.ts';
import { shortTitle } from './schema/short-title.ts';
import { written } from './schema/written.ts';

/** Statements that bring a catalog from version N to N + 1, in order. Foreign keys are not enforced meanwhile. */
export const versions: readonly string[] = [
  [photos, asking, review, photoTriggers, sidecars, embedding].join('\n'),
  picture,
  date,
  dropped,
  written,
  shortTitle,
];
