/** Places from positions, and positions of cities, offline, by the map of towns that comes with ExifTool. */
import type { Place, Position } from '../photo.ts';
import { chooseTown } from '../rules/places/choose-town.ts';
import { alpha2Of, countryNameOf, toCountryCode } from '../rules/places/countries.ts';
import { englishCity, namesOfCity } from '../rules/places/exonyms.ts';
import { countryAt } from './country-at.ts';
import type { MappedTown, TownMap } from './town-map.ts';

/** Where a position lies, and how far from the middle of that town it is, in kilometres; absent for a country alone. */
export type LocatedPlace = { readonly place: Place; readonly distance?: number | undefined };

/** Countries that are a city, whatever their quarters are called. */
const cityStates: Readonly<Record<string, string>> = {
  GI: 'Gibraltar',
  HK: 'Hong Kong',
  MC: 'Monaco',
  MO: 'Macau',
  SG: 'Singapore',
  VA: 'Vatican City',
};

/**
 * The town that people would name, in the country whose ground it is. Where no town is near enough, the country alone;
 * on the high seas nothing.
 * @param maxDistance kilometres to the middle of the town
 */
export async function geolocate(
  map: TownMap,
  position: Position,
  maxDistance: number,
): Promise<LocatedPlace | undefined> {
  const country = await countryAt(position);
  const countryCode = toCountryCode(country ?? '');
  if (country === undefined || countryCode === undefined) return undefined;
  const name = countryNameOf(countryCode) ?? country;
  const whole = cityStates[country];
  if (whole !== undefined) return { place: { city: whole, country: name, countryCode } };
  const around = map.around(position, maxDistance).filter((one) => one.country === country);
  const town = chooseTown(around);
  if (town === undefined) return { place: { city: '', country: name, countryCode } };
  const city = englishCity(latinised(town.name), countryCode);
  const region = regionOf(town);
  return { place: { city, country: name, region, countryCode }, distance: town.distance };
}

/** The towns of that name in that country, the largest first; none where it is not on the map, or the country is unknown. */
export function findCity(map: TownMap, { city, countryCode }: Place): readonly MappedTown[] {
  const country = countryCode && alpha2Of(countryCode);
  if (countryCode === undefined || country === undefined || city === '') return [];
  const found = map.named(namesOfCity(city, countryCode), country);
  return found.toSorted((one, other) => other.population - one.population);
}

/** The region of a town, where that has another name. */
function regionOf({ region, name }: Pick<MappedTown, 'region' | 'name'>): string | undefined {
  return region === '' || region === name ? undefined : latinised(region);
}

/** A place with the region that its city is in, so that no other region is left beside it in a file. */
export function withRegion(map: TownMap, place: Place): Place {
  const [town] = findCity(map, place);
  if (place.region !== undefined || town === undefined) return place;
  return { ...place, region: latinised(town.region) || undefined };
}

/** Signs of transliteration that no English text has: `Wādī Mūsá` is `Wadi Musa`; accents of Latin languages stay. */
function latinised(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0304\u0331]|(?<=[dhstz])[\u0323\u032E]|(?<=h)\u0327|(?<=i)\u0307/giu, '');
  return plain.normalize('NFC').replace(/[ʻʼʿʾ‘’]/gu, "'");
}
