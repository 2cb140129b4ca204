/** Checks of place and date, and of words that name a place other than the photo's. */
import { byteLimit } from '../../metadata/fields.ts';
import type { Place } from '../../photo.ts';
import { dayInWords, placeInWords } from '../datelines/dateline.ts';
import { isBareYear, otherDatesIn } from '../datelines/other-dateline.ts';
import { ownKeywords } from '../keywords/join-keywords.ts';
import { mentions, sameTerm } from '../keywords/terms.ts';
import { countryCodeOf, countryNameOf } from '../places/countries.ts';
import { type ForeignName, foreignNamesIn } from '../places/foreign-names.ts';
import { isLocated, isOfLandmark, isPartOfName } from '../places/place-context.ts';
import { maySayMore, type PlaceName, placeNames } from '../places/place-names.ts';
import { type FoundName, findNames, type Lexicon, lexicon } from '../texts/find-names.ts';
import { countBytes } from '../texts/limits.ts';
import {
  type Check,
  type CheckFunction,
  changed,
  ofKeyword,
  removeKeywordFix,
  type Subject,
  titles,
} from './check.ts';
import { withoutDatelines } from './dateline.ts';
import { isKept, isOwnWord } from './own-words.ts';

function fact(code: string, severity: Check['severity'], message: string): Check {
  return { code, field: 'place', severity, message };
}

/** What a dateline needs. */
export const datelineFacts: CheckFunction = ({ text, facts, title }) => {
  const place = placeInWords(facts.place);
  if (text.usage !== 'editorial')
    return place === ''
      ? fact('no-place', 'hint', 'No place: the keywords cannot include city and country.')
      : undefined;
  const day = dayInWords(facts.takenOn);
  const isTooLong = place !== '' && title.text !== '' && title.dateline === '';
  const tooLong = 'The place names are too long for a dateline; enter shorter ones.';
  const noPlace = 'No place: an editorial title must say where it was taken.';
  const noDate =
    'No date, which an editorial title must give: set it, or make the photo commercial.';
  const ofFile = `${day} is when the file was made; it does not say when the picture was taken.`;
  return [
    place === '' ? fact('no-place', 'problem', noPlace) : [],
    day === '' ? fact('no-date', 'problem', noDate) : [],
    facts.isDayOfFile === true ? fact('date-of-file', 'hint', ofFile) : [],
    isTooLong ? fact('place-too-long', 'problem', tooLong) : [],
  ].flat();
};

/** Names that agencies and IPTC cannot use as they are. */
export const placeForms: CheckFunction = ({ facts: { place } }) => {
  if (place === undefined) return undefined;
  const { city, country } = place;
  const foreign = [city, country].find((name) => /[\p{L}--\p{Script=Latin}]/v.test(name));
  const notLatin = `"${foreign}" is not in Latin letters; agencies want English.`;
  const isUnknown = country !== '' && countryCodeOf(country) === undefined;
  const unknown = `"${country}" is not a country name we recognize in English.`;
  return [
    foreign === undefined ? [] : fact('place-script', 'problem', notLatin),
    foreign === undefined && isUnknown ? fact('country-unknown', 'hint', unknown) : [],
    (['city', 'country'] as const).map((field) => {
      const [bytes, most] = [countBytes(place[field]), byteLimit(field)];
      const message = `"${place[field]}" is ${bytes} bytes; IPTC allows ${most} and would cut it off.`;
      return bytes > most ? fact('place-too-many-bytes', 'hint', message) : [];
    }),
  ].flat(2);
};

/** How a name contradicts the photo's place, in words; undefined if it does not. */
function contradiction(
  name: PlaceName,
  words: string,
  place: Place,
): 'other-country' | 'other-city' | 'adjective' | undefined {
  const code = place.countryCode ?? countryCodeOf(place.country);
  if (code === undefined || isPartOf(words, place)) return undefined;
  const isHere = name.codes.includes(code);
  if (name.kind === 'adjective') return isHere ? undefined : 'adjective';
  if (!isHere) return 'other-country';
  return name.kind === 'city' ? 'other-city' : undefined;
}

