/** How pictures look, in 64 bits each, and the bursts they belong to. */
import type { DifferenceHash } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { fileTakenAt } from './corrections.ts';
import { Sql, sql, these } from './sql.ts';

export function storeFingerprint(
  catalog: Catalog,
  photoId: number,
  { high, low }: DifferenceHash,
): void {
  catalog.insert('fingerprint', { photoId, high, low }, 'update');
}

/** What is known for telling bursts, in the order in which photos follow each other. */
export type Frame = {
  readonly id: number;
  readonly folder: string;
  readonly takenAt: string | null;
  readonly camera: string | null;
  readonly high: number | null;
  readonly low: number | null;
};

/** The photos of the archive folder by folder, in each by camera, time and name. */
export function eachFrame(catalog: Catalog): Iterable<Frame> {
  return catalog.iterate<Frame>`
    SELECT id, folder, ${fileTakenAt} AS takenAt, camera_model AS camera, high, low
    FROM photo LEFT JOIN fingerprint ON fingerprint.photo_id = id LEFT JOIN correction ON correction.photo_id = id
    WHERE missing = 0 ORDER BY folder, camera_model, takenAt, path`;
}

/** Replaces all bursts: lists of two photos or more, in order. */
export function storeBursts(catalog: Catalog, bursts: readonly (readonly number[])[]): void {
  catalog.transaction(() => {
    catalog.run`DELETE FROM burst`;
    for (const ids of bursts)
      for (const id of ids) catalog.insert('burst', { photo_id: id, first_id: ids[0] });
  });
}

/**
 * The photos of the burst that a photo belongs to, itself included, in the order in which they were taken; only itself
 * where it is in none.
 */
export function burstWith(catalog: Catalog, photoId: number): number[] {
  const burst = catalog.ids`
    SELECT burst.photo_id AS id ${withTime('burst')}
    WHERE first_id = (SELECT first_id FROM burst WHERE photo_id = ${photoId}) ORDER BY ${byTime}`;
  return burst.length === 0 ? [photoId] : burst;
}

/** Those of the photos that are in the review, in the order in which they were taken. */
export function reviewedByTime(catalog: Catalog, photoIds: readonly number[]): number[] {
  return catalog.ids`
    SELECT review.photo_id AS id ${withTime('review')}
    WHERE missing = 0 AND review.photo_id IN ${these(photoIds)} ORDER BY ${byTime}`;
}

/** How many times as wide as high photos are: the middle between the widest and the narrowest of them. */
export function shapeOf(catalog: Catalog, photoIds: readonly number[]): number {
  const shapes = catalog.get<{ widest: number | null; narrowest: number | null }>`
    SELECT max(1.0 * width / height) AS widest, min(1.0 * width / height) AS narrowest
    FROM photo WHERE id IN ${these(photoIds)}`;
  return Math.sqrt((shapes?.widest ?? 1) * (shapes?.narrowest ?? 1));
}

const withTime = (table: 'burst' | 'review') =>
  new Sql(`FROM ${table} JOIN photo ON photo.id = ${table}.photo_id
     LEFT JOIN correction ON correction.photo_id = ${table}.photo_id`);

/** By the camera's clock; names follow each other where it does not tell. */
const byTime = sql`${fileTakenAt}, path`;
