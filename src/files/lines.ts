/**
 * Lines of a JSONL file, split at LF bytes only. Node's own readline also splits at U+2028 and U+2029
 * (nodejs/node#57591), which are legal inside a JSON string.
 */
import { open } from 'node:fs/promises';

const chunkBytes = 1024 * 1024;
const lineFeed = 10;

/** Yields each non-empty line without its end (LF or CRLF), in at most one chunk plus one line of memory. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    yield* splitLines(chunksOf(file));
  } finally {
    await file.close();
  }
}

async function* chunksOf(file: {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: null,
  ): Promise<{ bytesRead: number }>;
}): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, null);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
  }
}

/** Splits any stream of bytes (a file, a response body) into non-empty lines. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const pending: Buffer[] = [];
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = buffer.indexOf(lineFeed); end !== -1; end = buffer.indexOf(lineFeed, start)) {
      const line = textOf(pending, buffer.subarray(start, end));
      if (line !== '') yield line;
      start = end + 1;
    }
    if (start < buffer.length) pending.push(buffer.subarray(start));
  }
  const last = textOf(pending, Buffer.alloc(0));
  if (last !== '') yield last;
}

function textOf(pending: Buffer[], last: Buffer): string {
  const whole = pending.length === 0 ? last : Buffer.concat([...pending, last]);
  pending.length = 0;
  const end = whole.at(-1) === 13 ? whole.length - 1 : whole.length;
  return whole.toString('utf8', 0, end);
}
