/**
 * A dateline that a person types or pastes with a title. Ours is built from the photo, so that theirs would go unheard
 * where it says another place or another day.
 */
import type { CaptureTime } from '../../jpeg/capture-date.ts';
import type { Photo, Place } from '../../photo.ts';
import { otherDateline } from '../../rules/datelines/other-dateline.ts';
import { typedDate } from './typed-date.ts';

/** Where and when a photo was taken, as far as a dateline says it otherwise. */
export type DatelineChange = {
  readonly place?: Place | undefined;
  readonly taken?: CaptureTime | undefined;
};

export type TypedDateline = {
  /** What it says otherwise, as it was typed: `Osaka, Japan - Nov. 30 2024`. */
  readonly says: string;
  /** The same for the photo; absent where not all of it can be understood. */
  readonly facts?: DatelineChange;
};

/** What the dateline of a typed title says otherwise than the photo; undefined where there is nothing of the kind. */
export function typedDateline(
  title: string,
  photo: Pick<Photo, 'place' | 'takenOn' | 'usage'>,
  now: Date,
): TypedDateline | undefined {
  const other = otherDateline(title, photo);
  if (other === undefined) return undefined;
  const says = [other.place, other.date].filter((part) => part !== undefined).join(' - ');
  const place = other.place === undefined ? undefined : typedPlace(other.place);
  const date = other.date === undefined ? {} : typedDate(other.date, now);
  if ((other.place !== undefined && place === undefined) || 'wrong' in date) return { says };
  return { says, facts: { place, taken: date.taken } };
}

/** `Istanbul, Turkey`; what stands in between is the region. */
export function typedPlace(text: string): Place | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const city = parts[0];
  const country = parts.at(-1);
  if (city === undefined || country === undefined || parts.length < 2) return undefined;
  return { city, country, region: parts.slice(1, -1).join(', ') || undefined };
}
