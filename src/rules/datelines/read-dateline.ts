/** Recognising a dateline that somebody wrote, in whatever order and with whatever signs, before or behind a text. */
import { countryCodeOf } from '../places/countries.ts';
import { hasCityIn, isKnownElsewhere, isOwnName } from '../places/own-place.ts';
import { fold } from '../texts/fold.ts';
import { type DatelineFacts, dateline } from './dateline.ts';
import { endBehind, isStrong, type Part, partsFrom } from './dateline-parts.ts';
import { isHistory, namesDay, saysDay } from './said-date.ts';

export type FoundDateline = {
  /** Where it stands, with the signs between it and the text (UTF-16 units). */
  readonly start: number;
  readonly end: number;
  /** Nothing in it says another place or another day than the photo's. */
  readonly isOwn: boolean;
  /** As they are written; '' for what it does not say. */
  readonly place: string;
  readonly date: string;
};

/** No dateline is longer; beyond this a colon belongs to the sentence. */
const longestDateline = 160;

/** What some parts say together. */
type Summary = {
  readonly place: readonly Part[];
  readonly names: readonly Part[];
  readonly dates: readonly Part[];
  readonly isFull: boolean;
  readonly isLabelled: boolean;
  /** The photo's own city is named. */
  readonly hasCity: boolean;
  /** Another place, another day. */
  readonly isElsewhere: boolean;
  readonly isOtherDay: boolean;
};

function summaryOf(parts: readonly Part[], { place, takenOn }: DatelineFacts): Summary {
  const isNamed = (part: Part) => placeKinds.has(part.kind);
  const named = parts.filter(isNamed);
  const names = parts.filter(({ kind }) => kind === 'name');
  const dates = parts.filter(({ kind }) => kind === 'date');
  const hasCity = named.some(
    ({ kind, words }) =>
      kind === 'city' || (kind === 'name' && place !== undefined && isOwnName(words, place)),
  );
  const isElsewhere =
    place !== undefined &&
    (names.some(({ words }) => isKnownElsewhere(words, place)) ||
      (!hasCity && names.some(({ words }) => !hasCityIn(words, place))));
  const isOtherDay =
    takenOn !== undefined &&
    parts.some(
      (part) => (part.kind === 'date' || part.kind === 'weekday') && !saysDay(part.words, takenOn),
    );
  return {
    place: named,
    names,
    dates,
    isFull: parts.some((part) => part.kind === 'date' && !part.isLoose),
    isLabelled: parts.some(({ kind }) => kind === 'label'),
    hasCity,
    isElsewhere,
    isOtherDay,
  };
}

const placeKinds: ReadonlySet<Part['kind']> = new Set(['city', 'region', 'country', 'name']);

