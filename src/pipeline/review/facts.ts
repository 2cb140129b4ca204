/** Usage, place and date as a person corrects them; dateline, place keywords and later scans follow. */
import type { Catalog, Row } from '../../catalog/catalog.ts';
import {
  type Columns,
  type Plan,
  runPlan,
  type Step,
  type StepDone,
} from '../../catalog/changes.ts';
import { fileDateOf } from '../../catalog/corrections.ts';
import type { PhotoRow } from '../../catalog/photos.ts';
import { getReviewRow } from '../../catalog/reviews.ts';
import type { Taken } from '../../jpeg/capture-date.ts';
import type { Place, Usage } from '../../photo.ts';
import { oneLine } from '../../rules/clean.ts';
import { countryCodeOf } from '../../rules/countries.ts';
import { dayInWords } from '../../rules/dateline.ts';
import { sameTerm } from '../../rules/keywords.ts';
import { sameKeyword } from './keywords.ts';
import { photosInWords } from './said.ts';

/** Sets how photos may be licensed; their titles get or lose the dateline with it. */
export function setUsage(catalog: Catalog, photoIds: readonly number[], usage: Usage): StepDone {
  return runPlan(catalog, usagePlan(catalog, photoIds, usage));
}

/** The same as a plan, for very many photos. */
export function usagePlan(catalog: Catalog, photoIds: readonly number[], usage: Usage): Plan {
  return correction(catalog, photoIds, 'usage', `Made ${usage}:`, (step, photo) => {
    correctUsage(catalog, step, photo, usage);
  });
}

/** The same for one photo as part of a larger step; returns whether anything changed. */
export function correctUsage(catalog: Catalog, step: Step, photo: PhotoRow, usage: Usage): boolean {
  if (photo.usage === usage && photo.usage_given === 1) return false;
  step.set('photo', photo.id, photo, { usage, usage_given: 1 });
  keepCorrection(catalog, step, photo.id, { usage });
  renew(catalog, step, photo.id, {});
  return true;
}

/** Sets where photos were taken. Keywords that named the place before name the new one. */
export function setPlace(catalog: Catalog, photoIds: readonly number[], place: Place): StepDone {
  return runPlan(catalog, placePlan(catalog, photoIds, place));
}

/** The same as a plan, for very many photos. */
export function placePlan(catalog: Catalog, photoIds: readonly number[], given: Place): Plan {
  const place = cleanPlace(given);
  const said = `Set ${place.city}, ${place.country} for`;
  return correction(catalog, photoIds, 'place', said, (step, photo) => {
    correctPlace(catalog, step, photo, place);
  });
}

/** The same for one photo as part of a larger step. */
export function correctPlace(catalog: Catalog, step: Step, photo: PhotoRow, place: Place): void {
  const columns = columnsOf(place);
  const isSame = Object.entries(columns).every(
    ([name, value]) => photo[name as keyof PhotoRow] === value,
  );
  if (isSame) return;
  step.set('photo', photo.id, photo, { ...columns, place_source: 'person' });
  keepCorrection(catalog, step, photo.id, columns);
  renew(catalog, step, photo.id, keywordsAfter(catalog, photo, place));
}

/** Sets when photos were taken; without a date they get back that of their file. */
export function datePlan(
  catalog: Catalog,
  photoIds: readonly number[],
  taken: Taken | undefined,
): Plan {
  const said =
    taken === undefined
      ? "Gave back the file's own date to"
      : `Set ${dayInWords(taken.takenOn)} for`;
  return correction(catalog, photoIds, 'date', said, (step, photo) => {
    correctDate(catalog, step, photo, taken);
  });
}

/** The same for one photo as part of a larger step; returns whether anything changed. */
export function correctDate(
  catalog: Catalog,
  step: Step,
  photo: PhotoRow,
  taken: Taken | undefined,
): boolean {
  const { own, next } = dateAfter(catalog, photo, taken);
  if (isSameTime(next, photo)) return false;
  step.set('photo', photo.id, photo, next);
  const file = { file_taken_on: own.taken_on, file_taken_at: own.taken_at };
  keepCorrection(catalog, step, photo.id, next === own ? noDate : { ...next, ...file });
  renew(catalog, step, photo.id, {});
  return true;
}

type DateColumns = Pick<PhotoRow, 'taken_on' | 'taken_at'>;

