/** What lies around a photo: its series, and the places of the archive. */
import type { Place } from '../photo.ts';
import type { Catalog } from './catalog.ts';

const mostTwins = 20;

/** Photos of the same folder or burst whose title begins alike; whether they are equal is for the check to say. */
export function similarlyTitled(
  catalog: Catalog,
  photoId: number,
): { name: string; description: string }[] {
  return catalog.all<{ name: string; description: string }>`
    SELECT replace(photo.path, photo.folder || '/', '') AS name, review.description
    FROM search AS own JOIN search AS other ON other.beginning = own.beginning
      JOIN photo ON photo.id = other.photo_id JOIN review ON review.photo_id = other.photo_id
    WHERE own.photo_id = ${photoId} AND other.photo_id <> ${photoId}
      AND photo.missing = 0 AND review.decision <> 'rejected'
      AND (other.folder = own.folder OR other.photo_id IN (
        SELECT photo_id FROM burst WHERE first_id = (SELECT first_id FROM burst WHERE photo_id = ${photoId})))
    ORDER BY photo.path LIMIT ${mostTwins}`;
}

/** The photos whose place is called the same and known from the same source, that one among them, in archive order. */
export function photosOfPlace(catalog: Catalog, photoId: number): number[] {
  return catalog.ids`
    SELECT other.id AS id FROM photo AS own JOIN photo AS other
      ON (other.city, other.country) = (own.city, own.country) AND other.place_source = own.place_source
    WHERE own.id = ${photoId} AND other.missing = 0 ORDER BY other.path`;
}

/** Every place of the archive, once. */
export function listPlaces(catalog: Catalog): Place[] {
  const rows = catalog.all<{ city: string; country: string; code: string | null }>`
    SELECT city, country, max(country_code) AS code FROM photo
    WHERE city IS NOT NULL AND country IS NOT NULL AND missing = 0 GROUP BY city, country`;
  return rows.map(({ code, ...place }) => ({ ...place, countryCode: code ?? undefined }));
}
