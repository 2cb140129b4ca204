/** Usage and place as a person set them, apart from what scanning finds. */
import type { Catalog } from './catalog.ts';

/** Gives photos back what a person had set about them; to be called after a scan has written its own findings. */
export function keepCorrections(catalog: Catalog): void {
  catalog.transaction(() => {
    catalog.run(
      `UPDATE photo SET usage = correction.usage, usage_given = 1 FROM correction
       WHERE correction.photo_id = photo.id AND correction.usage IS NOT NULL
         AND (photo.usage <> correction.usage OR usage_given = 0)`,
    );
    catalog.run(
      `UPDATE photo SET city = correction.city, country = correction.country, region = correction.region,
         country_code = correction.country_code, place_source = 'person' FROM correction
       WHERE correction.photo_id = photo.id AND correction.city IS NOT NULL
         AND (photo.city, photo.country, photo.region, photo.country_code, photo.place_source) IS NOT
             (correction.city, correction.country, correction.region, correction.country_code, 'person')`,
    );
  });
}
