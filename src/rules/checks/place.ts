/** Checks of place and date, and for words that name another place than the photo's. */
import type { Place } from '../../photo.ts';
import { countryCodeOf, countryNameOf } from '../countries.ts';
import { dayInWords, placeInWords } from '../dateline.ts';
import { ownKeywords } from '../keywords.ts';
import { countBytes, iptcByteLimits } from '../limits.ts';
import { type Found, findNames, lexicon } from '../phrases.ts';
import { maySayMore, type PlaceName, placeNames } from '../place-names.ts';
import { mentions, sameTerm } from '../terms.ts';
import { type Check, type CheckFunction, type Subject, withoutKeyword } from './check.ts';

function fact(code: string, severity: Check['severity'], message: string): Check {
  return { code, field: 'place', severity, message };
}

/** What a dateline needs. */
export const datelineFacts: CheckFunction = ({ text, facts, title }) => {
  const isEditorial = text.usage === 'editorial';
  const place = placeInWords(facts.place);
  const checks: Check[] = [];
  if (place === '')
    checks.push(
      isEditorial
        ? fact('no-place', 'problem', 'No place: an editorial title must say where it was taken.')
        : fact('no-place', 'hint', 'No place: city and country cannot be among the keywords.'),
    );
  if (isEditorial && dayInWords(facts.takenOn) === '')
    checks.push(
      fact(
        'no-date',
        'problem',
        'No date, which an editorial title must give: set it, or make the photo commercial.',
      ),
    );
  if (isEditorial && place !== '' && title.text !== '' && title.dateline === '')
    checks.push(
      fact(
        'place-too-long',
        'problem',
        'The names of the place are too long for a dateline; give shorter ones.',
      ),
    );
  return checks;
};

/** Names that agencies and IPTC cannot use as they are. */
export const placeForms: CheckFunction = ({ facts: { place } }) => {
  if (place === undefined) return [];
  const checks: Check[] = [];
  const foreign = [place.city, place.country].find((name) =>
    /[\p{L}--\p{Script=Latin}]/v.test(name),
  );
  if (foreign !== undefined)
    checks.push(
      fact(
        'place-script',
        'problem',
        `"${foreign}" is not in Latin letters; agencies want English.`,
      ),
    );
  else if (place.country !== '' && countryCodeOf(place.country) === undefined)
    checks.push(
      fact(
        'country-unknown',
        'hint',
        `"${place.country}" is no English name of a country that we know.`,
      ),
    );
  for (const [name, field] of [
    [place.city, 'City'],
    [place.country, 'Country-PrimaryLocationName'],
  ] as const) {
    const bytes = countBytes(name);
    if (bytes > iptcByteLimits[field])
      checks.push(
        fact(
          'place-too-many-bytes',
          'hint',
          `"${name}" has ${bytes} bytes; IPTC holds ${iptcByteLimits[field]} and would cut it.`,
        ),
      );
  }
  return checks;
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
  'other-city': (words: string, place: string) => `"${words}" is another place than ${place}.`,
  adjective: (words: string, place: string) =>
    `"${words}" speaks of another country than ${place}.`,
} as const;

/** The same for a keyword that was removed. */
const why = {
  'other-country': 'is in another country',
  'other-city': 'is another place',
  adjective: 'speaks of another country',
} as const;

/** Whether the person has said that a name is right. */
function isKept({ text: { keptNames } }: Subject, words: string): boolean {
  return keptNames.some((kept) => mentions(kept, words));
}

/**
 * Shutterstock refuses photos whose words name several places. Only whole keywords count: `Turkish delight` is food. Whoever
 * adds a place by hand knows how it belongs to the photo; only another country is then still doubted, which agencies refuse.
 */
export const placesInKeywords: CheckFunction = (subject) => {
  const { text, facts, rules } = subject;
  const { place } = facts;
  if (place === undefined) return [];
  const own = new Set(ownKeywords(text.keywords, facts.offered?.keywords));
  return text.keywords.flatMap((keyword, index) => {
    const found = nameOf(keyword, rules.places);
    if (found === undefined || maySayMore(keyword) || isKept(subject, keyword)) return [];
    const kind = contradiction(found, keyword, place);
    if (kind === undefined || (own.has(keyword) && kind !== 'other-country')) return [];
    return [
      {
        code: kind === 'adjective' ? 'keyword-nationality' : `keyword-${kind}`,
        field: 'keywords' as const,
        keyword,
        index,
        word: keyword,
        severity: kind === 'other-country' ? 'problem' : 'hint',
        message: says[kind](keyword, placeInWords(place), countriesOf(found)),
        fix: withoutKeyword(index, keyword, why[kind]),
      },
    ];
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

function countriesOf({ codes }: PlaceName): string {
  return codes.map((code) => countryNameOf(code) ?? code).join(' or ');
}

/**
 * In titles only names with capital letters, and none that the person wrote. A sentence may compare with a city of the same
 * country, unless this archive has photos of that one. Where the person has said where the photo was taken, the answer was
 * written for another place, and any other name in it is wrong.
 */
export const placesInTitle: CheckFunction = (subject) => {
  const { title, text, facts, rules } = subject;
  const { place, offered, isPlacedByHand = false } = facts;
  if (place === undefined) return [];
  const isOwn = (words: string) =>
    offered !== undefined &&
    !mentions(`${offered.description} ; ${offered.shortTitle ?? ''}`, words);
  return namesIn([title.text, text.shortTitle], subject).flatMap(({ value, words }) => {
    if (value.kind === 'adjective' || !/^\p{Lu}/u.test(words) || maySayMore(words)) return [];
    if (isOwn(words) || isKept(subject, words) || mentions(place.city, words)) return [];
    const kind = contradiction(value, words, place);
    if (kind === undefined) return [];
    const isOfArchive = rules.places?.some(({ city }) => sameTerm(city, words)) === true;
    if (kind === 'other-city' && !isPlacedByHand && !isOfArchive) return [];
    return [
      {
        code: `title-${kind}`,
        field: mentions(title.text, words) ? ('title' as const) : ('shortTitle' as const),
        word: words,
        severity: isPlacedByHand ? ('problem' as const) : ('hint' as const),
        message: says[kind](words, placeInWords(place), countriesOf(value)),
      },
    ];
  });
};

/** The places that texts name, each once: those we know, and others of this archive. */
function namesIn(texts: readonly string[], { rules }: Subject): readonly Found<PlaceName>[] {
  const known = texts.flatMap((text) => findNames(text, placeNames()));
  const others = lexicon(
    (rules.places ?? []).flatMap(({ city }) => {
      const named = nameOf(city, rules.places);
      return named === undefined ? [] : [[city, named] as const];
    }),
  );
  const own = texts.flatMap((text) => findNames(text, others));
  return [
    ...known,
    ...own.filter(({ words }) => !known.some((one) => mentions(one.words, words))),
  ].filter(({ words }, at, all) => all.findIndex((one) => sameTerm(one.words, words)) === at);
}
