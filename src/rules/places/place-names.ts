/**
 * Place names that photographers' keywords mix up (data/places.json): well-known cities and areas, and what people
 * and things of a country are called. For finding contradictions only; what is not listed is not doubted.
 */

import data from '../data/places.json' with { type: 'json' };
import { type Lexicon, lexicon } from '../texts/find-names.ts';
import { countryNames } from './countries.ts';

/** When the lists were last gone through. */
export const placeNamesAsOf: string = data.asOf;

/** Names that are words, other places or names of people as well; a keyword that is one of them is not doubted. */
const ambiguous = new Set(data.ambiguous);
/** Names that in small letters are words: the hat, the colour, the bean. */
const ambiguousInSmallLetters = new Set(data.ambiguousInSmallLetters);

export type PlaceName = {
  readonly kind: 'country' | 'city' | 'area' | 'adjective';
  /** Alpha-3 codes of the countries it belongs to. */
  readonly codes: readonly string[];
};

let names: Lexicon<PlaceName> | undefined;

/** The names of places and the adjectives of countries, for `findNames`. */
export function placeNames(): Lexicon<PlaceName> {
  names ??= lexicon([
    // Those that also name styles, languages or food everywhere (`English`, `Roman`) are not in the list.
    ...byName(data.adjectives, 'adjective'),
    // Without those that are a region as well; a name that is in several countries stands with each of them.
    ...byName(data.cities, 'city'),
    // Regions, islands and sights that a city may lie in, on or beside: in their own country they say nothing against it.
    ...byName(data.areas, 'area'),
    ...Object.entries(data.partsOfTheWorld).map(
      ([name, codes]) => [name, { kind: 'area', codes: codes.split(' ') }] as const,
    ),
    ...Array.from(
      countryNames(),
      ([name, code]) => [name, { kind: 'country', codes: [code] }] as const,
    ),
  ]);
  return names;
}

/** A table of names by country, turned around. */
function byName(
  table: Readonly<Record<string, readonly string[]>>,
  kind: PlaceName['kind'],
): Iterable<readonly [string, PlaceName]> {
  const codes = new Map<string, string[]>();
  for (const [code, names] of Object.entries(table))
    for (const name of names) codes.set(name, [...(codes.get(name) ?? []), code]);
  return [...codes].map(([name, of]) => [name, { kind, codes: of }] as const);
}

/**
 * Whether a name may mean something other than the place: `turkey`, `Jordan`, `hue`.
 * @param isFirst it begins the sentence, so that it has a capital letter in any case
 */
export function maySayMore(word: string, isFirst = false): boolean {
  const small = word.toLowerCase();
  return (
    ambiguous.has(small) || ((word === small || isFirst) && ambiguousInSmallLetters.has(small))
  );
}
