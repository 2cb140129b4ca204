/** What a dateline that somebody typed, or a date in a sentence, says otherwise than the photo. */
import type { CalendarDay } from '../photo.ts';
import {
  type DatelineFacts,
  dateAndPlaceIn,
  datePatterns,
  dayInWords,
  isOwnPlace,
  readDateline,
} from './dateline.ts';
import { fold } from './fold.ts';

/** As they were typed; absent where they say the same as the photo, or nothing. */
export type OtherDateline = {
  readonly place?: string | undefined;
  readonly date?: string | undefined;
};

/** Reads the datelines in front of a title; undefined where none says another place or another day than the photo. */
export function otherDateline(title: string, facts: DatelineFacts): OtherDateline | undefined {
  let rest = title.trim();
  for (let line = readDateline(rest, facts); line !== ''; line = readDateline(rest, facts)) {
    const { place, date } = dateAndPlaceIn(line);
    const isPlace = place !== '' && !isOwnPlace(place, facts);
    const isDate = date !== '' && (facts.takenOn === undefined || !isOwnDay(date, facts.takenOn));
    if (isPlace || isDate)
      return { place: isPlace ? place : undefined, date: isDate ? date : undefined };
    rest = rest.slice(line.length).trim();
  }
  return undefined;
}

/** Whether everything in a date, in whatever form, is of the photo's day; a part of it, as a month and year, may be all. */
function isOwnDay(date: string, takenOn: CalendarDay): boolean {
  const [year = '', month = '', day = ''] = takenOn.split('-');
  const numbers = new Set([year, month, day].map(Number));
  const [name = ''] = fold(dayInWords(takenOn)).split(' ');
  const parts = fold(date).match(/\p{L}+|\d+/gu) ?? [];
  return parts.every((part) => {
    if (/^\d/.test(part)) return numbers.has(Number(part));
    return fillers.has(part) || (name !== '' && name.startsWith(part));
  });
}

/** What stands in dates beside day, month and year. */
const fillers = new Set(['st', 'nd', 'rd', 'th', 'of', 'on', 'circa', 'c']);

const { full, dayAndMonth } = datePatterns;
const dates = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${full.join('|')}|(?<=\\bon (?:the )?)(?:${dayAndMonth.join('|')}))(?![\\p{L}\\p{N}])`,
  'giu',
);

/** A date at least this many years before the photo is history that the picture is about. */
const history = 50;

/**
 * The dates of a text, as they are written, that are not the day the photo was taken: complete ones, a month with its
 * year, and a day behind `on`. A year alone is a fact like any other: `built in 1566`.
 */
export function otherDatesIn(text: string, takenOn: CalendarDay | undefined): readonly string[] {
  if (takenOn === undefined) return [];
  const year = Number(takenOn.slice(0, 4));
  return [...text.matchAll(dates)]
    .map(([date]) => date.replace(/\.$/u, ''))
    .filter((date) => {
      const [named] = /(?<!\d)\d{4}(?!\d)/u.exec(date) ?? [];
      return named === undefined || Number(named) > year - history;
    })
    .filter((date) => !isOwnDay(date, takenOn));
}
