/** What a server has of a file, read back and compared. */
import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import type { Connection } from './connection.ts';
import type { Source } from './source.ts';

/** So many bytes from `start` on, fewer where the file ends before; undefined where they cannot be read. */
export async function readBack(
  connection: Connection,
  name: string,
  start: number,
  length: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  const sink = taking(length, (chunk) => chunks.push(chunk));
  return (await connection.read(name, start, length, sink)) ? Buffer.concat(chunks) : undefined;
}

/** Whether a file there is the source, byte for byte; false where it cannot be read. */
export async function holdsAll(
  connection: Connection,
  source: Source,
  name: string,
): Promise<boolean> {
  const hash = createHash('sha256');
  // A byte more than there should be shows a file that goes on.
  const most = source.bytes + 1;
  const sink = taking(most, (chunk) => hash.update(chunk));
  return (await connection.read(name, 0, most, sink)) && hash.digest('hex') === source.hash;
}

/** Takes so many bytes and lets the others pass: what is read may have grown meanwhile. */
function taking(most: number, take: (chunk: Buffer) => void): Writable {
  let left = most;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const taken = chunk.subarray(0, left);
      left -= taken.length;
      if (taken.length > 0) take(taken);
      done();
    },
  });
}
