/**
 * Which town of those around a position people would name. The nearest one is often a part of a city that the list of
 * towns does not know for one, or a small town across a river; so population counts against distance, and parts of a
 * city belong to it.
 */
import { withoutDiacritics } from '../texts/fold.ts';

/** A town as GeoNames lists it (https://www.geonames.org/export/codes.html, class P). */
export type Town = {
  readonly name: string;
  /** Administrative divisions of the first and the second order; '' where there is none. */
  readonly region: string;
  readonly district: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly population: number;
  /** `PPL`, `PPLC`, `PPLX`, ... */
  readonly kind: string;
  /** Kilometres from the position. */
  readonly distance: number;
};

/** Quarters, and what is no longer there. */
const notTowns = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH']);

/** People per square kilometre, roughly, where a town is built up: what its population says about its size. */
const density = 4000;

/** Kilometres from the middle of a town to its edge. */
function radiusOf({ population }: Town): number {
  return Math.sqrt(population / (Math.PI * density));
}

/** What is nearest counts by its edge; that of a large city would lie over every suburb. */
const widestEdge = 3;

/**
 * The town that a position belongs to; undefined where there is none among these.
 * @param around towns and quarters of one country
 */
export function chooseTown(around: readonly Town[]): Town | undefined {
  const nearest = least(around, (town) => town.distance - Math.min(radiusOf(town), widestEdge));
  if (nearest === undefined) return undefined;
  const towns = around.filter(isTown);
  const ofRegion = towns.filter((town) => isOfRegion(town, nearest));
  const all = ofRegion.length > 0 ? ofRegion : towns;
  const within = all.filter(
    (town) => town.district === nearest.district && town.distance < radiusOf(town),
  );
  const best = least(within.length > 0 ? within : all, remoteness) ?? nearest;
  const cities = all.filter((city) => isPart(best, city) || isPart(nearest, city));
  return least(cities, ({ population }) => -population) ?? best;
}

function least<T>(items: readonly T[], measure: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || measure(item) < measure(best) ? item : best),
    undefined,
  );
}

/** Below 0 inside a town, by how near its middle is for its size; else the kilometres to its edge. */
function remoteness(town: Town): number {
  const radius = radiusOf(town);
  return town.distance < radius ? town.distance / radius - 1 : town.distance - radius;
}

/** A quarter that is a municipality by itself is a town: Fremantle. */
function isTown({ kind, name, district }: Town): boolean {
  return !notTowns.has(kind) || isSame(name, district);
}

/** Towns of another region are across a border, often a river: Hoboken is not New York. */
function isOfRegion(town: Town, nearest: Town): boolean {
  return town.region === nearest.region || isSame(town.name, nearest.district);
}

/** Whether a place lies in a city, by its name, its districts, and how far the city reaches. */
function isPart(place: Town, city: Town): boolean {
  if (city === place || city.population <= place.population) return false;
  // `Paris 16 Passy`
  if (place.name.startsWith(city.name) && /^ \d/.test(place.name.slice(city.name.length)))
    return true;
  const reach = city.distance / radiusOf(city);
  const isOfDistrict = isSame(city.name, place.district);
  // A city without a district is spread over several: New York, Tokyo, Istanbul.
  if (city.district === '') return (city.region === place.region || isOfDistrict) && reach < 0.85;
  if (city.district !== place.district && !isOfDistrict) return false;
  if (isMunicipality(city)) return reach < (city.population > 500_000 ? 1.2 : 0.7);
  return reach < 0.5 && city.population > place.population * 10;
}

/** Words for districts that hold more than the city they are named after. */
const wider =
  /\b(?:prov|citta|county|district|bezirk|kreis|landkreis|depart|metropol|region|comarca|land)/u;

/** Whether the district of a city is the city: `Greater London`, `Paris`; not `Província de Barcelona`. */
function isMunicipality({ name, district }: Town): boolean {
  const [city, of] = [plain(name).replace(/ city$/u, ''), plain(district)];
  return of === city || (` ${of} `.includes(` ${city} `) && !wider.test(of));
}

function isSame(one: string, other: string): boolean {
  return other !== '' && plain(one) === plain(other);
}

function plain(name: string): string {
  return withoutDiacritics(name).toLowerCase();
}
