/**
 * When a photo was taken, as the camera's clock showed it. The day is never converted between time zones: near
 * midnight the camera's day and the UTC day of the GPS differ, and a caption wants the camera's.
 */
import type { CalendarDay } from '../photo.ts';

export type CaptureTime = {
  readonly takenOn: CalendarDay;
  /** Local date and time with fractions where known, `YYYY-MM-DDTHH:MM:SS.sss`. Absent where only the day is known. */
  readonly takenAt?: string | undefined;
};

const pattern =
  /^\s*(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?)?/;
/** The first photograph. */
export const firstYear = 1826;
/** Where clocks begin that were never set; nothing with EXIF was made then. */
const clockStarts = new Set(['1970-01-01', '1980-01-01']);
const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Reads a date as EXIF, XMP and IPTC write it: `2019:05:14 18:30:12`, `2019-05-14T18:30`, `2019:05:14`.
 * An impossible date, one in the future, or one that a clock shows before it is set counts as none.
 * @param subSeconds the fraction as EXIF keeps it apart, for example `042`
 */
export function takenFrom(
  text: string | undefined,
  now: Date,
  subSeconds = '',
): CaptureTime | undefined {
  const found = pattern.exec(text ?? '');
  const [whole = '', year, month, day, hour, minute, second = '0'] = found ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const takenOn = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isPossibleDay(takenOn, now)) return undefined;
  if (hour === undefined || minute === undefined)
    return /\d/.test((text ?? '').slice(whole.length)) ? undefined : { takenOn };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60) return undefined;
  const [seconds = '0', ownFraction = ''] = second.split('.');
  const fraction = ownFraction || (/^\d*/.exec(subSeconds)?.[0] ?? '');
  const time = [hour, minute, seconds].map((part) => part.padStart(2, '0')).join(':');
  return { takenOn, takenAt: `${takenOn}T${time}${fraction === '' ? '' : `.${fraction}`}` };
}

function isPossibleDay(day: string, now: Date): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March in some engines; writing it out again tells.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return false;
  if (Number(day.slice(0, 4)) < firstYear || clockStarts.has(day)) return false;
  return time <= now.getTime() + dayMilliseconds;
}
