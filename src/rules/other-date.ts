/** Dates in a sentence that are not the photo's. */
import type { CalendarDay } from '../photo.ts';
import { datePatterns } from './dateline.ts';
import { isOwnDay } from './other-dateline.ts';

const { full, dayAndMonth } = datePatterns;
const dates = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${full.join('|')}|(?<=\\bon (?:the )?)(?:${dayAndMonth.join('|')}))(?![\\p{L}\\p{N}])`,
  'giu',
);

/** A date so many years before the photo is history that the picture is about. */
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
