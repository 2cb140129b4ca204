/** Dates as people write them: finding them, and whether they say the day a photo was taken. */
import { monthNames } from '../../amounts.ts';
import type { CalendarDay } from '../../photo.ts';
import {
  otherMonth,
  otherMonthOfYearPattern,
  otherMonthPattern,
  otherWeekday,
} from './other-calendar.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const oneDay = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
const dayOfMonth = `${oneDay}(?:\\s?(?:[-–—/&]|to|and)\\s?${oneDay})?`;
const year = '(?:19|20)\\d{2}';
const shortYear = "['’]\\d{2}";
const number = '\\d{1,2}';
/** Between the parts of a date. */
const gap = '(?:\\s*[,./-]\\s*|\\s+)';
const slash = '\\s?[-/._]\\s?';

/** `14`, `14.`, `1er`, `1º` before a month in another language. */
const otherDay = '(?:0?[1-9]|[12]\\d|3[01])(?:er|[ºª°.])?';
/** Between a month in another language and its year. */
const otherOf = `(?:\\s+(?:de|del)\\s+|${gap})`;

/** Dates that are one beyond doubt. Each has a digit. */
const fullDates = [
  `${month}(?:\\s*[./-]\\s*|\\s*)(?:the\\s+)?${dayOfMonth}${gap}(?:${year}|${shortYear})`,
  `${dayOfMonth}\\.?(?:\\s+(?:day\\s+)?of\\s+|\\s*[,./-]\\s*|\\s*)${month}(?:${gap}|)(?:${year}|${shortYear})`,
  `${year}${gap}${month}(?:\\s*[./-]\\s*|\\s*)${oneDay}`,
  `${month}(?:${gap}(?:of\\s+)?|)${year}`,
  `${year}\\s?[-/._:]\\s?${number}\\s?[-/._:]\\s?${number}`,
  `${number}${slash}${number}${slash}${year}`,
  `(?:(?:le|el|il|am|den|em|op)\\s+)?${otherDay}(?:\\s?(?:[-–—/&]|a|y|e|et|bis|und)\\s?${otherDay})?\\s*(?:de\\s+)?${otherMonthPattern}${otherOf}(?:${year}|${shortYear})`,
  `${otherMonthPattern}\\s+${otherDay}${gap}${year}`,
  `${year}${gap}${otherMonthPattern}\\s+${otherDay}`,
  `${otherMonthOfYearPattern}${otherOf}${year}`,
];
/** Dates only beside a place, each with a digit: `MOSCOW - MAY 9: ...`, `New York, USA - 2024: ...`. */
const dayAndMonth = [`${month}\\s*${dayOfMonth}`, `${dayOfMonth}\\.?(?:\\s+of)?\\s*${month}`];
const looseDates = [
  ...dayAndMonth,
  `(?:spring|summer|autumn|fall|winter),?\\s+(?:of\\s+)?${year}`,
  `${month}\\s*${shortYear}`,
  `${number}([/.-])${number}\\1\\d{2}`,
  `${number}[/.]${year}`,
  `${year}[-/.]${number}`,
  `${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`,
  year,
];

/** How dates are written, as parts of patterns. */
export const datePatterns = {
  full: fullDates,
  dayAndMonth,
  /** `20190514`, `14/5/19`. */
  compact: [`${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`, '\\d{1,2}/\\d{1,2}/\\d{2}'],
};

const about = '(?:(?:circa|ca\\.?|c\\.|about|around|early|mid|late)[\\s-]*)?';
const at = (kinds: readonly string[]) =>
  new RegExp(`${about}(?:${kinds.join('|')})(?!(?!T\\d)[\\p{L}\\p{N}])`, 'iuy');
const fullAt = at(fullDates);
const looseAt = at(looseDates);
const wholeFullDate = new RegExp(`^(?:circa\\s+)?(?:${fullDates.join('|')})$`, 'iu');

/** Whether a text is nothing but a date: `May 14 2019`, `2019-05-14`, `14/05/2019`, `May 2019`. */
export function isDate(text: string): boolean {
  return /\d/.test(text) && wholeFullDate.test(text.trim());
}

