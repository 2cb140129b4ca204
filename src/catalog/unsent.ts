/** Requests that are prepared and not sent: how many, which are asked again, and what they say. */
import type { Catalog } from './catalog.ts';
import { inReach, takesPart } from './choice.ts';
import type { RequestOfPhoto } from './requests.ts';
import { fieldsOf, type Sql, sql } from './sql.ts';

/** Photos that are asked again: how many have not been sent, and how many are in a batch. `chosen`: of those in reach. */
export function countAskedAgain(
  catalog: Catalog,
  { chosen = false } = {},
): { submit: number; collect: number } {
  const meant = chosen ? inReach : takesPart;
  const count = (where: Sql) =>
    catalog.count`
      SELECT count(*) FROM request INDEXED BY request_redone CROSS JOIN photo ON photo.id = photo_id
      WHERE redo = 1 AND ${meant} AND ${where}`;
  return {
    submit: count(sql`state IN ('ready', 'released')`),
    collect: count(sql`state = 'asking' AND batch_id IS NOT NULL`),
  };
}

/** Requests that have not been sent, so that their words can be read: the first, and the first of photos asked again. */
export function unsentRequests(catalog: Catalog, againLimit: number): RequestOfPhoto[] {
  const unsent = sql`state IN ('ready', 'released') AND ${inReach}`;
  const first = catalog.all<RequestOfPhoto>`
    SELECT ${fieldsOf('request')}, photo.path FROM request JOIN photo ON photo.id = request.photo_id
    WHERE ${unsent} AND redo = 0 ORDER BY request.id LIMIT 1`;
  const again = catalog.all<RequestOfPhoto>`
    SELECT ${fieldsOf('request')}, photo.path FROM request INDEXED BY request_redone
    CROSS JOIN photo ON photo.id = request.photo_id
    WHERE ${unsent} AND redo = 1 ORDER BY photo.path LIMIT ${againLimit}`;
  return [...first, ...again];
}

/** The hints that photos are asked again with and that have not been sent; empty text where one has none. */
export function unsentHints(
  catalog: Catalog,
): { readonly hint: string; readonly photos: number }[] {
  return catalog.all<{ hint: string; photos: number }>`
    SELECT coalesce(facts ->> '$.hint', '') AS hint, count(*) AS photos
    FROM request INDEXED BY request_redone CROSS JOIN photo ON photo.id = photo_id
    WHERE redo = 1 AND state IN ('ready', 'released') AND ${inReach}
    GROUP BY hint ORDER BY photos DESC, hint`;
}

/** How many requests were agreed to and wait for room, and how many were prepared with other settings. */
export function countUnsent(
  catalog: Catalog,
  settingsFingerprint: string,
): { released: number; outdated: number } {
  return catalog.one<{ released: number; outdated: number }>`
    SELECT coalesce(sum(state = 'released'), 0) AS released,
      coalesce(sum(settings_fingerprint <> ${settingsFingerprint} AND status = 'submit'), 0) AS outdated
    FROM request JOIN photo ON photo.id = photo_id WHERE state IN ('ready', 'released') AND ${inReach}`;
}
