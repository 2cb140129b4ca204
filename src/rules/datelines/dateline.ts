/** The dateline of editorial titles, as we build it. */
import { monthNames } from '../../amounts.ts';
import type { CalendarDay, Place, Usage } from '../../photo.ts';
import { oneLine } from '../texts/clean.ts';

/** What a dateline is made of. */
export type DatelineFacts = {
  readonly usage: Usage;
  readonly place?: Place | undefined;
  readonly takenOn?: CalendarDay | undefined;
};

/** The day that was asked for last: photos of one day follow one another, and each is asked about several times. */
let last = { day: '', words: '' };

/** `2019-05-14` as `May 14 2019`; '' for a day that does not exist. Names of months cannot be misread abroad. */
export function dayInWords(day: CalendarDay = ''): string {
  if (day !== last.day) last = { day, words: wordsOf(day) };
  return last.words;
}

function wordsOf(day: CalendarDay): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
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
