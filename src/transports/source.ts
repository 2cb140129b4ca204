/** What is sent: a file or bytes, read from any place on, and known by its contents. */
import { createHash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { openFile } from '../files/open-file.ts';
import { readFully } from '../files/read-fully.ts';
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

/** Bytes that are read at once: four pieces of what SFTP writes. */
const chunk = 4 * 255 * 1024;

/** @throws NotAFileError, or the file system's error */
export async function fileSource(path: string): Promise<Source> {
  return withFile(path, 'r', async (file) => {
    const { size } = await file.stat();
    return {
      bytes: size,
      hash: await hashOf(file),
      read: async (start) =>
        (await openFile(path)).createReadStream({ start, highWaterMark: chunk }),
      part: (start, length) =>
        withFile(path, 'r', (again) => readFully(again, Buffer.alloc(length), start)),
    };
  });
}

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
