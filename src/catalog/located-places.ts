/** Places that scanning finds by other means than the folders, photos that have none, and places that contradict each other. */
import type { Photo, Place, RivalPlace } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { type PhotoRow, photoOf } from './photos.ts';

/** Photos without a place that know their position, in archive order. */
export function photosToLocate(
  catalog: Catalog,
): { id: number; path: string; latitude: number; longitude: number }[] {
  return catalog.all`
    SELECT id, path, latitude, longitude FROM photo
    WHERE missing = 0 AND status <> 'scan' AND city IS NULL AND latitude IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND code = 'no-place')
    ORDER BY path`;
}

/** Photos without a place that have no issue about it yet. */
export function photosWithoutPlace(catalog: Catalog): number[] {
  return catalog.ids`
    SELECT id FROM photo WHERE missing = 0 AND status <> 'scan' AND city IS NULL
      AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND code = 'no-place')`;
}

/** Gives a photo the place found from its position. @param distance kilometres to its middle */
export function setLocatedPlace(
  catalog: Catalog,
  photoId: number,
  { city, country, region, countryCode }: Place,
  distance: number | undefined,
): void {
  const columns = {
    city,
    country,
    region,
    countryCode,
    placeSource: 'gps',
    placeDistance: distance,
  };
  catalog.update('photo', columns, { id: photoId });
}

/** Photos whose place is known from one source alone have nothing to be compared with. */
export function settleUndisputed(catalog: Catalog): void {
  catalog.run`
    UPDATE photo SET rivals = '[]'
    WHERE rivals IS NULL AND city IS NOT NULL AND file_place IS NULL AND latitude IS NULL`;
}

/** The first photos with a place that has not been compared yet with what else is known of where they were taken. */
export function photosToCompare(catalog: Catalog, limit: number): Photo[] {
  const rows = catalog.all<PhotoRow>`
    SELECT * FROM photo WHERE missing = 0 AND status <> 'scan' AND city IS NOT NULL AND rivals IS NULL
    ORDER BY path LIMIT ${limit}`;
  return rows.map(photoOf);
}

/**
 * Notes which places speak against that of a photo; none, where all agree.
 * @param region of its own place, where that is known now
 */
export function setRivals(
  catalog: Catalog,
  photoId: number,
  rivals: readonly RivalPlace[],
  region: string | undefined,
): void {
  const columns = region === undefined ? {} : { region };
  catalog.update('photo', { rivals, ...columns }, { id: photoId });
}
