/** Disks without locks on parts of files, which SQLite cannot do without: some network drives, or mounted so. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StopError } from '../errors.ts';
import { makePrivate } from '../files/work-folder.ts';
import { openDatabase } from './database.ts';

/**
 * What SQLite says where a lock, or the memory that it shares beside a catalog, cannot be had (result codes of
 * https://www.sqlite.org/rescode.html): PROTOCOL, and IOERR of RDLOCK, UNLOCK, CHECKRESERVEDLOCK, LOCK, SHMOPEN, SHMLOCK, SHMMAP.
 */
const withoutLocks: ReadonlySet<unknown> = new Set([15, 2314, 2058, 3594, 3850, 4618, 5130, 5386]);
const busy = 5;

/** The error for a disk without locks; undefined for anything else. @param folder of the catalog */
export function lockSupportFault(error: unknown, folder: string): StopError | undefined {
  const code = typeof error === 'object' && error !== null && 'errcode' in error && error.errcode;
  const isBusy = typeof code === 'number' && (code & 0xff) === busy;
  if (!withoutLocks.has(code) && !(isBusy && !canLock(folder))) return undefined;
  return new StopError(
    'archive-not-writable',
    `The drive of ${folder} has no locks on files, which a catalog needs. Some network drives have none, or are mounted without.`,
    'Keep the catalog on a disk of this computer: add `--catalog FOLDER` to every command. To go on with a catalog that is here, copy the contents of this folder there first.',
    { cause: error },
  );
}

/** Whether a file that nobody else knows can be locked. True where that cannot be tried. */
function canLock(folder: string): boolean {
  const file = join(folder, `lock-${process.pid}-${randomBytes(4).toString('hex')}.sqlite`);
  let db: DatabaseSync | undefined;
  try {
    makePrivate(file);
    db = openDatabase(file, { wait: 0 });
    db.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
    return code !== busy && !withoutLocks.has(code);
  } finally {
    db?.close();
    rmSync(file, { force: true });
  }
}
