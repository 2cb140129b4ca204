/** Names of countries and what they mean. ISO 3166-1 by i18n-iso-countries, with the names people give their folders. */
import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import data from '../data/country-names.json' with { type: 'json' };
import { fold } from '../texts/fold.ts';
import { localCountryNames } from './local-country-names.ts';

/** Names in English use that the list of ISO names lacks, by alpha-3 code. */
const moreNames: Readonly<Record<string, readonly string[]>> = data.moreNames;

/** Names in English use where the list of ISO names begins with another. */
const usualNames: Readonly<Record<string, string>> = data.usualNames;

/** Other names that are good English, and stay where a folder is called so: `UK`, `Scotland`, `Czechia`. */
const alsoGood: Readonly<Record<string, readonly string[]>> = data.alsoGood;

/** Countries that belong to another one, which metadata may name instead. */
const territories: Readonly<Record<string, string>> = data.territories;

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
  const ambiguous = new Set(data.ambiguous.map(keyOf));
  const add = (name: string, code: string) => {
    const key = keyOf(name);
    if (!map.has(key) && !ambiguous.has(key)) map.set(key, { code, name });
  };
  for (const [alpha2, names] of Object.entries(countries.getNames('en', { select: 'all' }))) {
    const code = countries.alpha2ToAlpha3(alpha2);
    if (code !== undefined) for (const name of names) add(name, code);
  }
  for (const table of [moreNames, alsoGood])
    for (const [code, names] of Object.entries(table)) for (const name of names) add(name, code);
  for (const [code, name] of Object.entries(usualNames)) add(name, code);
  known = map;
  return map;
}

let local: ReadonlyMap<string, string> | undefined;

/** Names in other languages; those that are words as well (`Island`) or mean two countries are not among them. */
function codeOfLocalName(name: string): string | undefined {
  local ??= localNames();
  return local.get(keyOf(name));
}

function localNames(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const [name, code] of localCountryNames()) {
    const key = keyOf(name);
    if (!codes.has(key)) codes.set(key, code);
  }
  for (const word of [...data.languages.words, ...data.ambiguous]) codes.delete(keyOf(word));
  return codes;
}

/** Every name that is known, with its country's alpha-3 code. */
export function countryNames(): Iterable<readonly [name: string, code: string]> {
  return [...knownNames().values()].map(({ name, code }) => [name, code] as const);
}

/** The names of a country in English, by its alpha-3 code. */
export function namesOfCountry(code: string): readonly string[] {
  return [...knownNames().values()].filter((known) => known.code === code).map(({ name }) => name);
}

/** The ISO 3166-1 alpha-3 code of a country by a name in English (`UK`, `Holland`) or in another language (`Österreich`); case and accents apart. */
export function countryCodeOf(name: string): string | undefined {
  return knownNames().get(keyOf(name))?.code ?? codeOfLocalName(name);
}

/** Whether one of two countries belongs to the other, by their alpha-3 codes: Hong Kong to China. */
export function isPartOfCountry(one: string, other: string): boolean {
  return territories[one] === other || territories[other] === one;
}

/** The alpha-3 code for a value in metadata: a name, or a code of two or three letters. */
export function toCountryCode(value: string): string | undefined {
  const code = value.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && countries.alpha3ToAlpha2(code) !== undefined) return code;
  const byName = countryCodeOf(value);
  if (byName !== undefined || !/^[A-Z]{2}$/.test(code)) return byName;
  return countries.alpha2ToAlpha3(code);
}

/** The alpha-2 code of a country by its alpha-3 code. */
export function alpha2Of(code: string): string | undefined {
  return countries.alpha3ToAlpha2(code);
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

/**
 * A country as agencies write it: `Deutschland` is Germany, `U.S.A.` is USA, `Burma` is Myanmar. Other names that are
 * good English stay (`Scotland`, `Czechia`), and so does what we do not know.
 */
export function englishCountry(name: string): string {
  const code = countryCodeOf(name);
  const usual = code === undefined ? undefined : countryNameOf(code);
  if (code === undefined || usual === undefined) return name;
  const good = [usual, ...(alsoGood[code] ?? [])].find((one) => keyOf(one) === keyOf(name));
  // In small letters or capitals throughout it is no name yet.
  const isWritten = name !== name.toLowerCase() && name !== name.toUpperCase();
  return good !== undefined && isWritten ? name : (good ?? usual);
}
