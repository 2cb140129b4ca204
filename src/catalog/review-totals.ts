/** How far the review is: of the archive, and of each place. */
import type { Catalog } from './catalog.ts';

export type ReviewCounts = {
  readonly photos: number;
  readonly open: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Open photos that break a check, and open ones with names nobody has decided about. */
  readonly withProblems: number;
  readonly unsure: number;
};

/** How far the review is; a few milliseconds for a hundred thousand photos, because indexes alone are read. */
export function countReviews(catalog: Catalog): ReviewCounts {
  const counts = { open: 0, accepted: 0, rejected: 0, problems: 0, names: 0 };
  for (const { what, photos } of catalog.all<{ what: keyof typeof counts; photos: number }>(
    reviewCounts,
  ))
    counts[what] += photos;
  const { open, accepted, rejected, problems, names } = counts;
  const photos = open + accepted + rejected;
  return { photos, open, accepted, rejected, withProblems: problems, unsure: names };
}

const openAnd = (index: string, column: string) =>
  `count(*) FROM review INDEXED BY ${index} WHERE decision = 'open' AND ${column} > 0
     AND photo_id NOT IN (SELECT id FROM photo WHERE missing = 1)
     AND photo_id NOT IN (SELECT id FROM photo WHERE excluded = 1 AND missing = 0)`;

const reviewCounts = `
  SELECT decision AS what, count(*) AS photos FROM review GROUP BY decision
  UNION ALL SELECT decision, -count(*) FROM photo JOIN review ON photo_id = id WHERE missing = 1 GROUP BY decision
  UNION ALL SELECT decision, -count(*) FROM photo JOIN review ON photo_id = id
    WHERE excluded = 1 AND missing = 0 GROUP BY decision
  UNION ALL SELECT 'problems', ${openAnd('review_by_state', 'problems')}
  UNION ALL SELECT 'names', ${openAnd('review_unsure', 'open_names')}`;

/** How many photos have text, usage, place or date that a person changed: those that `has:edit` finds. */
export function countEdited(catalog: Catalog): number {
  return catalog.count`
    SELECT count(*) FROM review JOIN photo ON photo_id = id
    WHERE missing = 0 AND (edited <> '' OR photo_id IN (SELECT photo_id FROM correction))`;
}

type DecisionsByPlace = {
  /** Null for photos whose place is not known. */
  readonly country: string | null;
  readonly city: string | null;
  readonly photos: number;
  readonly accepted: number;
  readonly rejected: number;
};

/** How many photos of each place are decided about; the places with most photos first. */
export function decisionsByPlace(catalog: Catalog): DecisionsByPlace[] {
  return catalog.all<DecisionsByPlace>`
    SELECT country, city, count(*) AS photos, coalesce(sum(decision = 'accepted'), 0) AS accepted,
      coalesce(sum(decision = 'rejected'), 0) AS rejected
    FROM photo LEFT JOIN review ON photo_id = id
    WHERE missing = 0 AND excluded = 0 AND status <> 'scan'
    GROUP BY country, city ORDER BY photos DESC, country, city`;
}
