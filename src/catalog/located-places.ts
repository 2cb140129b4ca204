/** Places that scanning finds by other means than the folders, and photos that have none. */
import type { Place } from '../photo.ts';
import type { Catalog } from './catalog.ts';

/** Photos without a place that know their position, in archive order. */
export function photosToLocate(
  catalog: Catalog,
): { id: number; path: string; latitude: number; longitude: number }[] {
  return catalog.all(
    `SELECT id, path, latitude, longitude FROM photo
     WHERE missing = 0 AND status <> 'scan' AND city IS NULL AND latitude IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND code = 'no-place')
     ORDER BY path`,
  );
}

/** Photos without a place that have no issue about it yet. */
export function photosWithoutPlace(catalog: Catalog): number[] {
  return catalog.ids(
    `SELECT id FROM photo WHERE missing = 0 AND status <> 'scan' AND city IS NULL
       AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND code = 'no-place')`,
  );
}

/** Gives a photo the place found from its position. */
export function setLocatedPlace(catalog: Catalog, photoId: number, place: Place): void {
  const { city, country, region, countryCode } = place;
  const columns = { city, country, region, country_code: countryCode, place_source: 'gps' };
  catalog.update('photo', columns, { id: photoId });
}
