/** What a dateline that somebody typed, or a date in a sentence, says otherwise than the photo. */
import type { CalendarDay } from '../../photo.ts';
import { isPlaceOf } from '../places/own-place.ts';
import { withoutQuotations } from '../texts/quotations.ts';
import type { DatelineFacts } from './dateline.ts';
import { dayInWords } from './dateline.ts';
import { otherWeekdayPattern } from './other-calendar.ts';
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
  for (;;) {
    const line = datelineInFront(rest, facts);
    if (line === undefined) break;
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

const { full, dayAndMonth, compact } = datePatterns;
const dates = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${full.join('|')}|${compact.join('|')}|(?:${dayAndMonth.join('|')}),?\\s+(?:in|of)\\s+(?:19|20)\\d{2}|(?:19|20)\\d{2},?\\s+on\\s+(?:the\\s+)?(?:${dayAndMonth.join('|')})|(?<=\\bon (?:the )?)(?:${dayAndMonth.join('|')})|(?:(?:early|late|mid)[\\s-])?(?:spring|summer|autumn|fall|winter|christmas|easter|halloween|thanksgiving|new year['’]?s?)(?:\\s(?:day|eve))?,?\\s+(?:of\\s+|in\\s+)?(?:19|20)\\d{2})(?![\\p{L}\\p{N}])`,
  'giu',
);

const month =
  'January|February|March|April|May|June|July|August|September|October|November|December';
const weekday = '(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day';
const partOfDay = '(?:morning|afternoon|evening|night)';
/** What the rest of the sentence may go on with. */
const goesOn = '(?:with|on|in|at|near|as|while|under|below|above|by|beside|along)(?!\\p{L})';
/**
 * A month or a weekday that says when it is there: `in late November`, `on a December evening`, `on a Sunday morning`. What
 * stands otherwise may be a name (`the March of ...`) or on a sign (`closed on Sunday`).
 */
const times = new RegExp(
  [
    `(?<!\\p{L})(?:[Ii]n|[Dd]uring) (?:(?:early|late|mid)[ -])?(?:${month})(?=\\s*[.,;:)]|$|\\s${goesOn})`,
    `(?<!\\p{L})[Oo]n (?:an?|this|one) (?:\\p{Ll}+,? )?(?:${month}) (?:morning|afternoon|evening|night|day|weekend)(?!\\p{L})`,
    `(?<=(?<!\\p{L})in the )(?:early |late )?(?:${month}) (?:sun|sunshine|sunlight|heat|rain|snow|fog|mist|frost|cold)(?!\\p{L})`,
    `(?<!(?:close|open|shut)[sd]?(?: only)? )(?<!\\p{L})[Oo]n ${weekday}(?: ${partOfDay})?(?=\\s*[.,;:)]|$|\\s${goesOn})`,
    `(?<!\\p{L})(?:${otherWeekdayPattern})(?!\\p{L})`,
    `(?<!\\p{L})[Oo]n (?:an?|this|one) (?:\\p{Ll}+,? )?${weekday} ${partOfDay}(?!\\p{L})`,
  ].join('|'),
  'gu',
);

/** Months and weekdays by which a text says when the photo was taken. */
function timesIn(text: string): readonly string[] {
  return [...withoutQuotations(text).matchAll(times)].map(([time]) => time);
}

/**
 * The dates of a text, as they are written, that are not the day the photo was taken: complete ones, a month with its
 * year, a day behind `on`, and a month or weekday that says when it is. A year alone is a fact like any other: `built in
 * 1566`.
 */
export function otherDatesIn(text: string, takenOn: CalendarDay | undefined): readonly string[] {
  if (takenOn === undefined || dayInWords(takenOn) === '') return [];
  const found = /\d/.test(text) ? [...ownDates(text), ...yearsAtEnd(text, takenOn)] : [];
  const whole = found
    .map(([date]) => date.replace(/\.$/u, ''))
    .filter(
      (date, at, all) =>
        !isBareYear(date) || !all.slice(0, at).some((one) => one.includes(date.slice(-4))),
    );
  const times = timesIn(text).filter((time) => !whole.some((date) => date.includes(time)));
  return [...whole, ...times].filter(
    (date) => !isHistory(date, takenOn) && !saysDay(date, takenOn),
  );
}

/** `in 2019` at the end, or the year alone behind a word in small letters that does not lead to it: `Expo 2020`, `plans for 2030`. */
const bareYear =
  /(?<=\s)(?!(?:of|for|from|by|since|until|till|to|than|circa|about|around|before|after|year|vintage|no|nr|number|room|route|bus|tram|line|flight|model) )\p{Ll}{2,} (?:19|20)\d{2}(?=\.?$)/gu;
/** What happened then, or was made, is a fact like any other: `built in 2015`, `the flood in 2021`. */
const isAboutThen =
  /\b(?:(?!crowded|wooded|seated|parked|loaded|colou?red)\p{Ll}{3,}ed|built|rebuilt|begun|made|torn|won|lost|burnt|fell|set|hung|held|since|after|victims?|memory|earthquake|flood|war|fire|election|anniversary|tsunami|pandemic|attacks?|ship|collapse|disaster|eruption)\b/u;

/** Dates of a text, but for those of what it says happened then. */
function ownDates(text: string): readonly RegExpMatchArray[] {
  return [...text.matchAll(dates)].filter(({ index }) => !ofEvent.test(text.slice(0, index)));
}

/** What leads to the date of what the picture reminds of: `the wall that fell in`, `victims killed on`. */
const ofEvent =
  /\b(?:built|rebuilt|fell|sank|died|born|killed|destroyed|damaged|opened|closed|founded|collapsed|burne?d|burnt|completed|finished|inaugurated|bombed|erected|abolished|launched|crashed|derailed|signed|declared|demolished|struck|hit|earthquake|flood|tsunami|attacks?|bombing|war|revolution|disaster)(?: (?:down|by|during)(?: \p{Ll}+){0,3})? (?:in|on|of)(?: the)? $/u;

/** Whether a date is only a year that the sentence ends with, which may say something else. */
export function isBareYear(date: string): boolean {
  return /^\p{Ll}+ \d{4}$/u.test(date);
}

/**
 * A year behind the sentence, `..., 2022`, in brackets or behind a word that says so (`taken in 2022`), says when; one long
 * before the photo is that of what is shown.
 */
function yearsAtEnd(text: string, takenOn: CalendarDay): readonly RegExpMatchArray[] {
  const years = [
    ...text.matchAll(
      /(?<=\p{Ll},\s?)(?:19|20)\d{2}(?=\.?$)|(?<=\p{Ll} [([])(?:19|20)\d{2}(?=[)\]]\.?$)|(?<=\b(?:taken|photographed|shot|captured) (?:in|during) )(?:19|20)\d{2}(?!\d)/gu,
    ),
  ];
  const bare = isAboutThen.test(text) ? [] : [...text.matchAll(bareYear)];
  return [...years, ...bare].filter(
    ([year]) => Math.abs(Number(year.slice(-4)) - Number(takenOn.slice(0, 4))) <= 10,
  );
}
