/** Naming photos in the sentences that tell a person what was done. */
import { counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { fileName } from '../../photo.ts';

/** `IMG_1.jpg` for one photo, `12 photos` for several. */
export function photosInWords(catalog: Catalog, photoIds: readonly number[]): string {
  const [first] = photoIds;
  if (photoIds.length !== 1 || first === undefined) return counted(photoIds.length, 'photo');
  const row = catalog.get<{ path: string }>('SELECT path FROM photo WHERE id = ?', first);
  return row === undefined ? '1 photo' : fileName(row.path);
}
