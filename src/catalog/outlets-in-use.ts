/** The outlets that the photos of an archive go to, and which photos still have to. */
import type { Catalog } from './catalog.ts';
import { isChosen } from './choice.ts';
import { writeInChunks } from './chunked.ts';
import { getMeta, setMeta } from './meta.ts';

const outletsKey = 'deliver.outlets';
const folderKey = 'deliver.folder';
const serversKey = 'deliver.servers';

/** Ids of the outlets that a person has chosen on the screen of the stage. */
export function outletsInUse(catalog: Catalog): readonly string[] {
  return getMeta<string[]>(catalog, outletsKey) ?? [];
}

export function useOutlets(catalog: Catalog, outlets: readonly string[]): void {
  setMeta(catalog, outletsKey, outlets);
}

/** Ids of the outlets that a copy was made for. */
export function outletsDelivered(catalog: Catalog): readonly string[] {
  return catalog.texts(
    `WITH RECURSIVE each (name) AS (
         SELECT min(outlet) FROM delivery
         UNION ALL SELECT (SELECT min(outlet) FROM delivery WHERE outlet > each.name) FROM each WHERE each.name IS NOT NULL)
       SELECT each.name AS name FROM each WHERE each.name IS NOT NULL`,
  );
}

/** The folder that copies go to instead of being uploaded; undefined where each goes its outlet's own way. */
export function deliveryFolder(catalog: Catalog): string | undefined {
  return getMeta<string>(catalog, folderKey) || undefined;
}

export function keepDeliveryFolder(catalog: Catalog, folder: string | undefined): void {
  setMeta(catalog, folderKey, folder ?? '');
}

/** Ids of the outlets whose copies are not there before they are uploaded. */
export function keepServers(catalog: Catalog, outlets: readonly string[]): void {
  const known = getMeta<string[]>(catalog, serversKey) ?? [];
  if (known.join() !== outlets.join()) setMeta(catalog, serversKey, outlets);
}

/** Photos that an outlet would refuse, and its sentences; none of those that it is not to get. */
export type Unfit = { readonly photoId: number; readonly reason: string };

/**
 * Writes down which of the chosen photos an outlet would refuse as their texts stand; what is written down already is left
 * alone, so that looking again costs nothing.
 */
export async function saveUnfit(
  catalog: Catalog,
  outlet: string,
  unfit: readonly Unfit[],
): Promise<void> {
  const known = new Map(
    catalog
      .all<{ photoId: number; reason: string }>(
        `SELECT photo_id AS photoId, reason FROM unfit JOIN review USING (photo_id)
         WHERE outlet = ? AND text_version IS embedded_version AND ${isChosen('photo_id')}`,
        outlet,
      )
      .map(({ photoId, reason }) => [photoId, reason]),
  );
  const now = new Set(unfit.map(({ photoId }) => photoId));
  const gone = catalog
    .ids(`SELECT photo_id AS id FROM unfit WHERE outlet = ? AND ${isChosen('photo_id')}`, outlet)
    .filter((id) => !now.has(id));
  await writeInChunks(catalog, gone, (id) =>
    catalog.run('DELETE FROM unfit WHERE photo_id = ? AND outlet = ?', id, outlet),
  );
  const news = unfit.filter(({ photoId, reason }) => known.get(photoId) !== reason);
  await writeInChunks(catalog, news, ({ photoId, reason }) =>
    catalog.run(
      `INSERT OR REPLACE INTO unfit (photo_id, outlet, reason, text_version)
       SELECT photo_id, ?2, ?3, embedded_version FROM review WHERE photo_id = ?1`,
      photoId,
      outlet,
      reason,
    ),
  );
}

/**
 * Of the photos that are embedded, those that an outlet in use waits for: nothing has left for it, no copy lies in its folder
 * that was made from the text as it stands, and it is not known that it would refuse them or does not get them. `chosen`: of the photos chosen.
 */
export function countUndelivered(catalog: Catalog, { chosen = false } = {}): number {
  const outlets = outletsInUse(catalog);
  if (outlets.length === 0) return 0;
  const used = JSON.stringify(outlets);
  return catalog.count(
    `SELECT count(*) FROM photo JOIN review ON review.photo_id = photo.id
     WHERE status = 'done' AND decision = 'accepted' AND missing = 0 AND excluded = 0
       AND ${chosen ? isChosen('photo.id') : '1'} AND ?2 > (
       SELECT count(DISTINCT outlet) FROM (
         SELECT outlet FROM delivery WHERE delivery.photo_id = photo.id
           AND (state <> 'ready' OR (text_version IS embedded_version
             AND outlet NOT IN (SELECT value FROM json_each(?3))))
         UNION ALL SELECT outlet FROM unfit WHERE unfit.photo_id = photo.id AND text_version IS embedded_version)
       WHERE outlet IN (SELECT value FROM json_each(?1)))`,
    used,
    outlets.length,
    JSON.stringify(getMeta<string[]>(catalog, serversKey) ?? []),
  );
}
