/** What is remembered of the sidecars: rows of JSON whose shapes belong to the stage that writes sidecars. */
import type { CaptureTime } from '../jpeg/capture-date.ts';
import type { PlaceNames, Position } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { inReach, isChosen, takesPart } from './choice.ts';
import { pages } from './pages.ts';
import { Sql, sql } from './sql.ts';
import { stored, storedOr } from './stored.ts';

/** A row of the table `sidecar`. */
export type SidecarRow = {
  photo_id: number;
  name: string;
  hash: string;
  bytes: number;
  mtime: string;
  content: string;
  base: string | null;
  base_hash: string | null;
  conflicts: string;
  written_at: string | null;
};

/** @param raw the name of the sidecar, where it is that of a raw file beside the photo; so it is everywhere here */
export function getSidecar(
  catalog: Catalog,
  photoId: number,
  raw?: string,
): SidecarRow | undefined {
  if (raw === undefined)
    return catalog.get<SidecarRow>`SELECT * FROM sidecar WHERE photo_id = ${photoId}`;
  return catalog.get<SidecarRow>`
    SELECT photo_id, name, hash, bytes, mtime, content, base, base_hash, conflicts, written_at
    FROM raw_sidecar WHERE key = ${rawSidecarKey(photoId, raw)}`;
}

/** What names a row of `raw_sidecar`. */
export function rawSidecarKey(photoId: number, name: string): string {
  return `${photoId} ${name}`;
}

/** The names of the sidecars of raw files that are remembered of a photo. */
export function rawSidecarNames(catalog: Catalog, photoId: number): readonly string[] {
  return catalog.texts`SELECT name FROM raw_sidecar WHERE photo_id = ${photoId} ORDER BY key`;
}

/** Whether some sidecar is known to contain exactly this, because we wrote it or a person saw it. */
export function isKnownContent(catalog: Catalog, hash: string): boolean {
  return catalog.has`
    SELECT 1 FROM sidecar WHERE base_hash = ${hash} AND hash = ${hash}
    UNION ALL SELECT 1 FROM raw_sidecar WHERE base_hash = ${hash} AND hash = ${hash}`;
}

export function putSidecar(catalog: Catalog, row: SidecarRow, raw?: string): void {
  if (raw === undefined) catalog.insert('sidecar', row, 'update');
  else catalog.insert('raw_sidecar', { key: rawSidecarKey(row.photo_id, raw), ...row }, 'update');
}

export function forgetSidecar(catalog: Catalog, photoId: number, raw?: string): void {
  if (raw === undefined) catalog.run`DELETE FROM sidecar WHERE photo_id = ${photoId}`;
  else catalog.run`DELETE FROM raw_sidecar WHERE key = ${rawSidecarKey(photoId, raw)}`;
}

/** The path of a photo with another picture that a sidecar of these contents was written for. */
export function writtenForAnother(
  catalog: Catalog,
  photoId: number,
  hash: string,
): string | undefined {
  return catalog.get<{ path: string }>`
    SELECT other.path FROM (
      SELECT photo_id FROM sidecar WHERE base_hash = ${hash} AND written_at IS NOT NULL UNION ALL
      SELECT photo_id FROM raw_sidecar WHERE base_hash = ${hash} AND written_at IS NOT NULL) AS written
    JOIN photo AS other ON other.id = written.photo_id JOIN photo AS own ON own.id = ${photoId}
    WHERE other.id <> own.id AND other.identity <> own.identity LIMIT 1`?.path;
}

/** What a sidecar says of the place and of the people, and what of the place we wrote. */
export type PlacedSidecar = {
  readonly content: PlaceNames & { readonly people?: readonly string[] | undefined };
  readonly base?: { readonly ours?: PlaceNames | undefined } | undefined;
};

/** What the sidecar of a photo says of place and people. */
export function placedSidecar(catalog: Catalog, photoId: number): PlacedSidecar | undefined {
  const row = getSidecar(catalog, photoId);
  if (row === undefined) return undefined;
  const { content, base } = row;
  return {
    content: stored<PlacedSidecar['content']>('sidecar.content', content, row),
    base: storedOr<PlacedSidecar['base']>('sidecar.base', base, row),
  };
}

/** The photos in reach whose sidecar both sides changed, in archive order. */
export function sidecarConflicts(
  catalog: Catalog,
): { photoId: number; path: string; name: string; conflicts: string; isRaw: number }[] {
  const of = (table: string, isRaw: number) => sql`
    SELECT photo.id AS photoId, photo.path AS path, side.name, side.conflicts, ${isRaw} AS isRaw
    FROM ${new Sql(table)} AS side JOIN photo ON photo.id = side.photo_id
    WHERE side.conflicts <> '[]' AND ${inReach}`;
  return catalog.all`${of('sidecar', 0)} UNION ALL ${of('raw_sidecar', 1)} ORDER BY path, isRaw`;
}

