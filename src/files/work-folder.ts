/**
 * The folder in which the program keeps what it makes of an archive: catalog, previews, answers. It may come with an
 * archive of somebody else, so nothing in it is followed to other places; and what is in it is as private as the photos.
 */
import { chmodSync, closeSync, lstatSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StopError, systemCode } from '../errors.ts';
import { makeFolder } from './make-folder.ts';
import { catalogFolder } from './walk.ts';

/** Permissions of folders: for their owner; and for its group, where the folder above is written to by a group. */
const modeBelow = (mode: number) => ((mode & 0o020) === 0 ? 0o700 : 0o770);

/**
 * Makes the folder, or closes to others the one that an archive has. A folder that the user chose keeps its permissions.
 * @throws StopError `file-refused` when it is a link in the archive, or the file system's error
 */
export function makeWorkFolder(folder: string): void {
  assertNoLinks(folder);
  const isOfArchive = basename(folder) === catalogFolder;
  const mode = isOfArchive ? modeBelow(statSync(dirname(folder)).mode) : 0o700;
  if (makeFolder(folder, mode) !== undefined || !isOfArchive) return;
  const before = lstatSync(folder).mode & 0o7777;
  const after = before & (0o7000 | mode);
  if (before !== after) allowed(() => chmodSync(folder, after));
}

/** What the system refuses is left as it is. */
function allowed(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}

/**
 * A folder below the work folder, made if need be.
 * @throws StopError `file-refused` when something else is there, or the file system's error
 */
export function ownFolder(above: string, name: string): string {
  const path = join(above, name);
  makeFolder(path, modeBelow(statSync(above).mode));
  if (!lstatSync(path).isDirectory()) throw notOurs(path);
  return path;
}

/** The permissions of a new file in such a folder. */
export function privateModeIn(folder: string): number {
  return modeBelow(statSync(folder).mode) & 0o666;
}

/** Makes an empty file where there is none, closed to others before anything is in it. Whoever opens it says what is wrong. */
export function makePrivate(file: string): void {
  allowed(() => closeSync(openSync(file, 'wx', privateModeIn(dirname(file)))));
}

/** @throws StopError `file-refused` when the folder, or anything in it, is neither a file nor a folder */
export function assertNoLinks(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const isOfArchive = basename(folder) === catalogFolder;
  if (found?.isSymbolicLink() === true && isOfArchive) throw notOurs(folder);
  if (found === undefined || !statSync(folder).isDirectory()) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (!entry.isFile() && !entry.isDirectory()) throw notOurs(join(folder, entry.name));
}

function notOurs(path: string): StopError {
  return new StopError(
    'file-refused',
    `${path} is a link, or no file at all; proofsheet keeps only files and folders of its own there.`,
    'Move it away. To keep the catalog somewhere else, use `--catalog FOLDER`.',
  );
}
