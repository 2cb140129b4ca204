/** Usage, place and date as a person set them, apart from what scanning finds. */
import type { CalendarDay } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { sql } from './sql.ts';

/** Gives photos back what a person had set about them; to be called after a scan has written its own findings. */
export function keepCorrections(catalog: Catalog): void {
  catalog.transaction(() => {
    catalog.run`
      UPDATE photo SET usage = correction.usage, usage_given = 1 FROM correction
      WHERE correction.photo_id = photo.id AND correction.usage IS NOT NULL
        AND (photo.usage <> correction.usage OR usage_given = 0)`;
    catalog.run`
      UPDATE photo SET city = correction.city, country = correction.country, region = correction.region,
        country_code = correction.country_code, place_source = correction.place_source FROM correction
      WHERE correction.photo_id = photo.id AND correction.city IS NOT NULL
        AND (photo.city, photo.country, photo.region, photo.country_code, photo.place_source) IS NOT
            (correction.city, correction.country, correction.region, correction.country_code, correction.place_source)`;
    catalog.run`
      UPDATE photo SET taken_on = correction.taken_on, taken_at = correction.taken_at FROM correction
      WHERE correction.photo_id = photo.id AND correction.taken_on IS NOT NULL
        AND (photo.taken_on, photo.taken_at) IS NOT (correction.taken_on, correction.taken_at)`;
  });
}

/** Notes the date that a file was just read to have, for photos whose date a person set. */
export function keepFileDate(
  catalog: Catalog,
  photoId: number,
  takenOn: CalendarDay | undefined,
  takenAt: string | undefined,
): void {
  catalog.run`
    UPDATE correction SET file_taken_on = ${takenOn}, file_taken_at = ${takenAt}
    WHERE photo_id = ${photoId} AND taken_on IS NOT NULL`;
}

/** A row of the table `correction`: what a person set, and what the file says of the date instead. */
export type CorrectionRow = {
  photo_id: number;
  usage: string | null;
  city: string | null;
  country: string | null;
  region: string | null;
  country_code: string | null;
  place_source: string | null;
  taken_on: string | null;
  taken_at: string | null;
  file_taken_on: string | null;
  file_taken_at: string | null;
};

/** What a person set about a photo. */
export function correctionOf(catalog: Catalog, photoId: number): CorrectionRow | undefined {
  return catalog.get<CorrectionRow>`SELECT * FROM correction WHERE photo_id = ${photoId}`;
}

/** The date in the file of a photo, where a person set another one; an empty one where the file has none. */
export function fileDateOf(
  catalog: Catalog,
  photoId: number,
): { readonly takenOn: CalendarDay | null; readonly takenAt: string | null } | undefined {
  return catalog.get`
    SELECT file_taken_on AS takenOn, file_taken_at AS takenAt FROM correction
    WHERE photo_id = ${photoId} AND taken_on IS NOT NULL`;
}

/** The time in the file, for telling photographs apart by the camera's clock; for rows of photo with their correction. */
export const fileTakenAt = sql`
  CASE WHEN correction.taken_on IS NULL THEN photo.taken_at ELSE correction.file_taken_at END`;
