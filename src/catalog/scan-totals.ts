/** What scanning found, in numbers. */
import type { Catalog } from './catalog.ts';

type PhotosByPlace = {
  readonly country: string;
  readonly city: string;
  readonly editorial: number;
  readonly commercial: number;
};

/**
 * At most `most` photos from all over the archive. While it grows, those chosen before stay among them as long as
 * possible: from time to time every second one is passed over.
 */
export function photosThroughout(catalog: Catalog, most: number): number[] {
  const last = catalog.count`SELECT coalesce(max(id), 0) FROM photo`;
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(last / most)));
  return catalog.ids`
    SELECT id FROM photo WHERE (id - 1) % ${step} = 0 AND missing = 0 AND excluded = 0 AND status <> 'scan'
    ORDER BY id LIMIT ${most}`;
}

/** Places with their photos by usage, those with most photos first. */
export function photosByPlace(catalog: Catalog): PhotosByPlace[] {
  return catalog.all<PhotosByPlace>`
    SELECT country, city, sum(usage = 'editorial') AS editorial, sum(usage = 'commercial') AS commercial
    FROM photo WHERE missing = 0 AND city IS NOT NULL
    GROUP BY country, city ORDER BY count(*) DESC, country, city`;
}

type ScanTotals = {
  readonly withoutPlace: number;
  readonly withoutDate: number;
  /** With a title or caption that a camera or program wrote. */
  readonly withDefaults: number;
  /** Days of the first and the last photo; null while no photo has a date. */
  readonly earliest: string | null;
  readonly latest: string | null;
};

/** Of the photos that could be read. */
export function totalsOfScan(catalog: Catalog): ScanTotals {
  return catalog.one<ScanTotals>`
    SELECT coalesce(sum(city IS NULL), 0) AS withoutPlace, coalesce(sum(taken_on IS NULL), 0) AS withoutDate,
      coalesce(sum(existing ->> '$.defaults' IS NOT NULL), 0) AS withDefaults,
      min(taken_on) AS earliest, max(taken_on) AS latest
    FROM photo WHERE missing = 0 AND status <> 'scan'`;
}

/** Files with the name of a photo that cannot be read as one. */
export function countUnreadable(catalog: Catalog): number {
  return catalog.count`SELECT count(*) FROM photo WHERE status = 'scan' AND missing = 0`;
}

/** Whether any photo has ever been found in the archive. */
export function hasPhotos(catalog: Catalog): boolean {
  return catalog.has`SELECT 1 FROM photo LIMIT 1`;
}

/** The paths of photos that have one picture, a list for each such picture. */
export function samePictures(catalog: Catalog): readonly (readonly string[])[] {
  const lists = catalog.texts`
    SELECT json_group_array(path ORDER BY id) FROM photo WHERE missing = 0 AND identity IS NOT NULL
    GROUP BY identity HAVING count(*) > 1`;
  return lists.map((paths) => JSON.parse(paths) as string[]);
}
