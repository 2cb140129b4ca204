/** What is sent: a file or bytes, read from any place on, and known by its contents. */
import { createHash, hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { messageOf } from '../errors.ts';
import { openAndLook } from '../files/open-file.ts';
import { readFully } from '../files/read-fully.ts';
import { systemRefusal } from '../files/system-errors.ts';
import { withFile } from '../files/with-file.ts';

export type Source = {
  readonly bytes: number;
  /** SHA-256, in hexadecimal. */
  readonly hash: string;
  /** The bytes from `start` on. */
  readonly read: (start: number) => Promise<Readable>;
  /** At most `length` bytes at `start`. */
  readonly part: (start: number, length: number) => Promise<Buffer>;
};

/** A file cannot be read to its end, or has become another one: no connection is to blame, and no other try helps. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** Bytes that are read at once: four pieces of what SFTP writes. */
const chunk = 4 * 255 * 1024;

/** What it reads ends with a `SourceError` where the file has changed since. @throws NotAFileError, or the file system's error */
export async function fileSource(path: string): Promise<Source> {
  return withFile(path, 'r', async (file, found) => {
    return {
      bytes: Number(found.size),
      hash: await hashOf(file),
      read: async (start) => Readable.from(contents(path, found, start), { objectMode: false }),
      part: (start, length) =>
        withFile(path, 'r', (again) => readFully(again, Buffer.alloc(length), start)),
    };
  });
}

/** The bytes of a file that is still the one that was looked at. @throws SourceError */
async function* contents(path: string, known: BigIntStats, start: number): AsyncGenerator<Buffer> {
  const assertSame = (found: BigIntStats) => {
    if (traits.every((trait) => found[trait] === known[trait])) return;
    throw new SourceError('was changed while it was sent');
  };
  try {
    const opened = await openAndLook(path, 'r');
    await using file = opened.file;
    assertSame(opened.found);
    const end = Number(known.size) - 1;
    yield* file.createReadStream({ start, end, highWaterMark: chunk, autoClose: false });
    assertSame(await file.stat({ bigint: true }));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const why = systemRefusal(error)?.why ?? messageOf(error);
    throw new SourceError(`cannot be read: ${why}`, { cause: error });
  }
}

/**
 * What is another after a file was written to, or another file has got its name. Numbers of inodes are not among them:
 * some network disks give another with each look.
 */
const traits = ['size', 'mtimeNs'] as const;

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  // One buffer for all of it: what is allocated for each chunk is collected in the middle of the uploads.
  const buffer = Buffer.allocUnsafe(chunk);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, chunk, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

export function bufferSource(bytes: Buffer): Source {
  return {
    bytes: bytes.length,
    hash: hash('sha256', bytes),
    read: async (start) => Readable.from([bytes.subarray(start)], { objectMode: false }),
    part: async (start, length) => bytes.subarray(start, start + length),
  };
}
