/** Whether two sources speak of the same place, whatever they call it. */
import type { Place, PlaceNames } from '../../photo.ts';
import { fold } from '../texts/fold.ts';
import { countryNameOf, isPartOfCountry, toCountryCode } from './countries.ts';
import { englishCity } from './exonyms.ts';

/** The alpha-3 code of the country that a place names. */
export function countryOf({ country = '', countryCode = '' }: PlaceNames): string | undefined {
  return toCountryCode(countryCode) ?? toCountryCode(country);
}

/**
 * How a place differs from another, as far as their names tell. One that names less says nothing against it.
 * `Wien, Österreich`, `Vienna` and `Vienna, AUT` are the same place, so are `Frankfurt` and `Frankfurt am Main`.
 */
export function differenceOf(
  one: PlaceNames,
  other: Place,
): 'country' | 'city' | 'unknown-country' | undefined {
  const [code, otherCode] = [countryOf(one), countryOf(other)];
  const named = (one.country ?? '') !== '' && other.country !== '';
  if (code !== undefined && otherCode !== undefined) {
    if (code !== otherCode && !isPartOfCountry(code, otherCode)) return 'country';
  } else if (named && nameKey(one.country ?? '') !== nameKey(other.country))
    return 'unknown-country';
  const [city = '', otherCity] = [one.city, other.city];
  if (city === '' || otherCity === '') return undefined;
  const names = [city, otherCity].map((name) => nameKey(englishCity(name, otherCode ?? '')));
  const [a = '', b = ''] = names;
  const [region, otherRegion] = [one.region, other.region].map((name) => nameKey(name ?? ''));
  const isSame = ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `);
  return isSame || a === otherRegion || b === region ? undefined : 'city';
}

/** `St. Moritz` is `Saint Moritz`, `Aix-en-Provence` is `Aix en Provence`. */
function nameKey(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\b(?:st|sankt|sint) /gu, 'saint ');
}

/** A place that names no country is in the one of its code, or else of `other`. */
export function completed(one: PlaceNames, other: Place): Place {
  const { city = '', country = '', region } = one;
  const code = countryOf(one);
  if (country !== '') return { city, country, region, countryCode: code };
  const named = code === undefined ? undefined : countryNameOf(code);
  return named === undefined || code === other.countryCode
    ? { city, country: other.country, region, countryCode: other.countryCode }
    : { city, country: named, region, countryCode: code };
}
