/** Telling whether a photo is as it was before we wrote to it, as we left it, or as somebody else made it. */
import { readFile, unlink } from 'node:fs/promises';
import { systemCode } from '../../errors.ts';
import { withFile } from '../../files/with-file.ts';
import { checksumOf } from '../../jpeg/compare-scan-data.ts';
import { readHeadOf } from '../../jpeg/read-head.ts';
import { parseStructure } from '../../jpeg/segments.ts';
import { headHash } from '../../jpeg/undo-patch.ts';
import { copyOver } from './copy-over.ts';
import type { Fingerprint } from './prove-copy.ts';

type Print = Omit<Fingerprint, 'mtime'>;

/** `damaged` is no sound JPEG, for example one that was half written over. */
export type Recognised = 'before' | 'after' | 'other' | 'damaged' | 'gone';

/**
 * Compares a photo with two fingerprints.
 * @param closely reads the whole picture too; otherwise head and size decide, which any program's change shows in
 */
export async function recognise(
  path: string,
  before: Print,
  after: Print,
  { closely = false } = {},
): Promise<Recognised> {
  try {
    return await withFile(path, 'r', async (file) => {
      const read = await readHeadOf(file);
      if (read.kind === 'broken') return 'damaged';
      const { head } = read;
      const hash = headHash(head);
      const isLike = async (print: Print): Promise<boolean> => {
        if (head.fileBytes !== print.bytes || hash !== print.head) return false;
        const tail = { file, start: head.scanStart, end: head.fileBytes };
        return !closely || (await checksumOf(tail)) === print.tail;
      };
      if (await isLike(after)) return 'after';
      return (await isLike(before)) ? 'before' : hash === after.head ? 'damaged' : 'other';
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
export async function mendOverwritten(
  path: string,
  copy: string,
  before: Print,
  after: Print,
  mtime: bigint | undefined,
): Promise<Recognised> {
  const state = await recognise(path, before, after, { closely: true });
  if (state === 'damaged' || (state === 'other' && (await isTorn(path, copy, before, after)))) {
    if ((await recognise(copy, before, after, { closely: true })) !== 'after') return state;
    await withFile(path, 'r+', (file) => copyOver(copy, file, mtime));
    await unlink(copy);
    return 'after';
  }
  await unlink(copy).catch(() => undefined);
  return state;
}

const blockBytes = 512;

/**
 * Whether a photo is part the one and part the other version. Its size is that of one of them, and behind the heads
 * every block is found in one: both have the same tail, at two places. The heads themselves say nothing any more.
 */
async function isTorn(path: string, copy: string, before: Print, after: Print): Promise<boolean> {
  const [now, whole] = await Promise.all([readFile(path), readFile(copy)]);
  if (now.length !== before.bytes && now.length !== after.bytes) return false;
  const shift = after.bytes - before.bytes;
  const read = parseStructure(whole, whole.length);
  if (read.kind !== 'structure') return false;
  const heads = Math.max(read.structure.scanStart, read.structure.scanStart - shift);
  const first = Math.ceil(heads / blockBytes) * blockBytes;
  for (let at = first; at < now.length; at += blockBytes) {
    const block = now.subarray(at, at + blockBytes);
    const isNew = block.equals(whole.subarray(at, at + block.length));
    if (!isNew && !block.equals(whole.subarray(at + shift, at + shift + block.length)))
      return false;
  }
  return true;
}