function isPartOf(words: string, place: Place): boolean {
  return [place.city, place.country, place.region ?? ''].some((name) => sameTerm(name, words));
}

const says = {
  'other-country': (words: string, place: string, country: string) =>
    `"${words}" is in ${country}, the photo in ${place}.`,
  'other-city': (words: string, place: string) =>
    `"${words}" is not ${place}, where the photo was taken.`,
  adjective: (words: string, place: string) =>
    `"${words}" belongs to another country than ${place}.`,
} as const;

/** Why such a keyword was removed. */
const why = {
  'other-country': 'is in another country',
  'other-city': 'is another place',
  adjective: 'belongs to another country',
} as const;

/**
 * Shutterstock rejects photos whose text names several places. Only whole keywords count: `Turkish delight` is food. Whoever
 * adds a place by hand knows how it belongs to the photo; only another country is then still doubted, which agencies refuse.
 */
export const placesInKeywords: CheckFunction = (subject) => {
  const { text, facts, rules } = subject;
  const { place } = facts;
  if (place === undefined) return undefined;
  const own = new Set(ownKeywords(text.keywords, facts.offered?.keywords));
  return text.keywords.flatMap((keyword, index): Check | [] => {
    const found = nameOf(keyword, rules.places);
    if (found === undefined || isKept(subject, keyword)) return [];
    // A part of the world means nothing else, but a kitchen or a style may be called after it.
    const isPartOfWorld = found.codes.length > mostNamed;
    if (maySayMore(keyword) && !isPartOfWorld) return [];
    const kind = contradiction(found, keyword, place);
    if (kind === undefined || (own.has(keyword) && kind !== 'other-country')) return [];
    return ofKeyword(keyword, index, {
      code: kind === 'adjective' ? 'keyword-nationality' : `keyword-${kind}`,
      severity: kind === 'other-country' && !isPartOfWorld ? 'problem' : 'hint',
      message: says[kind](keyword, placeInWords(place), countriesOf(found)),
      fix: removeKeywordFix(index, keyword, why[kind]),
    });
  });
};

/** What a whole keyword names: a place we know, or another place of this archive. */
function nameOf(keyword: string, places: Subject['rules']['places']): PlaceName | undefined {
  const known = placeNames();
  const [found, ...more] = findNames(keyword, known);
  if (found !== undefined && more.length === 0 && sameTerm(found.words, keyword))
    return found.value;
  const codes = (places ?? [])
    .filter(({ city }) => sameTerm(city, keyword))
    .map(({ country, countryCode }) => countryCode ?? countryCodeOf(country))
    .filter((code) => code !== undefined);
  return codes.length > 0 ? { kind: 'city', codes } : undefined;
}

/** A part of the world has more countries than a sentence can name. */
const mostNamed = 6;

function countriesOf({ codes }: PlaceName): string {
  if (codes.length > mostNamed) return 'other countries';
  return codes.map((code) => countryNameOf(code) ?? code).join(' or ');
}

type WordCheck = Check & { readonly word: string };

/** A name of a place in a title or short title. */
type Named = FoundName<PlaceName> & { readonly text: string };

/**
 * In titles only names with capital letters, and none that the person wrote. A sentence may compare with a city of the same
 * country, unless this archive has photos of that one or it says that something is there. Where the person has said where
 * the photo was taken, the answer was written for another place, and any other name in it is wrong. A name that is a part
 * of another one (`Paris Street`) is none; that of something like a station or a university is worth a look and no more.
 */
