/** What the world does to a catalog, in sentences: damage, a full or failing disk, a file that is gone. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asStop, excerptOf, messageOf, StopError, systemCode } from '../errors.ts';
import { whyNotOpened } from '../files/open-file.ts';
import { lockSupportFault } from './lock-support.ts';

/** The file of a catalog, in the folder that is kept for it. */
export const catalogFile = 'catalog.sqlite';

/** What to do about a damaged catalog. */
export const waysBack =
  'Run `proofsheet catalog check` on this archive to see what is damaged. `proofsheet catalog restore` goes back to a backup, and `proofsheet catalog rebuild` makes a new catalog from what is left.';

type Fault = readonly [what: string, advice: string];

const damaged: Fault = ['is damaged', waysBack];

/** What a value says that no row of ours holds. @param where its column @param whose a photo, or the number of a row */
export function damagedValue(where: string, whose: string): StopError {
  return new StopError(
    'catalog-damaged',
    `The catalog is damaged: what it has as \`${where}\` for ${excerptOf(whose)} is nothing that proofsheet wrote there.`,
    waysBack,
  );
}

/** SQLITE_CANTOPEN */
const cannotOpen = 14;

/** What no fault of ours is, by SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const faults: Readonly<Record<number, Fault>> = {
  3: ['cannot be opened', 'Check its permissions and those of its folder.'],
  5: ['is in use by another program', 'Close that program and try again.'],
  7: ['does not fit into memory', 'Close other programs and try again.'],
  8: [
    'cannot be written',
    'Check its permissions, and that it was not moved or replaced meanwhile.',
  ],
  10: ['cannot be read or written', 'The disk reports an error. Check the disk, then try again.'],
  11: damaged,
  [cannotOpen]: [
    'cannot be opened',
    'Check that it is a file, that no folder has its name with -wal or -shm behind it, and that its folder can be written.',
  ],
  // A value longer than any of ours.
  18: damaged,
  26: damaged,
};

/** What is wrong with a value shows in the middle of a query: JSON that is none, or a number beyond those of a double. */
function isDamagedValue(error: unknown): boolean {
  const isJson =
    primaryCode(error) === 1 && /malformed JSON|JSON path|bad JSON/.test(messageOf(error));
  return isJson || systemCode(error) === 'ERR_OUT_OF_RANGE';
}

/** Turns what SQLite says of the world into the error that stops a run; returns anything else unchanged. */
export function catalogFault(error: unknown, file: string): unknown {
  const code = primaryCode(error);
  const stop = asStop(
    (code === cannotOpen ? whyNotOpened(filesOfCatalog) : undefined) ?? error,
    'the catalog',
  );
  if (stop instanceof StopError) return stop;
  const unlockable = lockSupportFault(error, dirname(file));
  if (unlockable !== undefined) return unlockable;
  const fault = isDamagedValue(error) ? damaged : faults[code ?? -1];
  if (fault === undefined) return error;
  const [what, advice] = fault;
  const message = `The catalog ${file} ${what}: ${messageOf(error)}.`;
  return new StopError('catalog-damaged', message, advice, { cause: error });
}

/** A catalog itself, its journal, what is shared in memory, and its folder. */
const filesOfCatalog = 4;

/** The lower byte of SQLite's result code; undefined for an error that is not SQLite's. */
export function primaryCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/** The folder of catalogs that others have taken the place of. */
export const keptFolder = 'kept';

/** What only lies beside a catalog that was in use. */
const companions = ['previews', 'answers', 'batches', 'backups', keptFolder];

/**
 * What is said where there must have been a catalog, and there is none or an empty file; undefined where there is one,
 * or never was. A new one must not take its place unasked: the texts, decisions and bills in it would be gone unnoticed.
 */
export function lostCatalog(folder: string): StopError | undefined {
  const file = join(folder, catalogFile);
  if (sizeOf(file) > 0) return undefined;
  return isBesideOthers(folder) ? lostError(file) : undefined;
}

export function lostError(file: string): StopError {
  const folder = dirname(file);
  return new StopError(
    'catalog-lost',
    `The catalog ${file} is empty or gone, and ${folder} still has what belongs to it.`,
    'Put it back if you have it. Otherwise `proofsheet catalog restore` goes back to a backup, and `proofsheet catalog rebuild` makes a new one from the photos, answers and sidecars.',
  );
}

/** Whether something lies in a folder that only a catalog in use has beside it. */
export function isBesideOthers(folder: string): boolean {
  return (
    sizeOf(join(folder, `${catalogFile}-wal`)) > 0 ||
    companions.some((name) => entriesOf(join(folder, name)).length > 0)
  );
}

/** Bytes of a file; 0 where there is none. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // Not there, or nothing that we could have used.
    messageOf(error);
    return [];
  }
}
