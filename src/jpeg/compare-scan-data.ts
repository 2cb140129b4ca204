/**
 * The tail of a JPEG: everything from the start of scan to the end of the file, that is the compressed picture and
 * whatever lies behind it. Metadata are written without touching it, and that is proved by comparing every byte:
 * it is stronger than comparing hashes, and quicker than making one.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { readFully } from '../files/read-fully.ts';

export type TailOf = { readonly file: FileHandle; readonly start: number; readonly end: number };

export type TailComparison = {
  /** Bytes from the start of scan that are the same in both. */
  readonly same: number;
  /** Both tails are the same to their ends. */
  readonly equal: boolean;
  /** CRC-32 of the first tail. */
  readonly checksum: number;
};

const chunkBytes = 1024 * 1024;
/** Buffers to read into: fresh ones would have to be cleared for every photo. */
const spare: [Buffer, Buffer][] = [];

/** Compares two tails byte by byte. @throws the file system's error when one cannot be read */
export async function compareTails(one: TailOf, other: TailOf): Promise<TailComparison> {
  const fresh = () => Buffer.allocUnsafeSlow(chunkBytes);
  const [left, right] = spare.pop() ?? [fresh(), fresh()];
  let [same, checksum, differs] = [0, 0, false];
  try {
    for (let done = 0; one.start + done < one.end; done += chunkBytes) {
      const [here, there]: [Buffer, Buffer] = await Promise.all([
        readChunk(one, done, left),
        differs ? left.subarray(0, 0) : readChunk(other, done, right),
      ]);
      checksum = crc32(here, checksum);
      if (differs) continue;
      const alike = commonBytes(here, there);
      same += alike;
      differs = alike < here.length;
    }
  } finally {
    spare.push([left, right]);
  }
  return { same, checksum, equal: !differs && one.end - one.start === other.end - other.start };
}

/** Fills `buffer` from a tail; shorter at its end. @throws RangeError when the file is shorter than it was */
export async function readChunk(tail: TailOf, done: number, buffer: Buffer): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(buffer.length, tail.end - tail.start - done));
  const read = await readFully(tail.file, buffer.subarray(0, wanted), tail.start + done);
  if (read.length < wanted) throw new RangeError('The file became shorter while it was read.');
  return read;
}

function commonBytes(one: Buffer, other: Buffer): number {
  // Nearly always they are the same, which is quicker to see as a whole.
  if (one.equals(other.subarray(0, one.length))) return one.length;
  return one.findIndex((byte, at) => byte !== other[at]);
}

/** CRC-32 of a tail. */
export async function checksumOf(tail: TailOf): Promise<number> {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let checksum = 0;
  for (let done = 0; tail.start + done < tail.end; done += chunkBytes)
    checksum = crc32(await readChunk(tail, done, buffer), checksum);
  return checksum;
}
