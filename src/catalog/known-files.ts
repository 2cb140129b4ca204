/** What is remembered of the files of an archive, to see without opening them whether they are still the same. */
import { fileName } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { forgetPhotoNames } from './photo-names.ts';

export type KnownFile = {
  readonly id: number;
  readonly path: string;
  readonly bytes: number;
  readonly mtime: string;
  readonly missing: 0 | 1;
};

/** The files known in a folder, by path. Of several photos that were seen under one path, the one that is there. */
export function knownIn(catalog: Catalog, folder: string): Map<string, KnownFile> {
  const rows = catalog.all<KnownFile>`
    SELECT id, path, bytes, mtime, missing FROM photo WHERE folder = ${folder} ORDER BY missing DESC, id`;
  return new Map(rows.map((row) => [row.path, row]));
}

/**
 * Marks photos of a folder that are not among `names` as missing, and forgets files there that never were photos.
 * Returns how many were newly missing.
 */
export function markMissing(catalog: Catalog, folder: string, names: ReadonlySet<string>): number {
  const gone = [...knownIn(catalog, folder).values()].filter(
    ({ path, missing }) => missing === 0 && !names.has(fileName(path)),
  );
  if (gone.length > 0) forgetPhotoNames(catalog);
  for (const { id } of gone) {
    catalog.run`DELETE FROM photo WHERE id = ${id} AND identity IS NULL AND status = 'scan'`;
    catalog.run`UPDATE photo SET missing = 1 WHERE id = ${id}`;
  }
  return gone.length;
}

/** A known photo that is at its place again. */
export function markFound(catalog: Catalog, photoId: number): void {
  forgetPhotoNames(catalog);
  catalog.run`UPDATE photo SET missing = 0 WHERE id = ${photoId}`;
}

/** Has the next scan read a photo's file, whatever its size and time say. */
export function readAgain(catalog: Catalog, photoId: number): void {
  catalog.run`UPDATE photo SET mtime = '' WHERE id = ${photoId}`;
}
