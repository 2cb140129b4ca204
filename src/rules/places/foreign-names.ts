/**
 * Cities and countries in a title under the name that another language gives them: `in Lissabon`, `in Griechenland`. Names
 * that English has as well, for what is old, for food or for people (`Constantinople`, `Madras`, `Sidney`), are none.
 */
import type { Place } from '../../photo.ts';
import exonyms from '../data/exonyms.json' with { type: 'json' };
import places from '../data/places.json' with { type: 'json' };
import { mentions, termKey } from '../keywords/terms.ts';
import { type FoundName, findNames, type Lexicon, lexicon } from '../texts/find-names.ts';
import { fold } from '../texts/fold.ts';
import { countryCodeOf, countryNameOf, countrySpelling } from './countries.ts';
import { exonymOf } from './exonyms.ts';
import { isLocated, isPartOfName, isTitleCase } from './place-context.ts';
import { maySayMore, placeNames } from './place-names.ts';

type Foreign = { readonly english: string; readonly code: string };

export type ForeignName = FoundName<Foreign> & {
  /** The sentence says that something is there. */
  readonly isLocated: boolean;
};

let cities: Lexicon<Foreign> | undefined;

function foreignCities(): Lexicon<Foreign> {
  cities ??= lexicon(
    Object.entries(exonyms.exonyms).flatMap(([code, table]) =>
      Object.entries<readonly string[]>(table).flatMap(([english, names]) =>
        names
          .filter((name) => isForeign(name) && exonymOf(name, code) === english)
          .map((name) => [name, { english, code }] as const),
      ),
    ),
  );
  return cities;
}

const meaningMore = new Set(
  [...exonyms.meaningMore, ...Object.values(places.adjectives).flat()].map((name) => fold(name)),
);

function isForeign(name: string): boolean {
  return !meaningMore.has(fold(name)) && !placeNames().entries.has(termKey(name));
}

/** Words with capitals, one behind the other: `Estados Unidos`. */
const capitals = /(?<![\p{L}\p{M}\p{N}])\p{Lu}\p{Ll}[\p{L}\p{M}]+(?: \p{Lu}\p{Ll}[\p{L}\p{M}]+)*/gu;

/**
 * Names of countries, where something is there: their table takes some fifty milliseconds to make, which only a name that
 * nothing else explains is worth. None is as short as three letters, but for those that are words.
 */
function foreignCountries(text: string): readonly FoundName<Foreign>[] {
  return [...text.matchAll(capitals)].flatMap(({ 0: words, index: start }) => {
    const end = start + words.length;
    const isWorth = words.length > 3 && isLocated(text, start, end) && isForeign(words);
    const code = isWorth && countrySpelling(words) === undefined ? countryCodeOf(words) : undefined;
    const english = code === undefined ? undefined : countryNameOf(code);
    if (code === undefined || english === undefined) return [];
    return [{ value: { english, code }, words, start, end }];
  });
}

/** Those of a title, but for what is a part of another name: `Bayern München`, `Via Roma`, `Firenze Santa Maria Novella`. */
export function foreignNamesIn(text: string): readonly ForeignName[] {
  return [...findNames(text, foreignCities()), ...foreignCountries(text)]
    .filter(({ words }) => /^\p{Lu}/u.test(words))
    .map((found) => ({ ...found, ...withoutArticle(found) }))
    .map((found) => ({ ...found, isLocated: isLocated(text, found.start, found.end) }))
    .filter(({ words, isLocated: isThere }) => isThere || !maySayMore(words))
    .filter(({ start, end }) => !isPartOfName(text, start, end) && !isBesideName(text, start, end));
}

/** `The Firenze skyline`. */
function withoutArticle({
  words,
  start,
}: FoundName<Foreign>): Pick<ForeignName, 'words' | 'start'> {
  const name = words.replace(/^The /u, '');
  return { words: name, start: start + words.length - name.length };
}

/** Whether a word with a capital stands beside it; in front of it also the one that begins the sentence, but for an article. */
function isBesideName(text: string, start: number, end: number): boolean {
  if (/^[\s-]\p{Lu}|^['’-]/u.test(text.slice(end))) return true;
  const before = /(?:^|[^\p{L}\p{M}.])(\p{Lu}[\p{L}\p{M}.]*)[\s-]$/u.exec(
    text.slice(0, start),
  )?.[1];
  return before !== undefined && before !== 'The' && !isTitleCase(text);
}

/**
 * A title with the names of the photo's own country in English, where it says that something is there and does not say it
 * in English too. A place that the person calls so stays.
 */
export function withEnglishPlaces(text: string, place: Place | undefined): string {
  const code = place?.countryCode ?? countryCodeOf(place?.country ?? '');
  const own = [place?.city, place?.region, place?.country].join(' ; ');
  return foreignNamesIn(text)
    .filter(({ isLocated, value }) => isLocated && value.code === code)
    .filter(({ words, value }) => !mentions(text, value.english) && !mentions(own, words))
    .reduceRight(
      (now, { value, start, end }) => now.slice(0, start) + value.english + now.slice(end),
      text,
    );
}
