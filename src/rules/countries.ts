/** Names of countries and what they mean. ISO 3166-1 by i18n-iso-countries, with the names people give their folders. */
import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import data from './data/country-names.json' with { type: 'json' };
import { fold } from './fold.ts';

/** Names in English use that the list of ISO names lacks, by alpha-3 code. */
const moreNames: Readonly<Record<string, readonly string[]>> = data.moreNames;

/** Names in English use where the list of ISO names begins with another. */
const usualNames: Readonly<Record<string, string>> = data.usualNames;

type Known = { readonly code: string; readonly name: string };

let known: ReadonlyMap<string, Known> | undefined;

/** `St.` is `Saint`, `&` is `and`, hyphens and underscores are spaces, a leading `the` means nothing. */
function keyOf(name: string): string {
  return fold(name)
    .replace(/[-_.,()]/gu, ' ')
    .replace(/&/gu, ' and ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^the /u, '')
    .replace(/^st /u, 'saint ');
}

function knownNames(): ReadonlyMap<string, Known> {
  if (known !== undefined) return known;
  countries.registerLocale(english);
  const map = new Map<string, Known>();
  const add = (name: string, code: string) => {
    const key = keyOf(name);
    if (!map.has(key)) map.set(key, { code, name });
  };
  for (const [alpha2, names] of Object.entries(countries.getNames('en', { select: 'all' }))) {
    const code = countries.alpha2ToAlpha3(alpha2);
    if (code !== undefined) for (const name of names) add(name, code);
  }
  for (const [code, names] of Object.entries(moreNames)) for (const name of names) add(name, code);
  known = map;
  return map;
}

/** Every name that is known, with its country's alpha-3 code. */
export function countryNames(): Iterable<readonly [name: string, code: string]> {
  return [...knownNames().values()].map(({ name, code }) => [name, code] as const);
}

/** The names of a country in English, by its alpha-3 code. */
export function namesOfCountry(code: string): readonly string[] {
  return [...knownNames().values()].filter((known) => known.code === code).map(({ name }) => name);
}

/** The ISO 3166-1 alpha-3 code of a country by its English name or a common one (`UK`, `Türkiye`); case and accents apart. */
export function countryCodeOf(name: string): string | undefined {
  return knownNames().get(keyOf(name))?.code;
}

/** The alpha-3 code for a value in metadata: a name, or a code of two or three letters. */
export function toCountryCode(value: string): string | undefined {
  const code = value.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && countries.alpha3ToAlpha2(code) !== undefined) return code;
  const byName = countryCodeOf(value);
  if (byName !== undefined || !/^[A-Z]{2}$/.test(code)) return byName;
  return countries.alpha2ToAlpha3(code);
}

/** The usual English name of a country by its alpha-3 code: `Turkey`, not `Türkiye`. */
export function countryNameOf(code: string): string | undefined {
  if (usualNames[code] !== undefined) return usualNames[code];
  for (const known of knownNames().values()) if (known.code === code) return known.name;
  return undefined;
}

/** How a country's name is properly written: `usa` is `USA`, `cote d'ivoire` is `Cote d'Ivoire`; else undefined. */
export function countrySpelling(name: string): string | undefined {
  return knownNames().get(keyOf(name))?.name;
}
