/**
 * The photos that stages act on: those that a person has not left out and, where some were chosen for this run, only
 * those. The choice is a table of this connection alone: another process, and the next run, know nothing of it.
 */
import type { Catalog } from './catalog.ts';
import { Sql, sql, these } from './sql.ts';

/** Among the photos chosen, or all where none were: a condition on a column with the id of a photo. */
export const isChosen = (id: string): Sql =>
  sql`(NOT EXISTS (SELECT 1 FROM choice) OR ${new Sql(id)} IN (SELECT photo_id FROM choice))`;

/** In the archive, and not left out: a condition on the table `photo`. */
export const takesPart = sql`photo.missing = 0 AND photo.excluded = 0`;

/** What a stage may act on: a condition on the table `photo`. */
export const inReach = sql`${takesPart} AND ${isChosen('photo.id')}`;

/** No photo has this id; it stands for a choice of none. */
const nobody = -1;

/** Has stages act on these photos alone; on all again without them. */
export function choose(catalog: Catalog, photoIds: readonly number[] | undefined): void {
  catalog.run`DELETE FROM choice`;
  if (photoIds === undefined) return;
  const chosen = [nobody, ...photoIds];
  catalog.run`INSERT OR IGNORE INTO choice SELECT value FROM json_each(${chosen})`;
}

/** Whether a batch asks about a photo that was left out. */
export function holdsExcluded(catalog: Catalog, batchId: number): boolean {
  return catalog.has`
    SELECT 1 FROM request JOIN photo ON photo.id = photo_id WHERE batch_id = ${batchId} AND excluded = 1`;
}

/** How many of these photos a person has left out. */
export function excludedAmong(catalog: Catalog, photoIds: readonly number[]): number {
  return catalog.count`
    SELECT count(*) FROM photo WHERE excluded = 1 AND id IN ${these(photoIds)}`;
}

/** How many photos a person has left out. `chosen`: of the photos chosen. */
export function countExcluded(catalog: Catalog, { chosen = false } = {}): number {
  const meant = chosen ? isChosen('id') : 1;
  return catalog.count`SELECT count(*) FROM photo WHERE excluded = 1 AND missing = 0 AND ${meant}`;
}
