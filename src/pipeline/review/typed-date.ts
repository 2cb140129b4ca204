/** Dates as a person types them. */

import { monthNames } from '../../amounts.ts';
import { type CaptureTime, firstYear } from '../../jpeg/capture-date.ts';
import type { Photo } from '../../photo.ts';
import { dayInWords } from '../../rules/datelines/dateline.ts';

export type { CaptureTime } from '../../jpeg/capture-date.ts';

/** What was typed as a date: nothing, a date, or why it is none. */
export type TypedDate = { readonly taken?: CaptureTime } | { readonly wrong: string };

const nth = '(?:st|nd|rd|th)?';
const word = '(?<month>\\p{L}{3,})\\.?';
const time =
  '(?:(?:\\s*,)?(?:\\s+at)?[T\\s]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?)?';
/** `2019-05-14`, `May 14 2019`, `14 May 2019`; a time may follow. */
const forms = [
  '(?<year>\\d{4})[-/.:](?<month>\\d{1,2})[-/.:](?<day>\\d{1,2})',
  `${word}\\s+(?<day>\\d{1,2})${nth}(?:\\s*,\\s*|\\s+)(?<year>\\d{4})`,
  `(?<day>\\d{1,2})(?:\\.|${nth}(?:\\s+of)?)\\s*${word}(?:\\s*,\\s*|\\s+)(?<year>\\d{4})`,
].map((date) => new RegExp(`^${date}${time}$`, 'iu'));
const onlyNumbers = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Reads a date that was typed. A day alone says nothing of the time.
 * @param now no photo was taken later; a day more is allowed, for other time zones
 */
export function typedDate(text: string, now: Date): TypedDate {
  const typed = text.trim();
  if (typed === '') return {};
  const parts = forms.map((form) => form.exec(typed)?.groups).find((found) => found !== undefined);
  const month = monthOf(parts?.['month'] ?? '');
  if (parts === undefined || month === undefined) return { wrong: whatIsWanted(typed) };
  const { year = '', day = '', hour, minute = '', second = '00' } = parts;
  const takenOn = [year, month, day].map((part) => part.padStart(2, '0')).join('-');
  const words = dayInWords(takenOn);
  if (words === '') return { wrong: `There is no such day as ${takenOn}.` };
  if (Number(year) < firstYear) return { wrong: `In ${year} nobody took photos yet.` };
  if (Date.parse(takenOn) > now.getTime() + dayMilliseconds)
    return { wrong: `${words} is still to come.` };
  if (hour === undefined) return { taken: { takenOn } };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { wrong: 'There is no such time; write it as 18:30.' };
  return { taken: { takenOn, takenAt: `${takenOn}T${hour.padStart(2, '0')}:${minute}:${second}` } };
}

/** The number of a month, from its name, the beginning of it, or the number. */
function monthOf(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text;
  const index = monthNames.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase()));
  return text === '' || index === -1 ? undefined : String(index + 1);
}

/** How a date may be written. */
export const dateForms = 'May 14 2019, 14 May 2019 or 2019-05-14';

function whatIsWanted(typed: string): string {
  return onlyNumbers.test(typed)
    ? `${typed} is read differently abroad: write 14 May 2019 or 2019-05-14.`
    : `A dateline wants day, month and year: ${dateForms}; a time may follow, as 18:30.`;
}

/** `May 14 2019, 18:30:12`, for reading; '' for no date. */
export function takenInWords(taken: {
  readonly takenOn?: string | null | undefined;
  readonly takenAt?: string | null | undefined;
}): string {
  const day = dayInWords(taken.takenOn ?? undefined);
  const clock = taken.takenAt?.slice(11, 19);
  return clock === undefined ? day : `${day}, ${clock}`;
}

/** The same as it can be typed: `2019-05-14 18:30:12`. */
export function takenAsTyped({
  takenOn,
  takenAt,
}: Partial<Pick<Photo, 'takenOn' | 'takenAt'>>): string {
  return takenAt?.slice(0, 19).replace('T', ' ') ?? takenOn ?? '';
}
