/** What scanning found, in numbers. */
import type { Archive } from '../archive/archive.ts';

export type ScanFacts = {
  /** The setting by which folders are read. */
  readonly folders: string;
  readonly places: readonly {
    readonly country: string;
    readonly city: string;
    readonly editorial: number;
    readonly commercial: number;
  }[];
  readonly withoutPlace: number;
  readonly withoutDate: number;
  /** Days of the first and the last photo. */
  readonly earliest?: string;
  readonly latest?: string;
};

/** Places by country and city, with their photos by usage. */
export function scanFacts({ catalog, settings }: Archive): ScanFacts {
  const places = catalog.all<ScanFacts['places'][number]>(
    `SELECT country, city, sum(usage = 'editorial') AS editorial, sum(usage = 'commercial') AS commercial
     FROM photo WHERE missing = 0 AND city IS NOT NULL
     GROUP BY country, city ORDER BY country, city`,
  );
  const rest = catalog.get<{
    places: number;
    dates: number;
    earliest: string | null;
    latest: string | null;
  }>(
    `SELECT sum(city IS NULL) AS places, sum(taken_on IS NULL) AS dates, min(taken_on) AS earliest,
       max(taken_on) AS latest FROM photo WHERE missing = 0 AND standing <> 'scan'`,
  );
  return {
    folders: settings.folders,
    places,
    withoutPlace: rest?.places ?? 0,
    withoutDate: rest?.dates ?? 0,
    ...(rest?.earliest != null ? { earliest: rest.earliest } : {}),
    ...(rest?.latest != null ? { latest: rest.latest } : {}),
  };
}
