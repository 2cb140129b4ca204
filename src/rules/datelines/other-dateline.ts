/** What a dateline that somebody typed, or a date in a sentence, says otherwise than the photo. */
import type { CalendarDay } from '../../photo.ts';
import { isPlaceOf } from '../places/own-place.ts';
import type { DatelineFacts } from './dateline.ts';
import { dayInWords } from './dateline.ts';
import { datelineBehind, datelineInFront, type FoundDateline } from './read-dateline.ts';
import { datePatterns, isHistory, saysDay } from './said-date.ts';

/** As they were typed; absent where they say the same as the photo, or nothing. */
export type OtherDateline = {
  readonly place?: string | undefined;
  readonly date?: string | undefined;
};

/** Reads the datelines of a title; undefined where none says another place or another day than the photo. */
export function otherDateline(title: string, facts: DatelineFacts): OtherDateline | undefined {
  let rest = title.trim();
  for (
    let line = datelineInFront(rest, facts);
    line !== undefined;
    line = datelineInFront(rest, facts)
  ) {
    const other = othersIn(line, facts);
    if (other !== undefined) return other;
    rest = rest.slice(line.end).trim();
  }
  const behind = datelineBehind(rest, facts);
  return behind && othersIn(behind, facts);
}

function othersIn({ place, date }: FoundDateline, facts: DatelineFacts): OtherDateline | undefined {
  const isPlace = place !== '' && !(facts.place !== undefined && isPlaceOf(place, facts.place));
  const isDate = date !== '' && !(facts.takenOn !== undefined && saysDay(date, facts.takenOn));
  if (!isPlace && !isDate) return undefined;
  return { place: isPlace ? place : undefined, date: isDate ? date : undefined };
}

const { full, dayAndMonth } = datePatterns;
const dates = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${full.join('|')}|(?:${dayAndMonth.join('|')}),?\\s+(?:in|of)\\s+(?:19|20)\\d{2}|(?:19|20)\\d{2},?\\s+on\\s+(?:the\\s+)?(?:${dayAndMonth.join('|')})|(?<=\\bon (?:the )?)(?:${dayAndMonth.join('|')})|(?:(?:early|late|mid)[\\s-])?(?:spring|summer|autumn|fall|winter|christmas|easter|halloween|thanksgiving|new year['’]?s?)(?:\\s(?:day|eve))?,?\\s+(?:of\\s+|in\\s+)?(?:19|20)\\d{2})(?![\\p{L}\\p{N}])`,
  'giu',
);

/**
 * The dates of a text, as they are written, that are not the day the photo was taken: complete ones, a month with its
 * year, and a day behind `on`. A year alone is a fact like any other: `built in 1566`.
 */
export function otherDatesIn(text: string, takenOn: CalendarDay | undefined): readonly string[] {
  if (takenOn === undefined || !/\d/.test(text) || dayInWords(takenOn) === '') return [];
  return [...text.matchAll(dates), ...yearsAtEnd(text, takenOn)]
    .map(([date]) => date.replace(/\.$/u, ''))
    .filter((date) => !isHistory(date, takenOn) && !saysDay(date, takenOn));
}

/** A year behind the sentence, `..., 2022`, says when; one long before the photo is that of what is shown. */
function yearsAtEnd(text: string, takenOn: CalendarDay): readonly RegExpMatchArray[] {
  const years = [...text.matchAll(/(?<=\p{Ll},\s?)(?:19|20)\d{2}(?=\.?$)/gu)];
  return years.filter(([year]) => Math.abs(Number(year) - Number(takenOn.slice(0, 4))) <= 10);
}
