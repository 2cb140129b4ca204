/** Writing and removing sidecars with the journal kept, so that each can be undone, also after a crash. */
import { dirname } from 'node:path';
import { markWritten } from '../../catalog/approved.ts';
import { getPhotoRow } from '../../catalog/photos.ts';
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
import {
  hashOf,
  readSidecarFile,
  removeSidecarFile,
  type SidecarBytes,
  writeSidecarFile,
  XmpError,
} from '../../xmp/index.ts';
import { type Archive, fileOf, linksOf } from '../archive/archive.ts';
import { type Remembered, rowOf } from './sidecar-row.ts';

/** What is to become of a sidecar. */
export type SidecarChange = {
  readonly archive: Archive;
  readonly photoId: number;
  readonly runId: number;
  readonly path: string;
  readonly name: string;
  /** It is that of a raw file beside the photo. */
  readonly isRaw: boolean;
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
export async function changeSidecar(change: SidecarChange): Promise<SidecarChanged> {
  const { archive, photoId, path, before, bytes } = change;
  const { catalog } = archive;
  const planned = bytes && { bytes: Buffer.from(bytes), hash: hashOf(bytes), mtime: '0' };
  const remembered = planned && change.remembered(planned);
  const id = await beginSidecarWriting(catalog, {
    ...change,
    afterHash: planned?.hash,
    rowBefore: getSidecar(catalog, photoId, change.isRaw ? change.name : undefined),
    rowAfter: remembered && rowOf(photoId, remembered),
  });
  try {
    const written = await put(archive, photoOf(archive, photoId), path, bytes, before?.hash);
    return { written, finish: () => setSidecarWritingState(catalog, id, 'done') };
  } catch (error) {
    // Nothing was touched. After any other error the next run looks what became of the file.
    if (error instanceof XmpError) forgetSidecarWriting(catalog, id);
    throw error;
  }
}

/** The file of a photo; undefined where the catalog does not have it any more. */
function photoOf(archive: Archive, photoId: number): string | undefined {
  const row = getPhotoRow(archive.catalog, photoId);
  return row && fileOf(archive, row);
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

/** The path of the sidecar that was written. @throws OutsideError when the journal names something else */
export function pathOfWriting(archive: Archive, { path, name }: SidecarWriting): string {
  if (!/\.xmp$/i.test(name)) throw new OutsideError(name);
  return pathInside(dirname(fileOf(archive, { path })), name);
}

/** Settles what a crash left half done; each file is what it was before, or after. */
export async function recoverSidecars(archive: Archive): Promise<void> {
  for (const one of unfinishedSidecarWritings(archive.catalog)) {
    try {
      settle(archive, one, await readSidecarFile(pathOfWriting(archive, one)));
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
