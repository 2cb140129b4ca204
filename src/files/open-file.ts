/**
 * Opening files that others made. A name can lead to anything: a pipe that nobody writes to, a device that never ends.
 * What is no regular file is refused at once, and a whole file is read up to a limit only, however it grows meanwhile.
 */
import { type BigIntStats, closeSync, constants, openSync, type Stats, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { systemCode } from '../errors.ts';
import { openPatiently } from './in-use.ts';

/** A name leads to something that has no contents of its own. Carries the system's code for it, as its errors do. */
export class NotAFileError extends Error {
  override readonly name = 'NotAFileError';
  readonly code: 'EISDIR' | 'ENXIO';
  readonly path: string;

  constructor(path: string, what: string) {
    super(`it is ${what}, not a file`);
    this.code = what === folder ? 'EISDIR' : 'ENXIO';
    this.path = path;
  }
}

/** A file has more bytes than anything of its kind. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly code = 'EFBIG';
  readonly path: string;

  constructor(path: string, limit: number) {
    super(`it has more than ${limit} bytes`);
    this.path = path;
  }
}

const folder = 'a folder';
const access = { r: constants.O_RDONLY, 'r+': constants.O_RDWR } as const;
/** A pipe is not waited for, and no device becomes our terminal. Windows knows neither. */
const atOnce = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Opens a regular file, through links. @throws NotAFileError, or the file system's error */
export async function openFile(path: string, flags: 'r' | 'r+' = 'r'): Promise<FileHandle> {
  return (await openAndLook(path, flags)).file;
}

/** As `openFile`, with what the system said of the file then. */
export async function openAndLook(
  path: string,
  flags: 'r' | 'r+',
): Promise<{ readonly file: FileHandle; readonly found: BigIntStats }> {
  const file = await openPatiently(path, () => open(path, access[flags] | atOnce)).catch(
    (error: unknown) => {
      // What the system says of a socket, and of some devices.
      throw systemCode(error) === 'ENXIO' ? new NotAFileError(path, 'a socket or device') : error;
    },
  );
  try {
    const found = await file.stat({ bigint: true });
    assertFile(path, found);
    return { file, found };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** For what a library opens by itself, right after. A file that is not there passes. @throws NotAFileError, TooLargeError */
export function assertFileAt(path: string, limit: number): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  assertFile(path, found);
  if (found.size > limit) throw new TooLargeError(path, limit);
}

/**
 * All bytes of a regular file, in at most `limit` bytes of memory and one.
 * @throws NotAFileError, TooLargeError, or the file system's error
 */
export async function readWhole(path: string, limit: number): Promise<Buffer> {
  return (await readDated(path, limit)).bytes;
}

/** As `readWhole`, with the time of the last change before it was read, in nanoseconds since 1970. */
export async function readDated(
  path: string,
  limit: number,
): Promise<{ readonly bytes: Buffer; readonly mtimeNs: bigint }> {
  const opened = await openAndLook(path, 'r');
  await using file = opened.file;
  const { mtimeNs } = opened.found;
  const size = Number(opened.found.size);
  if (size > limit) throw new TooLargeError(path, limit);
  let bytes = Buffer.allocUnsafe(size + 1);
  for (let filled = 0; ; ) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
    filled += bytesRead;
    if (bytesRead === 0) return { bytes: bytes.subarray(0, filled), mtimeNs };
    if (filled > limit) throw new TooLargeError(path, limit);
    // It became longer while it was read.
    if (filled === bytes.length) bytes = Buffer.concat([bytes], Math.min(filled * 2, limit + 1));
  }
}

function assertFile(path: string, found: Stats | BigIntStats): void {
  if (!found.isFile()) throw new NotAFileError(path, whatIs(found));
}

function whatIs(found: Stats | BigIntStats): string {
  if (found.isDirectory()) return folder;
  if (found.isFIFO()) return 'a pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

/** What the system says when so many more files are opened, for libraries that keep it to themselves; undefined where they can be. */
export function whyNotOpened(count: number): unknown {
  const opened: number[] = [];
  try {
    while (opened.length < count) opened.push(openSync(process.execPath, 'r'));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    for (const file of opened) closeSync(file);
  }
}
