/** The names that a photo's own place goes by in a text. */
import countries from 'i18n-iso-countries/index.js';
import type { Place } from '../../photo.ts';
import { mentions, termKey } from '../keywords/terms.ts';
import { oneLine } from '../texts/clean.ts';
import { fold } from '../texts/fold.ts';
import { countryCodeOf, namesOfCountry } from './countries.ts';
import { placeNames } from './place-names.ts';

export type PlacePart = 'city' | 'region' | 'country';

type OwnNames = ReadonlyMap<string, PlacePart>;

/** Letters and digits alone: `U.S.A.` and `USA` are one name, `Foo: Bar` and `foo bar` too. */
function keyOf(name: string): string {
  return fold(name).replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

const known = new Map<string, OwnNames>();
/** Many more than one screen or one stage works on at a time. */
const mostPlaces = 500;

/** The names of a place by their keys. */
function ownNames(place: Place): OwnNames {
  const id = [place.city, place.region, place.country, place.countryCode].join('\n');
  const seen = known.get(id);
  if (seen !== undefined) return seen;
  const names = new Map<string, PlacePart>();
  const add = (name: string | undefined, part: PlacePart) => {
    const key = keyOf(oneLine(name ?? ''));
    if (key !== '' && !names.has(key)) names.set(key, part);
  };
  add(place.city, 'city');
  add(place.region, 'region');
  add(place.country, 'country');
  const code = place.countryCode ?? countryCodeOf(place.country);
  if (code !== undefined) for (const name of countryAliases(code)) add(name, 'country');
  if (known.size >= mostPlaces) known.clear();
  known.set(id, names);
  return names;
}

/** A country in English and in its own languages, and its codes. */
function countryAliases(code: string): readonly string[] {
  const alpha2 = countries.alpha3ToAlpha2(code);
  return [...namesOfCountry(code), code, ...(alpha2 === undefined ? [] : nativeNames(alpha2))];
}

function nativeNames(alpha2: string): readonly string[] {
  const { language } = new Intl.Locale(`und-${alpha2}`).maximize();
  const ownName = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return [alpha2, ownName.of(alpha2) ?? ''];
}

/** `USA`; in `U.S. A ferry` a sentence begins behind it. */
const longestCode = 3;

/**
 * The part of the photo's place that the text names at `from` (UTF-16 units), and where the name ends: the longest one
 * that ends with a word. `Turkey` in `Turkey's coast` or `Turkey-based` is none.
 */
export function ownNameAt(
  text: string,
  from: number,
  place: Place,
): { readonly part: PlacePart; readonly end: number } | undefined {
  const names = ownNames(place);
  const longest = Math.max(0, ...[...names.keys()].map((key) => key.length));
  let found: { part: PlacePart; end: number } | undefined;
  for (const word of text.slice(from, from + 2 * longest + 8).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const end = from + word.index + word[0].length;
    const written = text.slice(from, end);
    const key = keyOf(written);
    if (key.length > longest || /[^\p{L}\p{M}\p{N}\s.,'’ʼ&-]/u.test(written)) break;
    if (key.length <= longestCode && /[\s,]/u.test(written)) continue;
    const part = names.get(key);
    if (part === undefined) continue;
    const isJoined = text[end] === '-' && ownNameAt(text, end + 1, place) !== undefined;
    if (isJoined || !goesOn.test(text.slice(end)))
      found = { part, end: withAbbreviation(text, from, end) };
  }
  return found;
}

/**
 * What makes a name a part of another word: `Turkey's`, `Turkey-based`. A date and another name of the place do not:
 * `Istanbul-Turkey-May 14`.
 */
const goesOn =
  /^(?:['’ʼ][\p{L}\p{N}]|-(?!\d{1,4}[\s./-]|\p{Lu}\p{L}{2,8}\.?\s\d)[\p{L}\p{N}]|[\p{L}\p{M}\p{N}])/u;

/** The full stop of `U.S.` belongs to it. */
function withAbbreviation(text: string, from: number, end: number): number {
  return text[end] === '.' && /\.\p{L}$/u.test(text.slice(from, end)) ? end + 1 : end;
}

/** Words that may stand beside the name of a city and leave it the same. */
const around =
  /(?<!\p{L})(?:city|town|greater|old|new|downtown|central|metropolitan|province|region|district|county|state|area|municipality|of|the)(?!\p{L})/giu;

/** Whether a name is one of the photo's own place: `Istanbul`, also as `Istanbul Province`. */
export function isOwnName(name: string, place: Place): boolean {
  const names = ownNames(place);
  return names.has(keyOf(name)) || names.get(keyOf(name.replace(around, ''))) === 'city';
}

/** Whether a name has that of the photo's city in it: `Istanbul Marathon`. */
export function hasCityIn(name: string, place: Place): boolean {
  return mentions(name, place.city);
}

/** Whether a name is one of another country or of a city that we know; the photo's own place aside. */
export function isKnownElsewhere(name: string, place: Place): boolean {
  if (isOwnName(name, place) || hasCityIn(name, place)) return false;
  const kind = placeNames().entries.get(termKey(name))?.kind;
  return kind === 'city' || kind === 'country';
}

/** Whether names, separated by commas, are all of the photo's own place: its city, or what lies around or in it. */
export function isPlaceOf(names: string, place: Place): boolean {
  const parts = names.split(/(?:(?<!\s)\s+)?,\s*/u);
  const hasCity = parts.some((name) => isOwnName(name, place) && !isCountryOf(name, place));
  return parts.every((name) => (hasCity ? !isKnownElsewhere(name, place) : isOwnName(name, place)));
}

function isCountryOf(name: string, place: Place): boolean {
  return ownNames(place).get(keyOf(name)) === 'country';
}
