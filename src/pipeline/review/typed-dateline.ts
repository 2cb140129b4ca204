/**
 * A dateline that a person types or pastes with a title. Ours is built from the photo, so that theirs would go unheard
 * where it says another place or another day.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { recordStep, type StepDone } from '../../catalog/changes.ts';
import type { PhotoRow } from '../../catalog/photos.ts';
import type { Photo, Place } from '../../photo.ts';
import { dayInWords, placeInWords } from '../../rules/dateline.ts';
import { otherDateline } from '../../rules/other-dateline.ts';
import { editInStep, type TextEdit } from './edit.ts';
import { cleanPlace, correctDate, correctPlace } from './facts.ts';
import { fileName } from './said.ts';
import { type Taken, typedDate } from './typed-date.ts';

/** Where and when a photo was taken, as far as a dateline says it otherwise. */
export type DatelineFacts = { readonly place?: Place; readonly taken?: Taken };

export type TypedDateline = {
  /** What it says otherwise, as it was typed: `Osaka, Japan - Nov. 30 2024`. */
  readonly says: string;
  /** The same for the photo; absent where not all of it can be understood. */
  readonly facts?: DatelineFacts;
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
  const isPlain = (other.place === undefined) === (place === undefined) && !('wrong' in date);
  if (!isPlain) return { says };
  return {
    says,
    facts: {
      ...(place === undefined ? {} : { place }),
      ...(date.taken === undefined ? {} : { taken: date.taken }),
    },
  };
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
  const region = parts.slice(1, -1).join(', ');
  return { city, country, ...(region === '' ? {} : { region }) };
}

/** Changes text and sets place and date as its dateline says them, in one step. */
export function editWithDateline(
  catalog: Catalog,
  photoId: number,
  edit: TextEdit,
  { place, taken }: DatelineFacts,
): StepDone {
  const photo = () => catalog.get<PhotoRow>('SELECT * FROM photo WHERE id = ?', photoId);
  const name = fileName(photo()?.path ?? '');
  const said = [placeInWords(place), dayInWords(taken?.takenOn)].filter(Boolean).join(' - ');
  const done = recordStep(
    catalog,
    'edit',
    (step) => {
      const before = photo();
      if (place !== undefined && before !== undefined)
        correctPlace(catalog, step, before, cleanPlace(place));
      const placed = photo();
      if (taken !== undefined && placed !== undefined) correctDate(catalog, step, placed, taken);
      editInStep(catalog, step, photoId, edit);
    },
    () => `Set ${said} with the title in ${name}`,
  );
  return done ?? { said: `Nothing changed in ${name}`, photoIds: [] };
}
