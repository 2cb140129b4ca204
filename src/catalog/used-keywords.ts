/** The keywords and places that an archive uses, page by page, for completing what a person types. */
import type { Catalog } from './catalog.ts';
import { stored } from './stored.ts';

/** What a photo's keywords are now; `city` and `country` are null where its place is unknown. */
export type UsedKeywords = {
  readonly id: number;
  readonly keywords: readonly string[];
  readonly city: string | null;
  readonly country: string | null;
};

/** Keywords of photos that are not rejected, by photo, after `photoId`. */
export function keywordsAfterPhoto(
  catalog: Catalog,
  photoId: number,
  limit: number,
): UsedKeywords[] {
  return used(catalog.all`
    SELECT photo_id AS id, keywords, NULL AS city, NULL AS country FROM review
    WHERE photo_id > ${photoId} AND decision <> 'rejected' ORDER BY photo_id LIMIT ${limit}`);
}

/** Keywords of photos that are not rejected, by the answers that they were asked for, after `answerId`. */
export function keywordsAfterAnswer(
  catalog: Catalog,
  answerId: number,
  limit: number,
): UsedKeywords[] {
  return used(catalog.all`
    SELECT suggestion.id, keywords, city, country
    FROM suggestion JOIN review USING (photo_id) JOIN photo ON photo.id = photo_id
    WHERE suggestion.id > ${answerId} AND decision <> 'rejected' ORDER BY suggestion.id LIMIT ${limit}`);
}

function used(rows: readonly (UsedKeywords & { keywords: string })[]): UsedKeywords[] {
  return rows.map((row) => ({ ...row, keywords: stored('review.keywords', row.keywords, row) }));
}

/** The id of the newest answer; 0 when there is none. */
export function newestAnswer(catalog: Catalog): number {
  return catalog.count`SELECT coalesce(max(id), 0) FROM suggestion`;
}

/** The names of all cities and countries, each once. */
export function namesOfPlaces(catalog: Catalog): string[] {
  const places = catalog.all<{ city: string; country: string }>`
    SELECT DISTINCT city, country FROM photo WHERE city IS NOT NULL AND country IS NOT NULL AND missing = 0`;
  return [...new Set(places.flatMap(({ city, country }) => [city, country]))];
}
