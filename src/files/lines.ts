/**
 * Lines of a JSONL file, split at LF bytes only. Node's own readline also splits at U+2028 and U+2029
 * (nodejs/node#57591), which are legal inside a JSON string.
 */
import type { FileHandle } from 'node:fs/promises';
import { openFile } from './open-file.ts';

/** Larger chunks are no faster and let the garbage of a large file pile up higher. */
const chunkBytes = 256 * 1024;
const lineFeed = 10;
const carriageReturn = 13;

/** Bytes of a line that is read whole: a request with a large picture in it. */
const longestLine = 64 * 1024 * 1024;
/** Bytes that are left of a longer one. */
const headBytes = 4096;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Yields each non-empty line without its end (LF or CRLF), in at most one chunk plus one line of memory. A line of more
 * than `longest` bytes is cut off after its beginning. A byte order mark is left out.
 */
export async function* readLines(path: string, longest = longestLine): AsyncGenerator<string> {
  for await (const group of readLineGroups(path, longest)) yield* group;
}

/**
 * Like `readLines`, but all lines of a chunk at once: for large files, where awaiting every line would take longer
 * than reading and splitting it.
 */
export async function* readLineGroups(
  path: string,
  longest = longestLine,
): AsyncGenerator<string[]> {
  await using file = await openFile(path);
  yield* groupsOf(file, longest);
}

/** Reads into one buffer, over and over: what is left of a line is moved to its beginning. */
async function* groupsOf(file: FileHandle, longest: number): AsyncGenerator<string[]> {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  let isStart = true;
  /** The beginning of a line whose rest is passed over. */
  let head: string | undefined;
  for (;;) {
    if (filled === buffer.length && filled < longest)
      buffer = Buffer.concat([buffer], Math.min(buffer.length * 2, Math.max(longest, chunkBytes)));
    else if (filled === buffer.length) {
      head ??= lineIn(buffer, 0, headBytes);
      filled = 0;
    }
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
    const lines: string[] = [];
    let start = isStart && buffer.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0;
    isStart = false;
    if (head !== undefined) {
      const end = buffer.subarray(0, filled).indexOf(lineFeed);
      if (end !== -1) lines.push(head);
      start = end === -1 ? filled : end + 1;
      if (end !== -1) head = undefined;
    }
    const rest = takeLines(buffer.subarray(0, filled), start, lines);
    buffer.copyWithin(0, rest, filled);
    filled -= rest;
    if (lines.length > 0) yield lines;
  }
  const last = head ?? lineIn(buffer, 0, filled);
  if (last !== '') yield [last];
}

/** Adds every whole line from `from` on to `lines`; returns where the unfinished one begins. */
function takeLines(bytes: Buffer, from: number, lines: string[]): number {
  let start = from;
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
