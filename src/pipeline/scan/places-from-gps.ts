/** Places for photos whose folders and metadata name none: from their position, or they are listed. */
import pMap from 'p-map';
import { recordIssue } from '../../catalog/issues.ts';
import {
  photosToLocate,
  photosWithoutPlace,
  setLocatedPlace,
} from '../../catalog/located-places.ts';
import { InterruptedError } from '../../errors.ts';
import { geolocate, positionKey } from '../../exiftool/geolocate.ts';
import { fileOf } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import type { OnDemandPool } from './on-demand-pool.ts';

/** Asks once per square kilometre and writes down what still has no place. */
export async function findPlacesFromGps(
  { archive, signal, report }: StageContext,
  pool: OnDemandPool,
): Promise<void> {
  const { catalog } = archive;
  const groups = Map.groupBy(photosToLocate(catalog), positionKey);
  if (groups.size > 0) {
    const exifTool = await pool.start();
    let done = 0;
    await pMap(
      groups.values(),
      async (photos) => {
        const [first] = photos;
        if (first === undefined) return;
        if (signal.aborted) throw new InterruptedError();
        const place = await geolocate(exifTool, fileOf(archive, first));
        catalog.transaction(() => {
          if (place !== undefined) for (const { id } of photos) setLocatedPlace(catalog, id, place);
        });
        done++;
        report({
          stage: 'scan',
          done,
          total: groups.size,
          unit: 'photos',
          note: 'places from positions',
        });
      },
      { concurrency: exifTool.inFlight },
    );
  }
  catalog.transaction(() => {
    for (const id of photosWithoutPlace(catalog))
      recordIssue(
        catalog,
        id,
        {
          stage: 'scan',
          code: 'no-place',
          message:
            'Neither folders nor metadata nor GPS say where this was taken. Set the place in review, or sort it into Country/City.',
        },
        { blocking: false },
      );
  });
}
