/** Naming photos in the sentences that tell a person what was done. */
import { counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { getPhotoRow } from '../../catalog/photos.ts';

/** `IMG_1.jpg` for one photo, `12 photos` for several. */
export function photosInWords(catalog: Catalog, photoIds: readonly number[]): string {
  const [first] = photoIds;
  if (photoIds.length !== 1 || first === undefined) return counted(photoIds.length, 'photo');
  const photo = getPhotoRow(catalog, first);
  return photo === undefined ? '1 photo' : photoName(catalog, photo.path);
}
