/** The journal of sidecars: what each was before we wrote or removed it, and how far that came. */
import { deflateRawSync } from 'node:zlib';
import { unpacked } from '../files/unpacked.ts';
import { largestSidecar } from '../rules/foreign-text.ts';
import { markTakenBack } from './approved.ts';
import type { Catalog } from './catalog.ts';
import { damagedValue } from './faults.ts';
import { durablyTogether } from './group-commit.ts';
import type { WritingState } from './journal.ts';
import { forgetSidecar, putSidecar, type SidecarRow } from './sidecars.ts';
import { fieldsOf } from './sql.ts';
import { storedOr } from './stored.ts';

type NewSidecarWriting = {
  readonly runId: number;
  readonly photoId: number;
  /** File name, in the folder of the photo. */
  readonly name: string;
  /** It is that of a raw file beside the photo. */
  readonly isRaw: boolean;
  /** The bytes that were there; undefined where there was no file. */
  readonly before: { readonly bytes: Uint8Array; readonly hash: string } | undefined;
  /** SHA-256 of what is there then; undefined where the file goes. */
  readonly afterHash: string | undefined;
  /** The version of the text that is written; undefined where ours is taken out. */
  readonly textVersion: number | undefined;
  /** What is remembered of the sidecar before and after. */
  readonly rowBefore: SidecarRow | undefined;
  readonly rowAfter: SidecarRow | undefined;
};

export type SidecarWriting = NewSidecarWriting & {
  readonly id: number;
  readonly state: WritingState;
  /** Of the photo. */
  readonly path: string;
};

type Row = Pick<SidecarWriting, 'id' | 'runId' | 'photoId' | 'path' | 'state' | 'name'> & {
  readonly raw: number;
  readonly before: Uint8Array | null;
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
  readonly textVersion: number | null;
  readonly rowBefore: string | null;
  readonly rowAfter: string | null;
};

function writingIn({ raw, beforeHash, ...row }: Row): SidecarWriting {
  return {
    ...row,
    isRaw: raw === 1,
    before: unpackedIn(row.before, beforeHash, row.path),
    afterHash: row.afterHash ?? undefined,
    textVersion: row.textVersion ?? undefined,
    rowBefore: storedOr<SidecarRow>('sidecar_writing.row_before', row.rowBefore, row),
    rowAfter: storedOr<SidecarRow>('sidecar_writing.row_after', row.rowAfter, row),
  };
}

/** What was there, as it was packed. @throws StopError `catalog-damaged` where no sidecar is packed */
function unpackedIn(
  before: Uint8Array | null,
  hash: string | null,
  path: string,
): SidecarWriting['before'] {
  if (before === null || hash === null) return undefined;
  const bytes = unpacked(before, largestSidecar);
  if (bytes === undefined) throw damagedValue('sidecar_writing.before', path);
  return { bytes, hash };
}

/** Writes down what is about to become of a sidecar; on the disk when it resolves. */
export function beginSidecarWriting(catalog: Catalog, writing: NewSidecarWriting): Promise<number> {
  const { before, isRaw, runId, photoId, name, afterHash, textVersion, rowBefore, rowAfter } =
    writing;
  const row = {
    ...{ runId, photoId, name, afterHash, textVersion, rowBefore, rowAfter },
    ...{ state: 'writing', raw: isRaw, beforeHash: before?.hash },
    before: before && deflateRawSync(before.bytes),
  };
  return durablyTogether(catalog, () => catalog.insert('sidecar_writing', row).id);
}

export function setSidecarWritingState(catalog: Catalog, id: number, state: WritingState): void {
  catalog.run`UPDATE sidecar_writing SET state = ${state} WHERE id = ${id}`;
}

/** Takes back a row whose sidecar was not touched. */
export function forgetSidecarWriting(catalog: Catalog, id: number): void {
  catalog.run`DELETE FROM sidecar_writing WHERE id = ${id}`;
}

/** What a crash left in the middle, one by one, because each has a file in it. */
export function* unfinishedSidecarWritings(catalog: Catalog): Generator<SidecarWriting> {
  const ids = catalog.ids`SELECT id FROM sidecar_writing WHERE state IN ('writing', 'undoing')`;
  for (const id of ids) {
    const writing = sidecarWriting(catalog, id);
    if (writing !== undefined) yield writing;
  }
}

/** What can be undone of a run, as ids, the latest first. */
export function sidecarWritingsOfRun(catalog: Catalog, runId: number): number[] {
  return catalog.ids`
    SELECT id FROM sidecar_writing WHERE run_id = ${runId} AND state = 'done' ORDER BY id DESC`;
}

/** The ids of the latest writings of a photo's sidecars that can be undone: of its own, and of each of a raw file. */
export function lastSidecarWritings(catalog: Catalog, photoId: number): readonly number[] {
  return catalog.ids`
    SELECT max(id) AS id FROM sidecar_writing WHERE photo_id = ${photoId} AND state = 'done'
    GROUP BY raw, CASE raw WHEN 1 THEN name END`;
}

export function sidecarWriting(catalog: Catalog, id: number): SidecarWriting | undefined {
  const row = catalog.get<Row>`
    SELECT ${fieldsOf('sidecar_writing')}, path FROM sidecar_writing JOIN photo ON photo.id = photo_id
    WHERE sidecar_writing.id = ${id}`;
  return row && writingIn(row);
}

/** Remembers a sidecar as a row says; nothing of it where there is none. @param mtime of the file as it is now */
export function restoreSidecarRow(
  catalog: Catalog,
  { photoId, name, isRaw }: Pick<SidecarWriting, 'photoId' | 'name' | 'isRaw'>,
  row: SidecarRow | undefined,
  mtime: string | undefined,
): void {
  const raw = isRaw ? name : undefined;
  if (row === undefined) forgetSidecar(catalog, photoId, raw);
  else putSidecar(catalog, { ...row, mtime: mtime ?? row.mtime }, raw);
}

/** A photo whose sidecar is what it was waits to be written again, if its text is still accepted. */
export function markSidecarUndone(catalog: Catalog, photoId: number): void {
  markTakenBack(catalog, photoId);
  catalog.run`
    UPDATE photo SET status = 'sidecars' WHERE id = ${photoId} AND status IN ('embed', 'done')`;
}
