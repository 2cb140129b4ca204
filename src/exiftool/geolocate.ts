/** Places from positions, offline, through the geolocation data that come with ExifTool. */
import type { Place, Position } from '../photo.ts';
import { countryNameOf, toCountryCode } from '../rules/countries.ts';
import type { Pool } from './pool.ts';
import { readTags } from './read.ts';

const tags = ['City', 'Region', 'Country', 'CountryCode'].map(
  (part) => `ExifTool:Geolocation${part}`,
);

/**
 * The nearest place that is a city, town or village of its own. Parts of cities (feature code PPLX) are left out,
 * so that a photo taken in Eminönü says Istanbul (https://exiftool.org/geolocation.html).
 * @param file a JPEG with this position in its GPS data; ExifTool takes the position from there
 */
export async function geolocate(pool: Pool, file: string): Promise<Place | undefined> {
  const read = await readTags(pool, file, tags, [
    '-api',
    'geolocation',
    '-api',
    'geolocfeature=-PPLX',
  ]);
  const [city = '', region = '', named = '', code = ''] = tags.map((tag) =>
    String(read[tag] ?? ''),
  );
  const countryCode = toCountryCode(code);
  const country = (countryCode === undefined ? undefined : countryNameOf(countryCode)) ?? named;
  if (city === '' || country === '') return undefined;
  return {
    city,
    country,
    region: region === '' || region === city ? undefined : region,
    countryCode,
  };
}

/** Positions closer than about a kilometre share a place: 0.01 degrees. */
export function positionKey({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
}
