/**
 * Text files from outside, however the programs of their makers wrote them: with a byte order mark, in UTF-16, with the
 * line ends of Windows or of old Macs, padded with zero bytes. What is no text is named for what it is.
 */
import type { FileHandle } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { count } from '../amounts.ts';
import { messageOf, StopError, systemCode } from '../errors.ts';
import { openFile } from './open-file.ts';
import { readFully } from './read-fully.ts';
import { systemRefusal } from './system-errors.ts';
import { headBytes, textFormOf } from './text-form.ts';

export type TextLine = {
  /** From 1, as an editor counts. */
  readonly number: number;
  /** Bytes that mean nothing in the file's encoding are U+FFFD. */
  readonly text: string;
};

const chunkBytes = 256 * 1024;

/** Characters of a line, and of a file that is read whole: far more than any of ours, and far less than memory holds. */
const longest = 64 * 1024 * 1024;

/**
 * Yields the lines of a text file, all of a chunk at once; empty ones too.
 * @param most characters of a line
 * @throws StopError `usage` when the file cannot be read, is no text, or has a longer line
 */
export async function* readTextLines(
  path: string,
  most = longest,
): AsyncGenerator<readonly TextLine[]> {
  await using file = await opened(path);
  yield* linesOf(decodedChunks(file, path), path, most);
}

/**
 * The whole of a text file, without its byte order mark.
 * @param most characters
 * @throws StopError as `readTextLines` does
 */
export async function readText(path: string, most = longest): Promise<string> {
  await using file = await opened(path);
  let text = '';
  for await (const chunk of decodedChunks(file, path)) {
    text += chunk;
    if (text.length > most) throw tooLong(path, 'is longer than anything of its kind');
  }
  return text;
}

function tooLong(path: string, why: string): StopError {
  return new StopError(
    'usage',
    `The file ${path} ${why}.`,
    'Check that it is the right file; what it should hold has short lines.',
  );
}

function opened(path: string): Promise<FileHandle> {
  return openFile(path).catch((error: unknown) => unreadable(path, error));
}

function unreadable(path: string, cause: unknown): never {
  const isGone = systemCode(cause) === 'ENOENT';
  const why = isGone
    ? 'does not exist'
    : `cannot be read: ${systemRefusal(cause)?.why ?? messageOf(cause)}`;
  const advice = 'Check its name and permissions.';
  throw new StopError('usage', `The file ${path} ${why}.`, advice, { cause });
}

async function* decodedChunks(file: FileHandle, path: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  const bytes = Buffer.allocUnsafe(chunkBytes);
  for (;;) {
    const chunk = await readFully(file, bytes).catch((error: unknown) => unreadable(path, error));
    decoder ??= decoderFor(chunk, path);
    yield decoder.decode(chunk, { stream: chunk.length > 0 });
    if (chunk.length === 0) return;
  }
}

function decoderFor(chunk: Buffer, path: string): TextDecoder {
  const form = textFormOf(chunk.subarray(0, headBytes));
  if ('encoding' in form) return new TextDecoder(form.encoding);
  throw new StopError('usage', `The file ${path} is ${form.isInstead}.`, form.advice);
}

async function* linesOf(
  chunks: AsyncIterable<string>,
  path: string,
  most: number,
): AsyncGenerator<readonly TextLine[]> {
  let number = 0;
  /** The beginning of an unfinished line. */
  let begun = '';
  /** A CR at the end of a chunk may belong to an LF at the beginning of the next. */
  let carried = '';
  const line = (text: string): TextLine => ({ number: ++number, text: withoutPadding(text) });
  for await (const chunk of chunks) {
    const whole = carried + chunk;
    carried = whole.endsWith('\r') ? '\r' : '';
    const parts = whole.slice(0, whole.length - carried.length).split(/\r\n|\n|\r/);
    parts[0] = begun + (parts[0] ?? '');
    begun = parts.pop() ?? '';
    if (begun.length > most)
      throw tooLong(
        path,
        `has a line of more than ${count(most)} characters (line ${number + parts.length + 1})`,
      );
    if (parts.length > 0) yield parts.map(line);
  }
  if (begun !== '' || carried !== '') yield [line(begun)];
}

/** A power cut or a fixed size leaves zero bytes, which no text holds. */
function withoutPadding(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