/** The date that a photo gets, and its file's own; the same one where both agree. */
export function dateAfter(
  catalog: Catalog,
  photo: DateColumns & Pick<PhotoRow, 'id'>,
  taken: Taken | undefined,
): { readonly own: DateColumns; readonly next: DateColumns } {
  const file = fileDateOf(catalog, photo.id);
  const own =
    file === undefined
      ? { taken_on: photo.taken_on, taken_at: photo.taken_at }
      : { taken_on: file.takenOn, taken_at: file.takenAt };
  const given = taken && { taken_on: taken.takenOn, taken_at: taken.takenAt ?? null };
  return { own, next: given === undefined || isSameTime(given, own) ? own : given };
}

const toTheSecond = 'YYYY-MM-DDTHH:MM:SS'.length;

/** Fractions of a second, which nobody types, make no difference. */
function isSameTime(one: DateColumns, other: DateColumns): boolean {
  const seconds = ({ taken_at }: DateColumns) => taken_at?.slice(0, toTheSecond);
  return one.taken_on === other.taken_on && seconds(one) === seconds(other);
}

/** A place without stray spaces, with the country's code where we know it. */
export function cleanPlace(place: Place): Place {
  const countryCode = place.countryCode ?? countryCodeOf(place.country);
  return {
    city: oneLine(place.city),
    country: oneLine(place.country),
    ...(place.region !== undefined && { region: oneLine(place.region) }),
    ...(countryCode !== undefined && { countryCode }),
  };
}

function columnsOf(place: Place): Columns {
  return {
    city: place.city,
    country: place.country,
    region: place.region ?? null,
    country_code: place.countryCode ?? null,
  };
}

function correction(
  catalog: Catalog,
  photoIds: readonly number[],
  action: string,
  said: string,
  change: (step: Step, photo: PhotoRow) => void,
): Plan {
  return {
    action,
    *work(step) {
      for (const id of photoIds) {
        const photo = catalog.get<PhotoRow>('SELECT * FROM photo WHERE id = ?', id);
        if (photo !== undefined) change(step, photo);
        yield;
      }
    },
    said: (step) => `${said} ${photosInWords(catalog, step.photoIds)}`,
    nothing: () => `Nothing changed in ${photosInWords(catalog, photoIds)}`,
  };
}

const noDate = { taken_on: null, taken_at: null, file_taken_on: null, file_taken_at: null };

const blankCorrection = {
  ...noDate,
  usage: null,
  city: null,
  country: null,
  region: null,
  country_code: null,
};

/** Remembers what the person set apart from the photo, so that another scan does not take it back. */
function keepCorrection(catalog: Catalog, step: Step, photoId: number, columns: Columns): void {
  const known = catalog.get<Row>('SELECT * FROM correction WHERE photo_id = ?', photoId);
  const after = { photo_id: photoId, ...blankCorrection, ...known, ...columns };
  const isEmpty = Object.entries(after).every(
    ([name, value]) => name === 'photo_id' || value === null,
  );
  step.set('correction', photoId, known, isEmpty ? null : after);
}

/** An accepted text is another one with another place, usage or date, and is written again. */
function renew(catalog: Catalog, step: Step, photoId: number, columns: Columns): void {
  const row = getReviewRow(catalog, photoId);
  if (row === undefined) return;
  const isAccepted = row.verdict === 'accepted';
  step.set('review', photoId, row, isAccepted ? { ...columns, version: step.id } : columns);
}

/** The keywords with the old names of the place exchanged for the new ones. */
function keywordsAfter(catalog: Catalog, photo: PhotoRow, place: Place): Columns {
  const row = getReviewRow(catalog, photo.id);
  if (row === undefined) return {};
  const before = JSON.parse(row.keywords) as string[];
  let keywords = before;
  keywords = exchanged(keywords, photo.country, place.country);
  keywords = exchanged(keywords, photo.city, place.city);
  return { keywords: JSON.stringify(keywords) };
}

function exchanged(keywords: string[], old: string | null, now: string): string[] {
  if (old === null || sameTerm(old, now) || sameKeyword(keywords, old) === undefined)
    return keywords;
  const isThere = sameKeyword(keywords, now) !== undefined;
  return isThere
    ? keywords.filter((keyword) => !sameTerm(keyword, old))
    : keywords.map((keyword) => (sameTerm(keyword, old) ? now : keyword));
}
