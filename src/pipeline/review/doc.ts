/** What a person can change about a photo, as one value: its facts, its text, and the decisions about it. */
import type { Catalog, Row } from '../../catalog/catalog.ts';
import { correctionOf } from '../../catalog/corrections.ts';
import { getPhotoRow, type PhotoRow, photoOf } from '../../catalog/photos.ts';
import {
  blankReviewRow,
  changedColumns,
  getReviewRow,
  type Review,
  type ReviewRow,
  reviewOf,
} from '../../catalog/reviews.ts';
import type { Columns, Step } from '../../catalog/undo-log.ts';
import type { CalendarDay, Photo } from '../../photo.ts';

/** Day and time of a photo; both absent for a photo without a date. */
export type DateOfPhoto = {
  readonly takenOn?: CalendarDay | undefined;
  readonly takenAt?: string | undefined;
};

/** What a change did, in words, where the difference alone does not say it. */
type Notes = {
  /** `removed "boats", which repeats "boat"`; and the same where it is about this text alone. */
  readonly done: readonly string[];
  readonly named: readonly string[];
  /** Keywords of the answer that took the places of those that went. */
  readonly filled: readonly string[];
};

/** A photo under review. Changes are functions from one of these to another; `saveDoc` writes what differs. */
export type PhotoDoc = {
  readonly photo: Photo;
  /** Blank while `hasText` is false. */
  readonly review: Review;
  readonly hasText: boolean;
  /** Set with a date that a person gave: what the file says instead, absent where the photo has that date again. */
  readonly given?: { readonly fileDate?: DateOfPhoto | undefined };
  readonly notes?: Notes;
  /** What is stored. */
  readonly rows: { readonly photo: PhotoRow; readonly review: ReviewRow | undefined };
};

/** Reads a photo; undefined when there is none of that id. */
export function loadDoc(catalog: Catalog, photoId: number): PhotoDoc | undefined {
  const photo = getPhotoRow(catalog, photoId);
  return photo === undefined ? undefined : docOf(photo, getReviewRow(catalog, photoId));
}

/** The same from rows that have been read. */
export function docOf(photo: PhotoRow, review: ReviewRow | undefined): PhotoDoc {
  return {
    photo: photoOf(photo),
    review: reviewOf(review ?? blankReviewRow(photo.id, photo.status)),
    hasText: review !== undefined,
    rows: { photo, review },
  };
}

/** Writes what a change made different, as part of a step; returns whether anything was. */
export function saveDoc(catalog: Catalog, step: Step, before: PhotoDoc, after: PhotoDoc): boolean {
  const { photo: row } = before.rows;
  const excluded = after.photo.excluded === true ? 1 : 0;
  // It says nothing of the text, which stays accepted and written.
  if (excluded !== row.excluded) return step.set('photo', row.id, row as Row, { excluded });
  const isCorrected = saveFacts(catalog, step, before, after);
  // An accepted text is another one with another place, usage or date, and is written again.
  const isRenewed = isCorrected && before.hasText && before.review.decision === 'accepted';
  if (after.review === before.review && !isRenewed) return isCorrected;
  const { review: text } = before.rows;
  const columns = {
    ...changedColumns(before.review, after.review),
    ...(isRenewed ? { version: step.id } : {}),
  };
  const whole = text === undefined ? { ...firstRow(before), ...columns } : columns;
  return step.set('review', row.id, text, whole) || isCorrected;
}

/** The row of a text that a person begins, with the keywords that the photo has already. */
function firstRow({
  rows: { photo },
  review: { keywords, existingKeywords },
}: PhotoDoc): ReviewRow {
  return {
    ...blankReviewRow(photo.id, photo.status),
    keywords: JSON.stringify(keywords),
    existing_keywords: JSON.stringify(existingKeywords),
  };
}

/** Facts are kept apart from the photo as well, so that another scan does not take them back. */
function saveFacts(catalog: Catalog, step: Step, before: PhotoDoc, after: PhotoDoc): boolean {
  const { photo: was, rows } = before;
  const { photo: is, given } = after;
  const isLicensed = is.usage !== was.usage || is.usageGiven !== was.usageGiven;
  const usage = isLicensed ? { usage: is.usage } : {};
  const isPlaced = is.place !== was.place || is.placeSource !== was.placeSource;
  const place = isPlaced ? placeColumns(is) : {};
  const date = given === undefined ? {} : dateColumns(is);
  const columns = {
    ...usage,
    ...(isLicensed ? { usage_given: 1 } : {}),
    ...place,
    ...date,
  };
  if (!step.set('photo', rows.photo.id, rows.photo as Row, columns)) return false;
  keepCorrection(catalog, step, rows.photo.id, {
    ...usage,
    ...place,
    ...(given === undefined ? {} : correctedDate(is, given.fileDate)),
  });
  return true;
}

function placeColumns({ place, placeSource }: Photo): Columns {
  return {
    city: place?.city ?? null,
    country: place?.country ?? null,
    region: place?.region ?? null,
    country_code: place?.countryCode ?? null,
    place_source: placeSource ?? null,
  };
}

function dateColumns({ takenOn, takenAt }: DateOfPhoto): Columns {
  return { taken_on: takenOn ?? null, taken_at: takenAt ?? null };
}

const noDate = { taken_on: null, taken_at: null, file_taken_on: null, file_taken_at: null };

function correctedDate(photo: Photo, fileDate: DateOfPhoto | undefined): Columns {
  if (fileDate === undefined) return noDate;
  const { takenOn, takenAt } = fileDate;
  const file = { file_taken_on: takenOn ?? null, file_taken_at: takenAt ?? null };
  return { ...dateColumns(photo), ...file };
}

const blankCorrection = {
  ...noDate,
  usage: null,
  city: null,
  country: null,
  region: null,
  country_code: null,
  place_source: null,
};

function keepCorrection(catalog: Catalog, step: Step, photoId: number, columns: Columns): void {
  const known = correctionOf(catalog, photoId);
  const after = { photo_id: photoId, ...blankCorrection, ...known, ...columns };
  const isEmpty = Object.entries(after).every(
    ([name, value]) => name === 'photo_id' || value === null,
  );
  step.set('correction', photoId, known, isEmpty ? null : after);
}
