/**
 * Checks for sights, rivers and quarters that are in one city of their country (data/sights.json): named for a photo of
 * another one, the answer is about another picture. Only a doubt, as some are seen from far away or built a second time.
 */

import type { Place } from '../../photo.ts';
import data from '../data/sights.json' with { type: 'json' };
import { placeInWords } from '../datelines/dateline.ts';
import { ownKeywords } from '../keywords/join-keywords.ts';
import { mentions, termKey } from '../keywords/terms.ts';
import { isLocated, isPartOfName } from '../places/place-context.ts';
import { placeNames } from '../places/place-names.ts';
import { countryOf, differenceOf } from '../places/same-place.ts';
import { type FoundName, findNames, type Lexicon, lexicon } from '../texts/find-names.ts';
import { withoutDiacritics } from '../texts/fold.ts';
import { remembered } from '../texts/remembered.ts';
import {
  type Check,
  type CheckFunction,
  ofKeyword,
  removeKeywordFix,
  type Subject,
  titles,
} from './check.ts';
import { withoutDatelines } from './dateline.ts';
import { firstOfEach, isKept, isOwnWord } from './own-words.ts';

/** By country, the cities that a sight of this name is in; the first is the one it is known for. */
type Sight = Readonly<Record<string, readonly string[]>>;

let known: Lexicon<Sight> | undefined;

function sights(): Lexicon<Sight> {
  known ??= lexicon(namedSights());
  return known;
}

function namedSights(): readonly (readonly [name: string, sight: Sight])[] {
  const byName = new Map<string, Record<string, readonly string[]>>();
  for (const [code, cities] of Object.entries(data.sights))
    for (const [names, all] of Object.entries<readonly string[]>(cities))
      for (const name of all) {
        const before = byName.get(name) ?? {};
        byName.set(name, { ...before, [code]: [...(before[code] ?? []), ...names.split(', ')] });
      }
  return [...byName];
}

const alsoElsewhere = new Set(data.alsoElsewhere);
/** What shows a sight, or is one on a smaller scale. */
const copies =
  /\b(?:replicas?|models?|cop(?:y|ies)|miniatures?|(?:half|small)-scale|scale|imitations?|souvenirs?|magnets?|postcards?|posters?|paintings?|murals?|puzzles?|toys?|lego|maps?|screens?|towards?|distance|distant|horizon|flights?)\b/iu;

/** What a sentence says of a sight that it is about. */
const isSeen =
  /^ (?:at|in|with|and|behind|above|under|during|on|from|lit|seen|reflected|illuminated|rises?|rising|glows?|towers?|stands?)(?!\p{L})/u;

/** The first words of sights in small letters: nearly no title has one with a capital. */
let firstWords: ReadonlySet<string> | undefined;

const sightsIn = remembered((text) => {
  firstWords ??= new Set(
    namedSights().map(
      ([name]) => /[a-z]+/u.exec(name.toLowerCase().replace(/^the /u, ''))?.[0] ?? '',
    ),
  );
  const names = withoutDiacritics(text).match(/\b[A-Z][A-Za-z]*/g) ?? [];
  if (!names.some((name) => firstWords?.has(name.toLowerCase()))) return [];
  return findNames(text, sights()).filter(
    // `White houses` are none.
    ({ words, start, end }) =>
      !/^\p{Ll}|\s\p{Ll}[\p{L}\p{M}-]*$/u.test(words) && !isPartOfName(text, start, end),
  );
});

/** The city that a sight is in, where the photo is of another one; undefined where nothing says so. */
function elsewhere(sight: Sight, words: string, { facts: { place } }: Subject): string | undefined {
  const code = place === undefined ? undefined : countryOf(place);
  const cities = code === undefined ? undefined : sight[code];
  if (place === undefined || cities === undefined || place.city === '') return undefined;
  return isIn(cities, place) || mentions(place.city, words) ? undefined : cities[0];
}

function isIn(cities: readonly string[], place: Place): boolean {
  return cities.some((city) => differenceOf({ city }, place) === undefined);
}

/** In which city of another country one is that has no namesake, where the sentence says that something is there. */
function abroad(found: FoundName<Sight>, text: string, subject: Subject): string | undefined {
  const { place } = subject.facts;
  const code = place === undefined ? undefined : countryOf(place);
  const { value, words, start, end } = found;
  if (place === undefined || code === undefined || Object.hasOwn(value, code)) return undefined;
  if (isIn(Object.values(value).flat(), place)) return undefined;
  if (alsoElsewhere.has(words.toLowerCase())) return undefined;
  const isThere = isLocated(text, start, end);
  // Of those in the list of places another check says it.
  if (isThere && placeNames().entries.has(termKey(words))) return undefined;
  const isSubject = /^(?:the )?$/iu.test(text.slice(0, start)) && isSeen.test(text.slice(end));
  return isThere || isSubject ? Object.values(value)[0]?.[0] : undefined;
}

export const sightsElsewhere: CheckFunction = (subject) => {
  const { text, facts } = subject;
  if (facts.place === undefined) return undefined;
  const place = placeInWords(facts.place);
  const says = (words: string, city: string) => `"${words}" is in ${city}, the photo in ${place}.`;
  const inTitles = titles.flatMap(({ property, field }) =>
    namedElsewhere(text[property], subject).map(
      ({ words, city, code }): Check & { readonly word: string } => ({
        ...{ code, field, word: words, severity: 'hint', message: says(words, city) },
      }),
    ),
  );
  const inKeywords = text.keywords.flatMap((keyword, index): Check | [] => {
    const sight = sightOf(keyword);
    const city = sight && elsewhere(sight, keyword, subject);
    if (city === undefined || isKept(subject, keyword) || copies.test(text.description)) return [];
    if (ownKeywords([keyword], facts.offered?.keywords).length > 0) return [];
    return ofKeyword(keyword, index, {
      code: 'keyword-other-city',
      severity: 'hint',
      message: says(keyword, city),
      fix: removeKeywordFix(index, keyword, 'is another place'),
    });
  });
  return [...firstOfEach(inTitles), ...inKeywords];
};

type Elsewhere = {
  readonly words: string;
  readonly city: string;
  readonly code: 'title-other-city' | 'title-other-country';
};

/** The sights of a title that are elsewhere; not where it is about copies of them, and none of a dateline. */
function namedElsewhere(title: string, subject: Subject): readonly Elsewhere[] {
  const found = sightsIn(title);
  if (found.length === 0 || copies.test(title)) return [];
  const texts = withoutDatelines(subject);
  return found.flatMap((one): Elsewhere | [] => {
    const { words, value } = one;
    const isInDateline = !mentions(`${texts.description} ; ${texts.shortTitle}`, words);
    if (isInDateline || isOwnWord(subject, words) || isKept(subject, words)) return [];
    const city = elsewhere(value, words, subject);
    const away = city ?? abroad(one, title, subject);
    if (away === undefined) return [];
    return {
      words,
      city: away,
      code: city === undefined ? 'title-other-country' : 'title-other-city',
    };
  });
}

/** By their names in small letters: fifty keywords are looked up for every photo. */
let byName: ReadonlyMap<string, Sight> | undefined;

function sightOf(keyword: string): Sight | undefined {
  byName ??= new Map(namedSights().map(([name, sight]) => [name.toLowerCase(), sight]));
  const small = withoutDiacritics(keyword).toLowerCase();
  // `white house`, in small letters, is any.
  return keyword === small && alsoElsewhere.has(small) ? undefined : byName.get(small);
}
