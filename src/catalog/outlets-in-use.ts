/** The outlets that the photos of an archive go to, and which photos still have to. */
import type { Catalog } from './catalog.ts';
import { isChosen } from './choice.ts';
import { writeInChunks } from './chunked.ts';
import { getMeta, setMeta } from './meta.ts';
import { these } from './sql.ts';

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
  return catalog.texts`
    WITH RECURSIVE each (name) AS (
      SELECT min(outlet) FROM delivery
      UNION ALL SELECT (SELECT min(outlet) FROM delivery WHERE outlet > each.name) FROM each WHERE each.name IS NOT NULL)
    SELECT each.name AS name FROM each WHERE each.name IS NOT NULL`;
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
  const rows = catalog.all<Unfit>`
    SELECT photo_id AS photoId, reason FROM unfit JOIN review USING (photo_id)
    WHERE outlet = ${outlet} AND text_version IS embedded_version AND ${isChosen('photo_id')}`;
  const known = new Map(rows.map(({ photoId, reason }) => [photoId, reason]));
  const now = new Set(unfit.map(({ photoId }) => photoId));
  const before = catalog.ids`
    SELECT photo_id AS id FROM unfit WHERE outlet = ${outlet} AND ${isChosen('photo_id')}`;
  const gone = before.filter((id) => !now.has(id));
  await writeInChunks(catalog, gone, (id) => {
    catalog.run`DELETE FROM unfit WHERE photo_id = ${id} AND outlet = ${outlet}`;
  });
  const news = unfit.filter(({ photoId, reason }) => known.get(photoId) !== reason);
  await writeInChunks(catalog, news, ({ photoId, reason }) => {
    catalog.run`
      INSERT OR REPLACE INTO unfit (photo_id, outlet, reason, text_version)
      SELECT photo_id, ${outlet}, ${reason}, embedded_version FROM review WHERE photo_id = ${photoId}`;
  });
}

/**
 * Of the photos that are embedded, those that an outlet in use waits for: nothing has left for it, no copy lies in its folder
 * that was made from the text as it stands, and it is not known that it would refuse them or does not get them. `chosen`: of the photos chosen.
 */
export function countUndelivered(catalog: Catalog, { chosen = false } = {}): number {
  const outlets = outletsInUse(catalog);
  if (outlets.length === 0) return 0;
  return catalog.count`
    SELECT count(*) FROM photo JOIN review ON review.photo_id = photo.id
    WHERE status = 'done' AND decision = 'accepted' AND missing = 0 AND excluded = 0
      AND ${chosen ? isChosen('photo.id') : 1} AND ${outlets.length} > (
        SELECT count(DISTINCT outlet) FROM (
          SELECT outlet FROM delivery WHERE delivery.photo_id = photo.id
            AND (state <> 'ready' OR (text_version IS embedded_version
              AND outlet NOT IN ${these(getMeta<string[]>(catalog, serversKey) ?? [])}))
          UNION ALL SELECT outlet FROM unfit WHERE unfit.photo_id = photo.id AND text_version IS embedded_version)
        WHERE outlet IN ${these(outlets)})`;
}