/** Whether a photo waits for a person's choice in any of its sidecars. */
export function hasSidecarConflicts(catalog: Catalog, photoId: number): boolean {
  return catalog.has`
    SELECT 1 FROM sidecar WHERE photo_id = ${photoId} AND conflicts <> '[]'
    UNION ALL SELECT 1 FROM raw_sidecar WHERE photo_id = ${photoId} AND conflicts <> '[]'`;
}

/** The photos, of those in reach, that were rejected after we wrote a sidecar of theirs. */
export function rejectedWithSidecar(catalog: Catalog, { chosen = true } = {}): number[] {
  const meant = chosen ? inReach : takesPart;
  // From the rejected ones, which are few.
  return catalog.ids`
    SELECT photo.id AS id FROM review CROSS JOIN photo ON photo.id = review.photo_id AND ${meant}
    WHERE review.decision = 'rejected' AND (
      EXISTS (SELECT 1 FROM sidecar WHERE photo_id = photo.id AND written_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM raw_sidecar WHERE photo_id = photo.id AND written_at IS NOT NULL))
    ORDER BY photo.path`;
}

/** Retries a photo that was held back in this stage. */
export function clearSidecarIssues(catalog: Catalog, photoId: number): void {
  catalog.run`DELETE FROM issue WHERE photo_id = ${photoId} AND stage = 'sidecars'`;
}

/** What was wrong with the sidecar itself is not any more: it has been read, and nothing is in conflict. */
export function forgetSidecarFaults(catalog: Catalog, photoId: number): void {
  catalog.run`
    DELETE FROM issue WHERE photo_id = ${photoId} AND stage IN ('sidecars', 'embed') AND code LIKE 'sidecar-%'`;
}

/** The ids of the photos in reach with accepted text, in archive order, a page at a time. */
export function acceptedPhotos(catalog: Catalog): Generator<number[]> {
  return pagesOf(
    catalog,
    sql`JOIN review ON review.photo_id = photo.id AND review.decision = 'accepted' AND photo.excluded = 0`,
  );
}

/** The ids of all photos that are there, or of those chosen, in archive order, a page at a time. */
export function photosByPath(catalog: Catalog): Generator<number[]> {
  return pagesOf(catalog, sql``);
}

const pageSize = 500;

function* pagesOf(catalog: Catalog, join: Sql): Generator<number[]> {
  const pageAfter = (last?: { readonly id: number; readonly path: string }) =>
    catalog.all<{ id: number; path: string }>`
      SELECT photo.id, photo.path FROM photo ${join}
      WHERE photo.missing = 0 AND ${isChosen('photo.id')} AND photo.path > ${last?.path ?? ''}
      ORDER BY photo.path LIMIT ${pageSize}`;
  for (const page of pages(pageAfter)) yield page.map(({ id }) => id);
}

/** The photos of a folder by path, relative to the archive; '' is the archive itself. */
export function photosIn(
  catalog: Catalog,
  folder: string,
): { id: number; path: string; raw: string | null }[] {
  return catalog.all`SELECT id, path, raw FROM photo WHERE folder = ${folder} AND missing = 0`;
}

/** Sidecars of photos that do not say when or where they were taken. */
export function sidecarsBesideGaps(catalog: Catalog): readonly {
  readonly id: number;
  /** What it says, as JSON. */
  readonly content: string;
  /** Its date was written by us, and says no more than the photo. */
  readonly isDateOurs: boolean;
  readonly needsDate: boolean;
  readonly needsPosition: boolean;
}[] {
  type Row = { id: number; content: string; ours: number; date: number; position: number };
  const rows = catalog.all<Row>`
    SELECT id, content, coalesce(base ->> '$.ours.dateCreated', '') <> '' AS ours,
      taken_on IS NULL OR taken_source = 'made' AS date, latitude IS NULL AS position
    FROM photo JOIN sidecar ON photo_id = id
    WHERE missing = 0 AND status <> 'scan' AND (taken_on IS NULL OR taken_source = 'made' OR latitude IS NULL)`;
  return rows.map(({ ours, date, position, ...sidecar }) => ({
    ...sidecar,
    isDateOurs: ours === 1,
    needsDate: date === 1,
    needsPosition: position === 1,
  }));
}

/** Gives a photo the day and position that its sidecar says. */
export function setFromSidecar(
  catalog: Catalog,
  id: number,
  {
    taken,
    position,
  }: { readonly taken?: CaptureTime | undefined; readonly position?: Position | undefined },
): void {
  if (taken !== undefined) {
    const { takenOn, takenAt } = taken;
    catalog.update('photo', { takenOn, takenAt, takenSource: 'sidecar' }, { id });
  }
  if (position === undefined) return;
  const { latitude, longitude } = position;
  catalog.update('photo', { latitude, longitude, rivals: undefined }, { id });
  // Its place is looked for again.
  catalog.run`DELETE FROM issue WHERE photo_id = ${id} AND code = 'no-place'`;
}