/** Where the text behind begins like a sentence, not like a part of one. */
const beginsSentence = /^(?:["'“‘«(]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]|$)/u;

/** Whether a date stands apart from the place, as `Istanbul 2019` does not. */
function isApart(parts: readonly Part[]): boolean {
  const date = parts.findIndex(({ kind }) => kind === 'date');
  return date === 0 || /[^\s]/u.test(parts[date]?.gap ?? '') || parts[date - 1]?.kind === 'weekday';
}

/** Whether parts in front of a text are a dateline: of the photo itself, of another one, or none. */
function verdictInFront(
  parts: readonly Part[],
  gap: string,
  rest: string,
  facts: DatelineFacts,
): 'own' | 'other' | undefined {
  const said = summaryOf(parts, facts);
  const { place, names, dates, isFull } = said;
  const isEnd = isStrong(gap);
  const { takenOn } = facts;
  if (parts.some(({ kind }, at) => kind === 'leading' && parts[at - 1]?.kind === 'name'))
    return undefined;
  if (takenOn !== undefined && dates.some(({ words }) => isHistory(words, takenOn)))
    return undefined;
  if (said.isElsewhere || said.isOtherDay) {
    if (!isEnd) return undefined;
    if (isFull) return 'other';
    if (dates.length > 0) return isApart(parts) && isPlaceLike(place) ? 'other' : undefined;
    return said.isOtherDay && place.length > 0 && names.length === 0 ? 'other' : undefined;
  }
  const isSentence = beginsSentence.test(rest);
  const isNamed = place.length > 0 && (facts.place !== undefined || isPlaceLike(place));
  if (names.length > 0 && (!isNamed || (facts.place !== undefined && !said.hasCity)))
    return undefined;
  if (isFull) return isEnd || (isNamed && isSentence && gap !== '') ? 'own' : undefined;
  if (!isEnd) return undefined;
  if (dates.length > 0) {
    if (isNamed) return isApart(parts) ? 'own' : undefined;
    return isSentence && dates.some(({ words }) => namesDay(words)) ? 'own' : undefined;
  }
  if (facts.usage === 'commercial' || !isNamed || facts.place === undefined) return undefined;
  if (parts[0]?.kind === 'leading' || parts[0]?.kind === 'name') return undefined;
  if (place.length > 1 || said.isLabelled || parts.length > place.length) return 'own';
  return isSentence && !/^\s*\p{Pd}+\s*$/u.test(gap) ? 'own' : undefined;
}

/** `City, Country`, a country, or a name in capitals. */
function isPlaceLike(place: readonly Part[]): boolean {
  const [first] = place;
  if (first === undefined || place.length > 4) return false;
  const { words } = first;
  const inCapitals = words === words.toUpperCase() && words !== words.toLowerCase();
  return place.length > 1 || inCapitals || countryCodeOf(words) !== undefined;
}

/**
 * The dateline at the beginning of a text, whoever wrote it and in whatever form, with the signs and spaces behind it. A
 * date makes it one. Without a date it must name the photo's own place, and only in an editorial title, because
 * `Istanbul, Turkey - ferries at dusk` is a fine commercial title.
 */
export function datelineInFront(text: string, facts: DatelineFacts): FoundDateline | undefined {
  const own = dateline(facts);
  const end = own === '' ? undefined : ownEnd(text, own);
  if (end !== undefined) return { start: 0, end, isOwn: true, place: '', date: '' };
  const head = text.slice(0, longestDateline);
  const parts: Part[] = [];
  let found: FoundDateline | undefined;
  for (const part of partsFrom(head, 0, facts.place)) {
    const isBehindEnd = found !== undefined && isStrong(part.gap);
    if (isBehindEnd && isComplete(parts, part.gap)) break;
    parts.push(part);
    if (leads.has(part.kind)) continue;
    if (found !== undefined && !continues(parts, found)) continue;
    const behind = endBehind(head, part.end);
    if (behind.gap === '' && part.end < text.length) continue;
    const isAll = behind.end >= text.length;
    const verdict = verdictInFront(parts, isAll ? ': ' : behind.gap, text.slice(behind.end), facts);
    if (verdict === undefined || (isAll && !isDatelineAlone(parts))) continue;
    found = { start: 0, end: behind.end, isOwn: verdict === 'own', ...wordsOf(parts) };
  }
  return found;
}

/** A text of which nothing is left says what photo it belongs to only where it has a date, and no name of anything else. */
function isDatelineAlone(parts: readonly Part[]): boolean {
  const kinds = new Set(parts.map(({ kind }) => kind));
  return kinds.has('date') && !kinds.has('name');
}

const leads: ReadonlySet<Part['kind']> = new Set(['label', 'leading']);

/** Place and date have been said, and a colon ends them. */
function isComplete(parts: readonly Part[], gap: string): boolean {
  return (
    gap.includes(':') &&
    parts.some(({ kind }) => kind === 'date') &&
    parts.some(({ kind }) => placeKinds.has(kind))
  );
}

/** Behind a dateline that could be all, a name begins the text, unless it names a country as well. */
function continues(parts: readonly Part[], { end }: FoundDateline): boolean {
  const behind = parts.filter(({ start }) => start >= end);
  const at = behind.findIndex(({ kind }) => kind === 'name');
  if (at === -1) return true;
  return behind
    .slice(at + 1)
    .some(({ kind, words }) => kind === 'country' || countryCodeOf(words) !== undefined);
}

/** Folding may change lengths (`ß`), so the end of our own dateline is looked for at its last colon. */
function ownEnd(title: string, own: string): number | undefined {
  const wanted = fold(own).trim();
  if (!fold(title).startsWith(wanted)) return undefined;
  for (let end = title.indexOf(':'); end !== -1; end = title.indexOf(':', end + 1)) {
    if (fold(title.slice(0, end + 1)).trim() !== wanted) continue;
    const rest = title.slice(end + 1);
    return title.length - rest.trimStart().length;
  }
  return undefined;
}

function wordsOf(parts: readonly Part[]): Pick<FoundDateline, 'place' | 'date'> {
  const words = (is: (part: Part) => boolean, between: string) =>
    parts
      .filter(is)
      .map(({ words }) => words)
      .join(between);
  return {
    place: words(({ kind }) => placeKinds.has(kind), ', '),
    date: words(({ kind }) => kind === 'date' || kind === 'weekday', ' '),
  };
}

/** Where a dateline behind a text can begin. */
const begins = /\s{0,40}(?:\s[-–—―|/•·~]+\s|[–—―|]|[,.;:](?=\s)|\s(?=[([{【（]))/gu;

/** What a date belongs to that a sentence has begun: `on Tuesday, May 14 2019`. */
const goesOn =
  /(?:^|\s)(?:on|in|of|at|for|by|from|to|until|till|since|this|last|next|every)\s+(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|jan\p{L}*|feb\p{L}*|mar(?:ch)?|apr\p{L}*|may|june?|july?|aug\p{L}*|sep\p{L}*|oct\p{L}*|nov\p{L}*|dec\p{L}*)(?:\s+\d{1,2}(?:st|nd|rd|th)?)?[\s,]*$/iu;

/**
 * The dateline at the end of a text, with the signs in front of it: with a date in any form, without one only where it
 * names city and country behind a dash, a bar or in brackets, in an editorial title.
 */
export function datelineBehind(text: string, facts: DatelineFacts): FoundDateline | undefined {
  const from = Math.max(1, text.length - longestDateline);
  for (const { index, 0: signs } of text.slice(from).matchAll(begins)) {
    const start = from + index;
    const parts = [...partsFrom(text, start + signs.length, facts.place)];
    const end = parts.at(-1)?.end;
    if (end === undefined || !/^[\s.)\]}】）>]*$/u.test(text.slice(end))) continue;
    if (brackets(text.slice(start)) !== 0) continue;
    const verdict = verdictBehind(parts, signs, text.slice(0, start), facts);
    if (verdict !== undefined)
      return { start, end: text.length, isOwn: verdict === 'own', ...wordsOf(parts) };
  }
  return undefined;
}

/** `in Paris`, whose country would be the beginning of what looks like a dateline. */
const inPlace =
  /\s(?:in|at|near|of|from|to)\s+\p{Lu}[\p{L}\p{M}'’.-]*(?:\s\p{Lu}[\p{L}\p{M}'’.-]*)?$/u;

/** How many more brackets open than close. */
function brackets(text: string): number {
  return (text.match(/[([{【（]/gu) ?? []).length - (text.match(/[)\]}】）]/gu) ?? []).length;
}

function verdictBehind(
  parts: readonly Part[],
  signs: string,
  before: string,
  facts: DatelineFacts,
): 'own' | 'other' | undefined {
  const [first] = parts;
  const { place, names, isFull, isLabelled, ...said } = summaryOf(parts, facts);
  if (first === undefined || first.kind === 'leading' || leads.has(parts.at(-1)?.kind ?? 'label'))
    return undefined;
  if (said.isElsewhere || said.isOtherDay) {
    const isPlace = place.some(
      ({ kind, words }) => kind === 'country' || countryCodeOf(words) !== undefined,
    );
    const isSentence = inPlace.test(before) || parts.some(({ kind }) => kind === 'leading');
    return isFull && isPlace && !isSentence ? 'other' : undefined;
  }
  if (first.kind === 'name' || goesOn.test(before)) return undefined;
  const hasCity = place.some(({ kind }) => kind === 'city');
  if (names.length > 0 && !hasCity) return undefined;
  if (place.length > 0 && !hasCity) return undefined;
  if (isFull) return 'own';
  if (said.dates.length > 0) return hasCity || isLabelled ? 'own' : undefined;
  if (facts.usage === 'commercial' || !hasCity) return undefined;
  const isSetApart = /[-–—―|/•·~.]/u.test(signs) || /[([{【（]/u.test(first.gap);
  return isLabelled || (isSetApart && place.length > 1 && / /u.test(before)) ? 'own' : undefined;
}
