/** Whether folder, file and position of a photo speak of the same place. What speaks against it waits for a person. */
import { embeddedEarlier } from '../../catalog/journal.ts';
import { photosToCompare, setRivals, settleUndisputed } from '../../catalog/located-places.ts';
import { InterruptedError } from '../../errors.ts';
import { countryAt } from '../../exiftool/country-at.ts';
import { findCity, geolocate, withRegion } from '../../exiftool/geolocate.ts';
import type { TownMap } from '../../exiftool/town-map.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { Photo, Place, PlaceNames, Position, RivalPlace } from '../../photo.ts';
import { isPartOfCountry, toCountryCode } from '../../rules/places/countries.ts';
import { kilometresBetween } from '../../rules/places/distance.ts';
import { completed, countryOf, differenceOf } from '../../rules/places/same-place.ts';
import type { StageContext } from '../archive/stage.ts';
import type { TownMapOnDemand } from './places-from-gps.ts';

const atOnce = 500;

/** Kilometres between two names of one place: a suburb, an airport, an island before the town. */
const nearby = 30;
/** Kilometres that a trip leads out of the city whose folder it is in, and those after which it is another place. */
const outing = { likely: 50, most: 100 };

type Compared = Photo & { readonly place: Place };

/** Compares what has not been compared yet. */
export async function comparePlaces(
  { archive, signal }: StageContext,
  towns: TownMapOnDemand,
): Promise<void> {
  const { catalog, settings } = archive;
  settleUndisputed(catalog);
  for (;;) {
    const photos = photosToCompare(catalog, atOnce);
    if (photos.length === 0) return;
    const found: { id: number; rivals: readonly RivalPlace[]; region?: string | undefined }[] = [];
    for (const photo of photos) {
      if (signal.aborted) throw new InterruptedError();
      const { id, place } = photo;
      const filePlace =
        photo.filePlace && withoutOurs(photo.filePlace, embeddedEarlier(catalog, id).last);
      const needsMap = place !== undefined && needsToAsk({ ...photo, place, filePlace });
      const map = needsMap ? await towns() : undefined;
      const rivals =
        map === undefined || place === undefined
          ? []
          : await rivalsOf({ ...photo, place, filePlace }, map, settings['gps.maxDistance']);
      const region = map && place && rivals.length > 0 ? withRegion(map, place).region : undefined;
      found.push({ id, rivals, region });
    }
    catalog.transaction(() => {
      for (const { id, rivals, region } of found) setRivals(catalog, id, rivals, region);
    });
  }
}

/** What we embedded ourselves says nothing against a place that has changed since. */
function withoutOurs(said: PlaceNames, ours: Metadata): PlaceNames {
  const theirs = Object.entries(said).filter(([part, name]) => ours[part as keyof Place] !== name);
  return Object.fromEntries(theirs);
}

/** Most photos know of their place from one source alone. */
function needsToAsk({ place, placeSource, filePlace = {}, position }: Compared): boolean {
  const isSaid = placeSource !== 'embedded' && differenceOf(filePlace, place) !== undefined;
  return isSaid || (placeSource !== 'gps' && position !== undefined);
}

async function rivalsOf(
  photo: Compared,
  map: TownMap,
  maxDistance: number,
): Promise<readonly RivalPlace[]> {
  const rivals = [
    photo.placeSource === 'embedded' ? undefined : rivalInFile(photo, map),
    photo.placeSource === 'gps' ? undefined : await rivalOfPosition(photo, map, maxDistance),
  ];
  return rivals.filter((rival) => rival !== undefined);
}

function rivalInFile({ place, filePlace = {} }: Compared, map: TownMap): RivalPlace | undefined {
  const difference = differenceOf(filePlace, place);
  if (difference === undefined) return undefined;
  const other = withRegion(map, completed(filePlace, place));
  const rival = { source: 'embedded', place: other } as const;
  if (difference === 'country') return { ...rival, isCertain: true };
  const there = findCity(map, other);
  const distance = least(
    findCity(map, place).flatMap((one) => there.map((two) => kilometresBetween(one, two))),
  );
  if (distance === undefined) return { ...rival, isCertain: false };
  return distance <= nearby ? undefined : { ...rival, distance, isCertain: true };
}

async function rivalOfPosition(
  { place, position }: Compared,
  map: TownMap,
  maxDistance: number,
): Promise<RivalPlace | undefined> {
  if (position === undefined) return undefined;
  const distance = least(findCity(map, place).map((city) => kilometresBetween(city, position)));
  const isElsewhere =
    distance === undefined ? await isAbroad(place, position) : distance > outing.likely;
  if (!isElsewhere) return undefined;
  const other = (await geolocate(map, position, maxDistance))?.place;
  if (other === undefined || differenceOf(other, place) === undefined) return undefined;
  const isCertain = distance === undefined || distance > outing.most;
  return { source: 'gps', place: other, distance, isCertain };
}

async function isAbroad(place: Place, position: Position): Promise<boolean> {
  const [code, here] = [countryOf(place), toCountryCode((await countryAt(position)) ?? '')];
  return code !== undefined && here !== undefined && code !== here && !isPartOfCountry(code, here);
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.min(...numbers);
}
