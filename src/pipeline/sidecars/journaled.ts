/** Writing and removing sidecars with the journal kept, so that each can be undone, also after a crash. */
import { basename, dirname } from 'node:path';
import { markWritten } from '../../catalog/approved.ts';
import {
  beginSidecarWriting,
  forgetSidecarWriting,
  markSidecarUndone,
  restoreSidecarRow,
  type SidecarWriting,
  setSidecarWritingState,
  unfinishedSidecarWritings,
} from '../../catalog/sidecar-journal.ts';
import { getSidecar } from '../../catalog/sidecars.ts';
import { systemCode } from '../../errors.ts';
import { assertReachable, OutsideError, pathInside } from '../../files/inside.ts';
import type { Photo } from '../../photo.ts';
import {
  hashOf,
  readSidecarFile,
  removeSidecarFile,
  type SidecarBytes,
  writeSidecarFile,
  XmpError,
} from '../../xmp/index.ts';
import { type Archive, fileOf, linksOf } from '../archive/archive.ts';
import { rawName, type SidecarPlace } from './locate.ts';
import { type Remembered, rowOf } from './sidecar-row.ts';

/** What is to become of a sidecar. */
export type SidecarChange = {
  readonly photo: Photo;
  readonly place: SidecarPlace;
  readonly runId: number;
  readonly before: SidecarBytes | undefined;
  /** Undefined: the file goes. */
  readonly bytes: Uint8Array | undefined;
  readonly textVersion: number | undefined;
  /** What is remembered of it then; undefined for nothing. */
  readonly remembered: (written: SidecarBytes) => Remembered | undefined;
};

export type SidecarChanged = {
  /** What the file holds; undefined where it is gone. */
  readonly written: SidecarBytes | undefined;
  /** Marks it as done; to be called in the transaction that writes down the rest. */
  readonly finish: () => void;
};

/** @throws XmpError, or the file system's error */
export async function changeSidecar(
  archive: Archive,
  { photo, place, bytes, remembered, ...change }: SidecarChange,
): Promise<SidecarChanged> {
  const { catalog } = archive;
  const { path } = place;
  const planned = bytes && { bytes: Buffer.from(bytes), hash: hashOf(bytes), mtime: '0' };
  const after = planned && remembered(planned);
  const raw = rawName(place);
  const id = await beginSidecarWriting(catalog, {
    ...change,
    ...{ photoId: photo.id, name: basename(path), isRaw: raw !== undefined },
    afterHash: planned?.hash,
    rowBefore: getSidecar(catalog, photo.id, raw),
    rowAfter: after && rowOf(photo.id, after),
  });
  try {
    const written = await put(archive, fileOf(archive, photo), path, bytes, change.before?.hash);
    return { written, finish: () => setSidecarWritingState(catalog, id, 'done') };
  } catch (error) {
    // Nothing was touched. After any other error the next run looks what became of the file.
    if (error instanceof XmpError) forgetSidecarWriting(catalog, id);
    throw error;
  }
}

/**
 * @param photo the file that a new sidecar is never more open than
 * @param hash of what has to be there; undefined where nothing may be
 */
export async function put(
  archive: Archive,
  photo: string | undefined,
  path: string,
  bytes: Uint8Array | undefined,
  hash: string | undefined,
): Promise<SidecarBytes | undefined> {
  await assertReachable(path, linksOf(archive, 'sidecars'));
  if (bytes !== undefined) return writeSidecarFile(path, bytes, hash, photo);
  if (hash !== undefined) await removeSidecarFile(path, hash);
  return undefined;
}

/** The path of a sidecar beside a photo that the catalog names. @throws OutsideError when it names something else */
export function sidecarNamed(archive: Archive, photo: Pick<Photo, 'path'>, name: string): string {
  if (!/\.xmp$/i.test(name)) throw new OutsideError(name);
  return pathInside(dirname(fileOf(archive, photo)), name);
}

/** Settles what a crash left half done; each file is what it was before, or after. */
export async function recoverSidecars(archive: Archive): Promise<void> {
  for (const one of unfinishedSidecarWritings(archive.catalog)) {
    try {
      settle(archive, one, await readSidecarFile(sidecarNamed(archive, one, one.name)));
    } catch (error) {
      // It cannot be read now; the next run looks again.
      if (!(error instanceof XmpError) && systemCode(error) === undefined) throw error;
    }
  }
}

function settle({ catalog }: Archive, one: SidecarWriting, file: SidecarBytes | undefined): void {
  const { id, photoId, state, before, afterHash, rowAfter, textVersion } = one;
  catalog.transaction(() => {
    if (file?.hash === afterHash) {
      setSidecarWritingState(catalog, id, 'done');
      if (state !== 'writing') return;
      restoreSidecarRow(catalog, one, rowAfter, file?.mtime);
      if (textVersion !== undefined) markWritten(catalog, photoId, textVersion, 'embed');
    } else if (file?.hash !== before?.hash) setSidecarWritingState(catalog, id, 'lost');
    else if (state === 'writing') forgetSidecarWriting(catalog, id);
    else finishUndo(catalog, one, file?.mtime);
  });
}

/** Notes that a sidecar is what it was. Call inside a transaction. */
export function finishUndo(
  catalog: Archive['catalog'],
  writing: SidecarWriting,
  mtime: string | undefined,
): void {
  setSidecarWritingState(catalog, writing.id, 'undone');
  restoreSidecarRow(catalog, writing, writing.rowBefore, mtime);
  markSidecarUndone(catalog, writing.photoId);
}
