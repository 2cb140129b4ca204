/** Places from positions, offline, through the geolocation data that come with ExifTool. */
import type { Place, Position } from '../photo.ts';
import { countryNameOf, toCountryCode } from '../rules/countries.ts';
import type { Pool } from './pool.ts';
import { tagsIn } from './read.ts';

/**
 * The nearest place that is a city, town or village of its own. Parts of cities (feature code PPLX) are left out,
 * so that a photo taken in Eminönü says Istanbul (https://exiftool.org/geolocation.html).
 * @param file a JPEG with this position in its GPS data; ExifTool takes the position from there
 */
export async function geolocate(pool: Pool, file: string): Promise<Place | undefined> {
  const { stdout } = await pool.run([
    '-j',
    '-api',
    'geolocation',
    '-api',
    'geolocfeature=-PPLX',
    '-api',
    'StructFormat=JSONQ',
    '-GeolocationCity',
    '-GeolocationRegion',
    '-GeolocationCountry',
    '-GeolocationCountryCode',
    file,
  ]);
  return placeIn(stdout);
}

/** Positions closer than about a kilometre share a place: 0.01 degrees. */
export function positionKey({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(2)},${longitude.toFixed(2)}`;
}

function placeIn(stdout: string): Place | undefined {
  const tags = tagsIn(stdout);
  const text = (tag: string) => (typeof tags[tag] === 'string' ? tags[tag] : '');
  const city = text('GeolocationCity');
  const countryCode = toCountryCode(text('GeolocationCountryCode'));
  const country =
    (countryCode === undefined ? undefined : countryNameOf(countryCode)) ??
    text('GeolocationCountry');
  if (city === '' || country === '') return undefined;
  const region = text('GeolocationRegion');
  return {
    city,
    country,
    region: region === '' || region === city ? undefined : region,
    countryCode,
  };
}
