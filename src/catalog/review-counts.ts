/** How many checks the texts break, as of the last count, and which photos have to be counted again. */
import type { Catalog } from './catalog.ts';

export type CheckCounts = {
  readonly problems: number;
  /** Names nobody has decided about. */
  readonly names: number;
  readonly misspelled: number;
  /** To be counted again, because the rules were not all there. */
  readonly isStale: boolean;
};

export function storeCounts(catalog: Catalog, photoId: number, counts: CheckCounts): void {
  catalog.run(
    'UPDATE review SET problems = ?, open_names = ?, misspelled = ?, stale = ? WHERE photo_id = ?',
    counts.problems,
    counts.names,
    counts.misspelled,
    counts.isStale ? 1 : 0,
    photoId,
  );
}

/** Whether there are photos whose counts are not up to date. */
export function hasStale(catalog: Catalog): boolean {
  return catalog.has('SELECT 1 FROM review WHERE stale = 1');
}

export function countStaleReviews(catalog: Catalog): number {
  return catalog.count('SELECT count(*) FROM review WHERE stale = 1');
}

/** Some photos whose counts are not up to date. */
export function staleReviews(catalog: Catalog, limit: number): readonly number[] {
  return catalog.ids('SELECT photo_id AS id FROM review WHERE stale = 1 LIMIT ?', limit);
}

/** Those of these photos whose counts are not up to date. */
export function staleAmong(catalog: Catalog, photoIds: readonly number[]): readonly number[] {
  return catalog.ids(
    `SELECT photo_id AS id FROM review
       WHERE stale = 1 AND photo_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(photoIds),
  );
}

/** Has all photos counted again. */
export function markAllStale(catalog: Catalog): void {
  catalog.run('UPDATE review SET stale = 1 WHERE stale = 0');
}

/** Has the photos from one id up to another, without it, counted again. */
export function markStale(catalog: Catalog, from: number, before: number): void {
  catalog.run(
    'UPDATE review SET stale = 1 WHERE photo_id >= ? AND photo_id < ? AND stale = 0',
    from,
    before,
  );
}

/** The highest id of a photo under review; 0 before the first. */
export function lastReviewed(catalog: Catalog): number {
  return catalog.count('SELECT max(photo_id) FROM review');
}
