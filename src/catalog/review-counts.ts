/** How many checks the texts break, as of the last count, and which photos have to be counted again. */
import { fold } from '../rules/texts/fold.ts';
import type { Catalog } from './catalog.ts';
import { inReach, takesPart } from './choice.ts';
import { inFolder } from './folder-range.ts';
import { sql, these } from './sql.ts';

export type CheckCounts = {
  readonly problems: number;
  /** Names nobody has decided about. */
  readonly names: number;
  readonly misspelled: number;
  /** Hints that only a person may settle, names among them. */
  readonly doubts: number;
  /** The codes of the problems and of those hints, each once. */
  readonly leftFor: readonly string[];
  /** Keywords that are not in the user's own list; none where there is no list. */
  readonly unlisted: readonly string[];
  /** To be counted again, because the rules were not all there. */
  readonly isStale: boolean;
};

export function storeCounts(catalog: Catalog, photoId: number, counts: CheckCounts): void {
  const { problems, names, misspelled, doubts, isStale } = counts;
  const leftFor = counts.leftFor.join(' ');
  const unlisted = counts.unlisted.map(fold).join('\n');
  const columns = { problems, misspelled, doubts, leftFor, unlisted };
  catalog.update('review', { ...columns, openNames: names, stale: isStale }, { photoId });
}

/** Whether there are photos whose counts are not up to date. */
export function hasStale(catalog: Catalog): boolean {
  return catalog.has`SELECT 1 FROM review WHERE stale = 1`;
}

export function countStaleReviews(catalog: Catalog): number {
  return catalog.count`SELECT count(*) FROM review WHERE stale = 1`;
}

/** Some photos whose counts are not up to date. */
export function staleReviews(catalog: Catalog, limit: number): readonly number[] {
  return catalog.ids`SELECT photo_id AS id FROM review WHERE stale = 1 LIMIT ${limit}`;
}

/** Those of these photos whose counts are not up to date. */
export function staleAmong(catalog: Catalog, photoIds: readonly number[]): readonly number[] {
  return catalog.ids`
    SELECT photo_id AS id FROM review
    WHERE stale = 1 AND photo_id IN ${these(photoIds)}`;
}

/** Has all photos counted again. */
export function markAllStale(catalog: Catalog): void {
  catalog.run`UPDATE review SET stale = 1 WHERE stale = 0`;
}

/** Has the photos in and below a folder counted again. */
export function markFolderStale(catalog: Catalog, folder: string): void {
  catalog.run`
    UPDATE review SET stale = 1 WHERE stale = 0 AND photo_id IN (SELECT id FROM photo WHERE ${inFolder(folder)})`;
}

/** Has the photos from one id up to another, without it, counted again. */
export function markStale(catalog: Catalog, from: number, before: number): void {
  catalog.run`
    UPDATE review SET stale = 1 WHERE photo_id >= ${from} AND photo_id < ${before} AND stale = 0`;
}

/** The highest id of a photo under review; 0 before the first. */
export function lastReviewed(catalog: Catalog): number {
  return catalog.count`SELECT max(photo_id) FROM review`;
}

/** `clean`: no problem, and nothing that only a person may settle, as of the last count. */
export type Acceptable = 'clean' | 'all';

/** Open photos that may be accepted without a person, in archive order. */
export function openReviews(catalog: Catalog, acceptable: Acceptable): number[] {
  const meant = acceptable === 'clean' ? sql`problems = 0 AND doubts = 0` : 1;
  return catalog.ids`
    SELECT review.photo_id AS id FROM review JOIN photo ON photo.id = review.photo_id
    WHERE decision = 'open' AND ${inReach} AND ${meant} ORDER BY path`;
}

/** The codes for which open photos are left to a person, and how many photos for the same ones; those in reach, or among these. */
export function leftPhotos(
  catalog: Catalog,
  among?: readonly number[],
): readonly { readonly codes: readonly string[]; readonly photos: number }[] {
  const meant = among === undefined ? inReach : sql`${takesPart} AND photo_id IN ${these(among)}`;
  const rows = catalog.all<{ left_for: string; photos: number }>`
    SELECT left_for, count(*) AS photos FROM review JOIN photo ON photo.id = review.photo_id
    WHERE decision = 'open' AND left_for <> '' AND ${meant} GROUP BY left_for`;
  return rows.map(({ left_for, photos }) => ({ codes: left_for.split(' '), photos }));
}

/** The photos that are there and have no text. */
export function photosWithoutText(catalog: Catalog): Set<number> {
  return new Set(
    catalog.ids`
      SELECT id FROM photo WHERE missing = 0 AND NOT EXISTS (SELECT 1 FROM review WHERE photo_id = photo.id)`,
  );
}
