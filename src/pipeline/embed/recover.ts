/** After a crash: finds out for each unfinished photo whether it is the old or the new one, and records it. */
import { type FileHandle, lstat, stat, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { markWritten } from '../../catalog/approved.ts';
import {
  type Embedding,
  forgetEmbedding,
  markTakenOut,
  setEmbeddingState,
  setFileState,
  unfinishedEmbeddings,
} from '../../catalog/journal.ts';
import { asStop, StopError, systemCode } from '../../errors.ts';
import { linkInTheWay, OutsideError } from '../../files/inside.ts';
import { realPath } from '../../files/real-path.ts';
import { systemRefusal } from '../../files/system-errors.ts';
import { isKeptName } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import { readChunk } from '../../jpeg/compare-scan-data.ts';
import { type Fingerprint, hasHeadOf, headHash, matches } from '../../jpeg/fingerprint.ts';
import { readHeadOf } from '../../jpeg/read-head.ts';
import { type Archive, fileOf, linksOf } from '../archive/archive.ts';
import { copyOver } from './replace-original.ts';
import { stateOf } from './target.ts';

/** Settles everything that a crash left half done. @returns a sentence for each photo that a person should know about */
export async function recoverUnfinished(archive: Archive): Promise<string[]> {
  const notes: string[] = [];
  for (const one of unfinishedEmbeddings(archive.catalog)) {
    if (!(await isReachable(archive, one))) {
      notes.push(
        `${one.path} was being written when the program was interrupted, and leads out of the archive; it is left as it is.`,
      );
      continue;
    }
    const found = await findOut(archive, one).catch((error: unknown) => {
      const stop = asStop(error, one.path);
      const refusal = systemRefusal(error);
      if (stop instanceof StopError || refusal === undefined) throw stop;
      notes.push(
        `${one.path} was being written when the program was interrupted, and cannot be looked at now: ${refusal.why}. ${refusal.advice}`,
      );
      return undefined;
    });
    if (found === undefined) continue;
    await settle(archive, one, found);
    if (found !== 'before' && found !== 'after')
      notes.push(
        `${one.path} was being written when the program was interrupted and has been changed by another program since; it is left as it is.`,
      );
  }
  return notes;
}

async function isReachable(archive: Archive, one: Embedding): Promise<boolean> {
  try {
    return (await linkInTheWay(fileOf(archive, one), linksOf(archive, 'embed'))) === undefined;
  } catch (error) {
    if (error instanceof OutsideError) return false;
    // Whatever else is wrong with it is found out when it is read.
    return true;
  }
}

async function findOut(archive: Archive, one: Embedding): Promise<Recognised> {
  const file = fileOf(archive, one);
  const { before, after, state } = one;
  const copy = await copyBeside(file, one.copy);
  if (copy === undefined) return recognise(file, one);
  // What was meant to be there after the interrupted step: the new photo, or the old one when undoing.
  const mtime = BigInt(before.mtime);
  if (state === 'writing') return recoverOverwritten(file, copy, one, mtime);
  const found = await recoverOverwritten(file, copy, { before: after, after: before }, mtime);
  return found === 'after' ? 'before' : found === 'before' ? 'after' : found;
}

/** The copy that a photo was being written over from; undefined where the catalog names anything but a copy of ours beside it. */
async function copyBeside(file: string, copy: string | undefined): Promise<string | undefined> {
  if (copy === undefined || !isKeptName(basename(copy))) return undefined;
  const folder = await realPath(file).then(dirname, () => dirname(file));
  const there = await lstat(copy).catch(() => undefined);
  return dirname(copy) === folder && there?.isFile() === true ? copy : undefined;
}

async function settle(archive: Archive, one: Embedding, found: Recognised): Promise<void> {
  const { catalog } = archive;
  const { id, photoId, state, textVersion } = one;
  const file = await stat(fileOf(archive, one), { bigint: true }).catch(() => undefined);
  catalog.transaction(() => {
    if (file !== undefined && (found === 'before' || found === 'after'))
      setFileState(catalog, photoId, stateOf(file));
    if (found === 'after') {
      setEmbeddingState(catalog, id, 'done');
      if (state === 'writing') markWritten(catalog, photoId, textVersion, 'done');
    } else if (found === 'before' && state === 'writing') forgetEmbedding(catalog, id);
    else if (found === 'before') {
      setEmbeddingState(catalog, id, 'undone');
      markTakenOut(catalog, photoId);
    } else setEmbeddingState(catalog, id, 'lost');
  });
}

type Prints = { readonly before: Fingerprint; readonly after: Fingerprint };

/** `damaged` is not a sound JPEG, for example one that was half written over. */
export type Recognised = 'before' | 'after' | 'other' | 'damaged' | 'gone';

/**
 * Tells whether a photo is as it was before we wrote to it, as we left it, or as somebody else made it.
 * @param closely reads the whole picture too; otherwise head and size decide, which any program's change shows in
 */
export async function recognise(
  path: string,
  { before, after }: Prints,
  { closely = false } = {},
): Promise<Recognised> {
  try {
    return await withFile(path, 'r', async (file) => {
      const read = await readHeadOf(file);
      if (read.kind === 'broken') return 'damaged';
      const { head } = read;
      const isLike = (print: Fingerprint) =>
        closely ? matches(file, head, print) : hasHeadOf(head, print);
      if (await isLike(after)) return 'after';
      if (await isLike(before)) return 'before';
      return headHash(head) === after.head ? 'damaged' : 'other';
    });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'gone';
    throw error;
  }
}

/**
 * Finishes writing over a photo that a crash interrupted, from the copy that was kept for it. A photo that is whole,
 * in whatever state, is left alone. Removes the copy when it is not needed any more.
 */
export async function recoverOverwritten(
  path: string,
  copy: string,
  prints: Prints,
  mtime: bigint | undefined,
): Promise<Recognised> {
  const state = await recognise(path, prints, { closely: true });
  if (state === 'damaged' || (state === 'other' && (await isTorn(path, copy, prints)))) {
    if ((await recognise(copy, prints, { closely: true })) !== 'after') return state;
    await withFile(path, 'r+', (file) => copyOver(copy, file, mtime));
    await unlink(copy);
    return 'after';
  }
  await unlink(copy).catch(() => undefined);
  return state;
}

const blockBytes = 512;
/** Read at once of each; a whole number of blocks. */
const chunkBytes = 1024 * 1024;

/**
 * Whether a photo is part the one and part the other version. Its size is that of one of them, and behind the heads
 * every block is found in one: both have the same tail, at two places. The heads themselves say nothing any more.
 */
function isTorn(path: string, copy: string, { before, after }: Prints): Promise<boolean> {
  return withFile(path, 'r', (photo) =>
    withFile(copy, 'r', async (whole) => {
      const { size } = await photo.stat();
      if (size !== before.bytes && size !== after.bytes) return false;
      const read = await readHeadOf(whole);
      if (read.kind === 'broken') return false;
      const shift = after.bytes - before.bytes;
      const heads = Math.max(read.head.scanStart, read.head.scanStart - shift);
      const first = Math.ceil(heads / blockBytes) * blockBytes;
      for (let at = first; at < size; at += chunkBytes) {
        const [now, asAfter, asBefore] = await Promise.all([
          bytesAt(photo, at),
          bytesAt(whole, at),
          bytesAt(whole, at + shift),
        ]);
        if (!isMixOf(now, asAfter, asBefore)) return false;
      }
      return true;
    }),
  );
}

/** A chunk of a file; less at its end. */
async function bytesAt(file: FileHandle, at: number): Promise<Buffer> {
  const { size } = await file.stat();
  const end = Math.min(size, at + chunkBytes);
  return readChunk({ file, start: at, end }, 0, Buffer.allocUnsafe(Math.max(0, end - at)));
}

/** Whether every block of `now` is at the same place in one of the others. */
function isMixOf(now: Buffer, ...others: readonly Buffer[]): boolean {
  for (let at = 0; at < now.length; at += blockBytes) {
    const block = now.subarray(at, at + blockBytes);
    if (!others.some((other) => block.equals(other.subarray(at, at + block.length)))) return false;
  }
  return true;
}
