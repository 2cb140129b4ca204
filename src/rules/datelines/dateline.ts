/** The dateline of editorial titles, as we build it. */
import { monthNames } from '../../amounts.ts';
import type { CalendarDay, Place, Usage } from '../../photo.ts';
import { oneLine } from '../texts/clean.ts';

/** What a dateline is made of. */
export type DatelineFacts = {
  readonly usage: Usage;
  readonly place?: Place | undefined;
  readonly takenOn?: CalendarDay | undefined;
  /** Of the title, by its tag; English unless given. */
  readonly language?: string | undefined;
};

/** The day that was asked for last: photos of one day follow one another, and each is asked about several times. */
let last = { day: '', language: undefined as string | undefined, words: '' };

/**
 * `2019-05-14` as `May 14 2019`; '' for a day that does not exist. Names of months cannot be misread abroad. In another
 * language as that has it: `14. Mai 2019`.
 */
export function dayInWords(day: CalendarDay = '', language?: string): string {
  if (day !== last.day || language !== last.language)
    last = { day, language, words: wordsOf(day, language) };
  return last.words;
}

function wordsOf(day: CalendarDay, language: string | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null) return '';
  const [year, month, date] = parts.slice(1).map(Number);
  const real = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.getUTCDate() !== date) return '';
  if (language !== undefined) return formatFor(language).format(real);
  return `${monthNames[(month ?? 0) - 1]} ${date} ${year}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Years as agencies count them, in digits that every reader has. */
function formatFor(
  language: string,
  wanted: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' },
): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(wanted)}`;
  const always = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...wanted, ...always });
  formats.set(key, format);
  return format;
}

/** The month of a day that exists, as a language writes it within a date: `Mai`, `мая`. */
export function monthInWords(day: CalendarDay, language: string, length: 'long' | 'short'): string {
  const format = formatFor(language, { day: 'numeric', month: length });
  const parts = format.formatToParts(new Date(`${day}T00:00:00Z`));
  return parts.find(({ type }) => type === 'month')?.value ?? '';
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
export function dateline({ place, takenOn, usage, language }: DatelineFacts): string {
  if (usage === 'commercial') return '';
  const parts = [placeInWords(place), dayInWords(takenOn, language)].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(' - ')}: `;
}
