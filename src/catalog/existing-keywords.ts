/** Keywords that a photo or its sidecar had before us, and the photos where they have changed. */
import { caseless } from '../caseless.ts';
import type { ExistingText } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { embeddedEarlier } from './journal.ts';
import { stored, storedOr } from './stored.ts';

/** What stands in a photo or its sidecar and not because of us, as it stands there: the photo's first, then the sidecar's. */
export function foundKeywords(catalog: Catalog, photoId: number): readonly string[] {
  const row = catalog.get<{ existing: string; said: string | null; added: string | null }>`
    SELECT existing, json_extract(content, '$.keywords') AS said,
      (SELECT json_group_array(value) FROM json_each(base, '$.ours.keywords')
       WHERE value NOT IN (SELECT value FROM json_each(coalesce(base, '{}'), '$.before.keywords'))) AS added
    FROM photo LEFT JOIN sidecar ON photo_id = photo.id WHERE photo.id = ${photoId}`;
  if (row === undefined) return [];
  const of = { photo_id: photoId };
  const { keywords } = stored<ExistingText>('photo.existing', row.existing, of);
  const inPhoto = withoutKeywords(keywords, embeddedEarlier(catalog, photoId).addedKeywords);
  const inSidecar = withoutKeywords(
    storedOr('sidecar.keywords', row.said, of) ?? [],
    storedOr('sidecar.keywords', row.added, of) ?? [],
  );
  return [...new Set([...inPhoto, ...inSidecar])];
}

/** A list without these keywords, however they are written. */
export function withoutKeywords(list: readonly string[], left: readonly string[]): string[] {
  const out = new Set(left.map(caseless));
  return list.filter((keyword) => !out.has(caseless(keyword)));
}

/** The photos not yet accepted whose photo or sidecar has had other keywords since their list was made. */
export function photosWithOtherKeywords(catalog: Catalog): number[] {
  return catalog.ids`
    SELECT photo_id AS id FROM existing_changed JOIN review USING (photo_id) WHERE decision <> 'accepted'`;
}

/** Stores a list that follows what was found. */
export function storeFollowed(
  catalog: Catalog,
  photoId: number,
  columns: { readonly keywords: string; readonly existing_keywords: string },
): void {
  catalog.update('review', { ...columns, stale: 1 }, { photoId });
  catalog.run`DELETE FROM existing_changed WHERE photo_id = ${photoId}`;
}