/** Where what an expression fits from `from` on ends. @param pattern a sticky one */
export function endOf(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The end of the date that begins at `from` (UTF-16 units); `loose` where it may be something else as well. */
export function dateAt(
  text: string,
  from: number,
): { readonly end: number; readonly isLoose: boolean } | undefined {
  if (!/\d/.test(text.slice(from))) return undefined;
  for (const [pattern, isLoose] of [
    [fullAt, false],
    [looseAt, true],
  ] as const) {
    const end = endOf(pattern, text, from);
    if (end !== undefined) return { end, isLoose };
  }
  return undefined;
}

const months: ReadonlyMap<string, number> = new Map(
  monthNames.map((name, at) => [name.slice(0, 3).toLowerCase(), at + 1]),
);

/** A way to read a date; what it does not say is absent. */
type Reading = {
  readonly year?: number;
  readonly month?: number;
  readonly days?: readonly number[];
};

/** Every way to read a date: `05/06/2019` has two. */
function readingsOf(date: string): readonly Reading[] {
  const named = /\p{L}{3,}/gu;
  const month = [...date.toLowerCase().matchAll(named)]
    .filter(([word]) => otherWeekday(word) === undefined)
    .map(([word]) => otherMonth(word) ?? months.get(word.slice(0, 3)))
    .find((found) => found !== undefined);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(date.trim());
  const numbers = (compact?.slice(1) ?? date.match(/['’]?\d+/gu) ?? []).map(String);
  const isYear = (part: string) => /^(?:\d{4}|['’]\d{2})$/.test(part);
  const years = numbers.filter(isYear).map((part) => Number(part.replace(/^['’]/u, '')));
  const rest = numbers.filter((part) => !isYear(part)).map(Number);
  const said = years[0] === undefined ? {} : { year: years[0] };
  if (month !== undefined) return [{ ...said, month, ...(rest.length > 0 ? { days: rest } : {}) }];
  const [a, b, c] = rest;
  if (a === undefined) return [said];
  if (b === undefined) return [{ ...said, month: a }];
  if (c !== undefined)
    return [
      { month: a, days: [b], year: c },
      { month: b, days: [a], year: c },
      { month: b, days: [c], year: a },
    ];
  return [
    { ...said, month: a, days: [b] },
    { ...said, month: b, days: [a] },
  ];
}

/** Whether a date names a day, in one way to read it: `14 May`, not `May 2019`. */
export function namesDay(date: string): boolean {
  return readingsOf(date).some(({ days }) => days !== undefined);
}

/** Whether a date, in whatever form and in one way to read it, is of the photo's day; a month with its year may be all of it. */
export function saysDay(date: string, takenOn: CalendarDay): boolean {
  const [year = 0, month = 0, day = 0] = takenOn.split('-').map(Number);
  const words = date.toLowerCase().match(/\p{L}{3,}(?:-feira)?/gu) ?? [];
  const named = words
    .map((word) => otherWeekday(word) ?? weekdays.indexOf(word.slice(0, 3)))
    .filter((at) => at !== -1);
  if (named.some((at) => at !== weekdayOf(takenOn))) return false;
  return readingsOf(date).some((said) => {
    const { days = [day] } = said;
    const [from = day, to = from] = days;
    return (
      (said.year ?? year) % 100 === year % 100 &&
      (said.year === undefined || said.year < 100 || said.year === year) &&
      (said.month ?? month) === month &&
      from <= day &&
      day <= Math.max(from, to)
    );
  });
}

/** A date at least this many years before the photo is history that the picture is about. */
const history = 50;

/** Whether a date is so long before the photo that it is history. */
export function isHistory(date: string, takenOn: CalendarDay): boolean {
  const [named] = /(?<!\d)\d{4}(?!\d)/u.exec(date) ?? [];
  return named !== undefined && Number(named) <= Number(takenOn.slice(0, 4)) - history;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekday =
  /(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?\.?(?![\p{L}\p{N}])/iuy;
const time =
  /(?:(?:at\s+|T)?(?:[01]?\d|2[0-3])[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s*(?:[ap]\.?m\.?|hrs|hours|h)(?![\p{L}\p{N}]))?(?:\s*(?:Z|UTC|GMT|\p{Lu}{2,3}T|[+-]\d{2}:?\d{2}))?|(?:at\s+)?\d{1,2}\s*[ap]\.?m\.?)(?![\p{L}\p{N}])/iuy;

/** The end of a time of day that begins at `from`; undefined where there is none. */
export const timeAt = (text: string, from: number) => endOf(time, text, from);

/** The same of a weekday. */
export const weekdayAt = (text: string, from: number) => endOf(weekday, text, from);

/** The weekday of a day, from 0 (Sunday). */
function weekdayOf(day: CalendarDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
