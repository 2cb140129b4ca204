/** Keywords that are nothing but a date; nobody searches for them, and several agencies refuse them. */

import { isDate } from '../datelines/said-date.ts';
import { fold } from '../texts/fold.ts';

/** Days that are known by their date. */
const feasts =
  /^(?:(?:the )?(?:4th|fourth) of july|july (?:4|4th|fourth)|(?:the )?(?:1st|first) of may|may (?:1|1st|first)|1 may|sept?(?:ember)? 11(?:th)?|11 september|(?:the )?(?:5th|fifth) of november|friday (?:the )?13(?:th)?)$/;

const ordinals =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth';

/** What the words of a date are. */
const kinds = Object.entries({
  month:
    'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
  year: '(?:18|19|20)\\d{2}',
  day: `(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?|${ordinals}`,
  season: 'spring|summer|autumn|fall|winter',
  quarter: '(?:q[1-4]|[1-4]q|h[12]|fy)',
  weekday: '(?:mon|tues|wednes|thurs|fri|satur|sun)day',
  time: '(?:[01]?\\d|2[0-3])(?::[0-5]\\d){1,2}(?:am|pm|h)?|(?:[1-9]|1[0-2])(?:am|pm)|am|pm',
  filler:
    'of|the|in|on|at|early|late|mid|beginning|end|around|circa|ca|c|year|anno|date|taken|shot|since|from|to|until|week|month|day',
} as const).map(([kind, words]) => [kind, new RegExp(`^(?:${words})$`)] as const);

/** Whether a keyword is a date: `May 14th`, `14th of May`, `spring 2019`, `Q1 2020`. `4th of July` and `1920s` are none. */
export function isDateKeyword(keyword: string): boolean {
  const plain = fold(keyword.trim());
  if (feasts.test(plain)) return false;
  if (isDate(plain)) return true;
  if (!/\d|(?:st|nd|rd|th)\b/u.test(plain)) return false;
  const words = plain
    .replace(/[()'"]/g, '')
    .split(/[\s,./–-]+/u)
    .filter((word) => word !== '');
  const found = words.map((word) => kinds.find(([, pattern]) => pattern.test(word))?.[0]);
  if (words.length > 8 || found.includes(undefined)) return false;
  const has = (kind: (typeof kinds)[number][0]) => found.includes(kind);
  return (
    (has('month') && (has('day') || has('year'))) ||
    (has('year') && words.length > 1) ||
    (has('weekday') && has('day')) ||
    (has('time') &&
      /\d/.test(plain) &&
      found.every((kind) => /^(?:time|day|filler)$/.test(kind ?? '')))
  );
}
