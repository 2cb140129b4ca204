/**
 * Photos by the paths that people type and other programs write: with composed letters where the disk has decomposed ones
 * (macOS) or the other way round, in other capitals, with the separators of Windows.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { getPhotoRow, type PhotoRow, photoAt, photoPaths } from '../../catalog/photos.ts';

/** @returns the photo at exactly this path inside the archive, or else the only one whose path means the same */
export type PhotoFinder = (path: string) => PhotoRow | undefined;

/** A finder that reads all paths once, when the first is not found as it stands. */
export function newPhotoFinder(catalog: Catalog): PhotoFinder {
  let ids: ReadonlyMap<string, number | 'several'> | undefined;
  return (path) => {
    const exact = photoAt(catalog, path);
    if (exact !== undefined) return exact;
    ids ??= idsByMeaning(catalog);
    const id = ids.get(meaningOf(path));
    return typeof id === 'number' ? getPhotoRow(catalog, id) : undefined;
  };
}

function idsByMeaning(catalog: Catalog): Map<string, number | 'several'> {
  const ids = new Map<string, number | 'several'>();
  for (const { id, path } of photoPaths(catalog)) {
    const meaning = meaningOf(path);
    ids.set(meaning, ids.has(meaning) ? 'several' : id);
  }
  return ids;
}

/** Disks compare capitals letter by letter; only where a letter has one other form can nothing be mistaken. */
function meaningOf(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '').normalize('NFC').toLowerCase();
}
