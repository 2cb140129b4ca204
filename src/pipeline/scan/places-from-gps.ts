/** Places for photos whose folders and metadata name none: from their position, or they are listed. */
import { recordIssue } from '../../catalog/issues.ts';
import {
  photosToLocate,
  photosWithoutPlace,
  setLocatedPlace,
} from '../../catalog/located-places.ts';
import { InterruptedError } from '../../errors.ts';
import { geolocate } from '../../exiftool/geolocate.ts';
import type { TownMap } from '../../exiftool/town-map.ts';
import type { Position } from '../../photo.ts';
import type { StageContext } from '../archive/stage.ts';

/** The map of towns, read when it is first asked for; most scans do without. */
export type TownMapOnDemand = () => Promise<TownMap>;

export function townMapOnDemand(): TownMapOnDemand {
  let map: Promise<TownMap> | undefined;
  return () => {
    map ??= import('../../exiftool/town-map.ts').then(({ openTownMap }) => openTownMap());
    return map;
  };
}

/** Positions closer than about a hundred metres share a place: 0.001 degrees. */
function positionKey({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(3)},${longitude.toFixed(3)}`;
}

/** Finds places, and writes down what still has none. */
export async function findPlacesFromGps(
  { archive, signal, report }: StageContext,
  towns: TownMapOnDemand,
): Promise<void> {
  const { catalog, settings } = archive;
  const groups = Map.groupBy(photosToLocate(catalog), positionKey);
  let done = 0;
  for (const photos of groups.values()) {
    const [first] = photos;
    if (first === undefined) continue;
    if (signal.aborted) throw new InterruptedError();
    const found = await geolocate(await towns(), first, settings['gps.maxDistance']);
    catalog.transaction(() => {
      if (found === undefined) return;
      for (const { id } of photos) setLocatedPlace(catalog, id, found.place, found.distance);
    });
    done++;
    const total = groups.size;
    report({ stage: 'scan', done, total, unit: 'photos', note: 'places from positions' });
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
