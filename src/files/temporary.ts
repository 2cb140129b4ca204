/** Temporary files beside what they will replace: how ours are named, and which ones are left over from a crash. */
import { randomBytes } from 'node:crypto';
import { lstat, readdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { leadsInside } from './inside.ts';
import { isStillRunning, markOf } from './processes.ts';

/** Marks our temporary files, so that leftovers of a crash can be recognised. */
export const temporarySuffix = '.proofsheet-tmp';
/** Ends the names of copies that a photo may be half written from; they are never swept away. */
const keptSuffix = '.proofsheet-copy';

/** Bytes that every disk allows a name to have; some, as encrypted ones, allow 143 and not 255. */
const allowedEverywhere = 100;
/** With `.full` behind it where attributes were being carried over to it on macOS. */
const pattern = /^\..*\.(\d+)-([0-9a-f]{4})[0-9a-f]{4}\.proofsheet-tmp(?:\.full)?$/s;
/** Where nobody can say whether the process that made it is the one that runs now. */
const oldEnough = 60 * 60 * 1000;

/**
 * The name of a new temporary file beside `path`. It begins with a dot, so that photo programs pass over it, tells
 * the process it belongs to, and has no percent sign, which ExifTool would read as a format.
 */
export function temporaryFor(path: string): string {
  ownMark ??= markOf(process.pid) ?? randomBytes(2).toString('hex');
  const end = `.${process.pid}-${ownMark}${randomBytes(2).toString('hex')}${temporarySuffix}`;
  let start = `.${basename(path).replaceAll('%', '_')}`;
  // Where the file's own name fits, one that is no longer does too; that of a kept copy is a little longer.
  const allowed = Math.max(allowedEverywhere, Buffer.byteLength(basename(path)));
  const longest = allowed - (keptSuffix.length - temporarySuffix.length);
  while (Buffer.byteLength(start + end) > longest) start = start.slice(0, -1).toWellFormed();
  return join(dirname(path), start + end);
}

let ownMark: string | undefined;

/** The name of the file that a temporary one was made for; any other name as it is. */
export function nameBehind(name: string): string {
  return /^\.(.+)\.\d+-[0-9a-f]{8}\.proofsheet-(?:tmp|copy)$/s.exec(name)?.[1] ?? name;
}

/** The name that a temporary file gets before a photo is written over from it. */
export function keptNameOf(temporary: string): string {
  return temporary.slice(0, -temporarySuffix.length) + keptSuffix;
}

/** Whether a name is one that `keptNameOf` gives. */
export function isKeptName(name: string): boolean {
  return keptPattern.test(name);
}

const keptPattern = /^\..*\.\d+-[0-9a-f]{8}\.proofsheet-copy$/s;

/** Removes what processes that are gone have left in a folder. Returns how many files that were. */
export async function sweepTemporaries(folder: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder)) {
    const [, pid, mark] = pattern.exec(name) ?? [];
    if (pid === undefined || Number(pid) === process.pid) continue;
    const path = join(folder, name);
    if (await isInUse(path, Number(pid), mark)) continue;
    await unlink(path).then(
      () => removed++,
      () => undefined,
    );
  }
  return removed;
}

/** Sweeps each folder of `root` once, when it is first given; a folder that cannot be swept is only not swept. */
export function newSweeper(root: string): (folder: string) => Promise<void> {
  const swept = new Map<string, Promise<unknown>>();
  return async (folder) => {
    const before = swept.get(folder) ?? sweepInside(root, folder).catch(() => undefined);
    swept.set(folder, before);
    await before;
  };
}

async function sweepInside(root: string, folder: string): Promise<void> {
  if (await leadsInside(root, folder)) await sweepTemporaries(folder);
}

async function isInUse(path: string, pid: number, mark: string | undefined): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return true;
  return isStillRunning(pid, found.mtimeMs, mark) ?? Date.now() - found.mtimeMs < oldEnough;
}
