/** The dateline of editorial titles: building it, and recognising one that somebody else wrote. */
import { monthNames } from '../amounts.ts';
import type { CalendarDay, Place, Usage } from '../photo.ts';
import { oneLine } from './clean.ts';
import { countryCodeOf } from './countries.ts';
import { fold } from './fold.ts';

/** What a dateline is made of. */
export type DatelineFacts = {
  readonly usage: Usage;
  readonly place?: Place | undefined;
  readonly takenOn?: CalendarDay | undefined;
};

/** `2019-05-14` as `May 14 2019`; '' for a day that does not exist. Names of months cannot be misread abroad. */
export function dayInWords(day: CalendarDay | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (parts === null) return '';
  const [year, month, date] = parts.slice(1).map(Number);
  const real = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.getUTCDate() !== date) return '';
  return `${monthNames[(month ?? 0) - 1]} ${date} ${year}`;
}

/** `Istanbul, Turkey`; whichever of the two is known; ''. */
export function placeInWords(place: Place | undefined): string {
  return [place?.city, place?.country]
    .map((name) => oneLine(name ?? ''))
    .filter((name) => name !== '')
    .join(', ');
}

/**
 * `Istanbul, Turkey - May 14 2019: ` for an editorial photo. Without a date `Istanbul, Turkey: `, without a place
 * `May 14 2019: `, without both and for commercial photos ''. What is missing is a check's business, not ours to guess.
 */
export function dateline({ place, takenOn, usage }: DatelineFacts): string {
  if (usage === 'commercial') return '';
  const parts = [placeInWords(place), dayInWords(takenOn)].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(' - ')}: `;
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const dayOfMonth =
  '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?(?:\\s?[-–]\\s?(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?)?';
const year = '(?:19|20)\\d{2}';
const number = '\\d{1,2}';

/** Dates that are one beyond doubt. */
const fullDates = [
  `${month}\\s+${dayOfMonth}(?:\\s*,\\s*|\\s+)${year}`,
  `${dayOfMonth}(?:\\s+of)?\\s+${month}(?:\\s*,\\s*|\\s+)${year}`,
  `${year}(?:\\s*,\\s*|\\s+)${month}\\s+${dayOfMonth}`,
  `${month}(?:\\s*,\\s*|\\s+)${year}`,
  `${year}[-/.]${number}[-/.]${number}`,
  `${number}[-/.]${number}[-/.]${year}`,
];
/** Dates only behind a place: `MOSCOW - MAY 9: ...`, `New York, USA - 2024: ...`. */
const dayAndMonth = [`${month}\\s+${dayOfMonth}`, `${dayOfMonth}(?:\\s+of)?\\s+${month}`];
const looseDates = [...dayAndMonth, year];

/** How dates are written, as parts of patterns. */
export const datePatterns = { full: fullDates, dayAndMonth };

function dateAtEnd(kinds: readonly string[]): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])\\(?(?:circa\\s+|c\\.\\s*|on\\s+)?(?:${kinds.join('|')})\\)?\\s*$`,
    'iu',
  );
}
const fullDateAtEnd = dateAtEnd(fullDates);
const looseDateAtEnd = dateAtEnd(looseDates);
const wholeFullDate = new RegExp(`^(?:circa\\s+)?(?:${fullDates.join('|')})$`, 'iu');

/** Whether a text is nothing but a date: `May 14 2019`, `2019-05-14`, `14/05/2019`, `May 2019`. */
export function isDate(text: string): boolean {
  return wholeFullDate.test(text.trim());
}

/** No dateline is longer; beyond this a colon belongs to the sentence. */
const longestDateline = 160;

/** Where a dateline can end: a colon before a space, or a dash. */
const ends = /\s*:(?=\s|$)\s*|\s+-\s+|\s*[–—]\s*/gu;

/**
 * The dateline at the beginning of `title`, whoever wrote it and in whatever form, with the colon or dash and the
 * spaces behind it; '' if there is none. A date makes it one. Without a date it must name the photo's own place, and
 * only in an editorial title, because `Istanbul, Turkey - ferries at dusk` is a fine commercial title.
 */
