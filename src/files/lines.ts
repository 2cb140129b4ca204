/**
 * Lines of a JSONL file, split at LF bytes only. Node's own readline also splits at U+2028 and U+2029
 * (nodejs/node#57591), which are legal inside a JSON string.
 */
import { type FileHandle, open } from 'node:fs/promises';

/** Larger chunks are no faster and let the garbage of a large file pile up higher. */
const chunkBytes = 256 * 1024;
const lineFeed = 10;
const carriageReturn = 13;

/** Yields each non-empty line without its end (LF or CRLF), in at most one chunk plus one line of memory. */
export async function* readLines(path: string): AsyncGenerator<string> {
  for await (const group of readLineGroups(path)) yield* group;
}

/**
 * Like `readLines`, but all lines of a chunk at once: for large files, where awaiting every line would take longer
 * than reading and splitting it.
 */
export async function* readLineGroups(path: string): AsyncGenerator<string[]> {
  const file = await open(path, 'r');
  try {
    yield* groupsOf(file);
  } finally {
    await file.close();
  }
}

/** Reads into one buffer, over and over: what is left of a line is moved to its beginning. */
async function* groupsOf(file: FileHandle): AsyncGenerator<string[]> {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  for (;;) {
    if (filled === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
    const lines: string[] = [];
    const rest = takeLines(buffer.subarray(0, filled), lines);
    buffer.copyWithin(0, rest, filled);
    filled -= rest;
    if (lines.length > 0) yield lines;
  }
  const last = lineIn(buffer, 0, filled);
  if (last !== '') yield [last];
}

/** Adds every whole line to `lines`; returns where the unfinished one begins. */
function takeLines(bytes: Buffer, lines: string[]): number {
  let start = 0;
  for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
    const line = lineIn(bytes, start, end);
    if (line !== '') lines.push(line);
    start = end + 1;
  }
  return start;
}

function lineIn(bytes: Buffer, start: number, end: number): string {
  const withoutReturn = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
  return bytes.toString('utf8', start, withoutReturn);
}