export const placesInTitle: CheckFunction = (subject) => {
  const { text, facts, rules } = subject;
  const { place, isPlacedByHand = false } = facts;
  if (place === undefined) return undefined;
  const { description, shortTitle } = withoutDatelines(subject);
  const found = namesIn([description, shortTitle], subject).flatMap((named): WordCheck | [] => {
    const { value, words } = named;
    if (value.kind === 'adjective' || !/^\p{Lu}/u.test(words)) return [];
    const isThere = isLocated(named.text, named.start, named.end);
    if (maySayMore(words, named.start === 0) && !isThere) return [];
    if (isOwnWord(subject, words) || isKept(subject, words) || mentions(place.city, words))
      return [];
    const kind = contradiction(value, words, place);
    if (kind === undefined) return [];
    if (isPartOfName(named.text, named.start, named.end)) return [];
    const isLandmark = isOfLandmark(named.text, named.start, named.end);
    const isElsewhere = isThere && !mentions(named.text, place.city);
    const isOfArchive = rules.places?.some(({ city }) => sameTerm(city, words)) === true;
    if (kind === 'other-city' && !isPlacedByHand && !isOfArchive && (isLandmark || !isElsewhere))
      return [];
    const isProblem = isPlacedByHand || (!isLandmark && (kind === 'other-country' || isElsewhere));
    return {
      code: `title-${kind}`,
      field: mentions(text.description, words) ? 'title' : 'shortTitle',
      word: words,
      severity: isProblem ? 'problem' : 'hint',
      message: says[kind](words, placeInWords(place), countriesOf(value)),
    };
  });
  return worstOfEach(found);
};

/**
 * Names of places in another language. Of the photo's own country, a fix writes the English one; of another one only what
 * says that something is there counts, as most of them are names of people as well.
 */
export const foreignPlacesInTitle: CheckFunction = (subject) => {
  const { facts } = subject;
  const { place } = facts;
  if (place === undefined) return undefined;
  const texts = withoutDatelines(subject);
  return titles.flatMap((title) =>
    foreignNamesIn(texts[title.property])
      .filter(({ words }) => !isPartOf(words, place) && !isOwnWord(subject, words))
      .filter(({ words }) => !isKept(subject, words))
      .flatMap((found) => ofForeignName(found, title, place)),
  );
};

function ofForeignName(
  { words, value: { english, code }, isLocated }: ForeignName,
  { property, field, prefix, name }: (typeof titles)[number],
  place: Place,
): WordCheck | [] {
  const base = { field, word: words, severity: 'hint' } as const;
  if (code === (place.countryCode ?? countryCodeOf(place.country)))
    return {
      ...base,
      code: `${prefix}-other-language`,
      message: `"${words}" is ${english} in English, which agencies want.`,
      fix: {
        label: `write "${english}"`,
        done: `wrote "${english}" for "${words}" in the ${name}`,
        apply: changed((now) => ({ [property]: now[property].replace(words, english) })),
      },
    };
  if (!isLocated) return [];
  const country = countryNameOf(code) ?? code;
  const message = says['other-country'](words, placeInWords(place), country);
  return { ...base, code: 'title-other-country', message };
}

/** Each name once, as a problem where it is one at any of its places. */
function worstOfEach(checks: readonly WordCheck[]): readonly Check[] {
  return checks.filter(({ word }, at) => {
    const same = checks.filter((other) => sameTerm(other.word, word));
    return checks[at] === (same.find(({ severity }) => severity === 'problem') ?? same[0]);
  });
}

/** The places that texts name: those we know, and others of this archive. */
function namesIn(texts: readonly string[], { rules }: Subject): readonly Named[] {
  const others = lexicon(
    (rules.places ?? []).flatMap(({ city }) => {
      const named = nameOf(city, rules.places);
      return named === undefined ? [] : [[city, named] as const];
    }),
  );
  const all = (names: Lexicon<PlaceName>) =>
    texts.flatMap((text) => findNames(text, names).map((found) => ({ ...found, text })));
  const known = all(placeNames());
  const own = all(others).filter(({ words }) => !known.some((one) => mentions(one.words, words)));
  return [...known, ...own];
}

/** A date in a title that is not the photo's; not in words of the person. */
export const datesInTitle: CheckFunction = (subject) => {
  const { facts } = subject;
  const own = dayInWords(facts.takenOn);
  const texts = withoutDatelines(subject);
  return titles.flatMap(({ property, field }) =>
    otherDatesIn(texts[property], facts.takenOn)
      .filter((date) => !isOwnWord(subject, date) && !isKept(subject, date))
      .map((date) => ({
        code: 'title-other-date',
        field,
        word: date,
        severity: isBareYear(date) ? ('hint' as const) : ('problem' as const),
        message: `"${date}" is not when the photo was taken (${own}).`,
      })),
  );
};
