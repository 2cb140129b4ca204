/** Raw files beside photos. */
import type { Catalog } from './catalog.ts';
import { inReach } from './choice.ts';
import { Sql, sql } from './sql.ts';
import { otherKind } from './tables/photo.ts';

/** Notes the raw file beside a photo. @param raw its file name, undefined where there is none any more */
export function setRaw(catalog: Catalog, photoId: number, raw: string | undefined): void {
  catalog.run`UPDATE photo SET raw = ${raw ?? null} WHERE id = ${photoId}`;
}

const accepted = sql`raw IS NOT NULL AND missing = 0 AND status IN ('sidecars', 'embed', 'done')`;

/** How many of the photos in reach that a person accepted have a raw file beside them. */
export function countAcceptedWithRaw(catalog: Catalog): number {
  return catalog.count`SELECT count(*) FROM photo WHERE ${accepted} AND ${inReach}`;
}

/** How many photos have a raw file beside them. */
export function countWithRaw(catalog: Catalog): number {
  return catalog.count`SELECT count(*) FROM photo WHERE raw IS NOT NULL AND missing = 0`;
}

/** Photos of one kind that is not JPEG. */
export type OtherKind = {
  /** `NEF`. */
  readonly kind: string;
  readonly photos: number;
  /** How many of them are done without being embedded. */
  readonly done: number;
};

/** The photos that are no JPEGs, by the endings of their names, the most of a kind first. */
export function otherKinds(catalog: Catalog): readonly OtherKind[] {
  return catalog.all<OtherKind>`
    SELECT upper(substr(path, length(rtrim(path, replace(path, '.', ''))) + 1)) AS kind,
      count(*) AS photos, sum(status = 'done') AS done FROM photo
    WHERE ${new Sql(otherKind)} AND status <> 'scan' GROUP BY kind ORDER BY photos DESC, kind`;
}

/** Has the sidecars of photos written again whose text has never gone into that of the raw file beside them. */
export function waitForRawSidecars(catalog: Catalog): void {
  const waiting = sql`SELECT id FROM photo WHERE ${accepted}
    AND NOT EXISTS (SELECT 1 FROM raw_sidecar WHERE photo_id = photo.id AND written_at IS NOT NULL)`;
  catalog.transaction(() => {
    catalog.run`UPDATE review SET sidecar_version = NULL WHERE photo_id IN (${waiting})`;
    catalog.run`
      UPDATE photo SET status = 'sidecars' WHERE status <> 'sidecars' AND id IN (${waiting})`;
  });
}