export function readDateline(title: string, facts: DatelineFacts): string {
  const own = dateline(facts);
  if (own !== '' && fold(title).startsWith(fold(own).trim())) {
    const end = ownEnd(title, own);
    if (end !== undefined) return title.slice(0, end);
  }
  const starts = [...title.slice(0, longestDateline).matchAll(ends)].reverse();
  for (const end of starts) {
    if (isDateline(title.slice(0, end.index), end[0], facts))
      return title.slice(0, end.index + end[0].length);
  }
  return '';
}

/** Folding may change lengths (`ß`), so the end of our own dateline is looked for at its last colon. */
function ownEnd(title: string, own: string): number | undefined {
  const wanted = fold(own).trim();
  for (let end = title.indexOf(':'); end !== -1; end = title.indexOf(':', end + 1)) {
    if (fold(title.slice(0, end + 1)).trim() !== wanted) continue;
    const rest = title.slice(end + 1);
    return title.length - rest.trimStart().length;
  }
  return undefined;
}

/** The two parts of a dateline that `readDateline` has found, as they are written; '' for what it does not say. */
export function dateAndPlaceIn(line: string): { readonly place: string; readonly date: string } {
  const head = line.replace(/(?:\s*:|\s+-|\s*[–—])\s*$/u, '');
  const date = fullDateAtEnd.exec(head) ?? looseDateAtEnd.exec(head);
  if (date === null) return { place: head, date: '' };
  return { place: placeBefore(head, date.index), date: date[0].replace(/[()]/g, '').trim() };
}

function isDateline(head: string, end: string, facts: DatelineFacts): boolean {
  const full = fullDateAtEnd.exec(head);
  if (full !== null) {
    const place = placeBefore(head, full.index);
    return place === '' || isPlace(place, facts);
  }
  const loose = looseDateAtEnd.exec(head);
  if (loose !== null) {
    const place = placeBefore(head, loose.index);
    return (
      place !== '' && /[,\p{Pd}|(]\s*$/u.test(head.slice(0, loose.index)) && isPlace(place, facts)
    );
  }
  if (facts.usage === 'commercial' || !isOwnPlace(head, facts)) return false;
  return head.includes(',') || end.includes(':');
}

/** What stands before a date, without the dash, comma or bracket between them; `Istanbul (Turkey)` with a comma. */
function placeBefore(head: string, index: number): string {
  return head
    .slice(0, index)
    .replace(/[\s,\p{Pd}|(:]+$/u, '')
    .replace(/\s*\(([^()]*)\)$/u, ', $1')
    .trim();
}

/** A place that a foreign dateline names: our own, or `City, Country` in capitals or with capital letters. */
function isPlace(text: string, facts: DatelineFacts): boolean {
  if (isOwnPlace(text, facts)) return true;
  if (/[:;!?"]/u.test(text)) return false;
  const segments = text.split(/\s*,\s*/u);
  if (segments.length > 4 || !segments.every(isName)) return false;
  const inCapitals = text === text.toUpperCase() && text !== text.toLowerCase();
  return segments.length > 1 || inCapitals || countryCodeOf(text) !== undefined;
}

const particle =
  /^(?:a|al|am|an|and|au|aux|da|das|de|del|den|der|di|do|dos|du|el|en|et|in|la|las|le|les|los|of|on|sur|the|upon|van|y|\(\p{Lu}[\p{L}\p{M}.]*\))$/u;

function isName(segment: string): boolean {
  const words = segment.split(/[\s-]+/u).filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.length <= 5 &&
    words.every((word) => /^['’]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) || particle.test(word))
  );
}

/** Whether every part of a text, split at commas, is a name of the photo's own city, region or country. */
export function isOwnPlace(text: string, { place }: DatelineFacts): boolean {
  if (place === undefined) return false;
  const names = new Set(
    [place.city, place.country, place.region, placeInWords(place)]
      .map((name) => fold(name ?? ''))
      .filter((name) => name !== ''),
  );
  const code = place.countryCode ?? countryCodeOf(place.country);
  const known = (name: string) =>
    names.has(fold(name)) || (code !== undefined && countryCodeOf(name) === code);
  return known(text) || text.split(/\s*,\s*/u).every(known);
}
