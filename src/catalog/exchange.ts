/** Another file in the place of a catalog. The one that was there is kept aside, with all that belongs to it. */
import { constants, existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { copyFile, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asStop, messageOf, StopError } from '../errors.ts';
import { moveOver } from '../files/in-use.ts';
import { makeFolder } from '../files/make-folder.ts';
import { syncFile, syncFolder } from '../files/sync.ts';
import { sweepTemporaries, temporaryFor } from '../files/temporary.ts';
import { backupFolder } from './backups.ts';
import { openDatabase } from './database.ts';
import { catalogFault, catalogFile, keptFolder } from './faults.ts';
import { schemaVersion } from './schema.ts';

export type Exchanged = {
  /** Where what was there is kept; undefined when there was nothing. */
  readonly kept: string | undefined;
};

/**
 * Puts the backup of this name in the place of the catalog in `folder`, whose lock must be held.
 * @throws StopError `usage` for a name that is none of a backup, `catalog-damaged` for a backup that is damaged
 */
export async function restoreBackup(folder: string, name: string, now: Date): Promise<Exchanged> {
  const backup = join(backupFolder(folder), name);
  assertWhole(backup);
  return putInPlace(folder, backup, now);
}

/**
 * Copies `source` to where the catalog lies, in one step at the end. Stopped before, the old catalog is there or kept, and
 * the same can be done again.
 */
export async function putInPlace(folder: string, source: string, now: Date): Promise<Exchanged> {
  const place = join(folder, catalogFile);
  await sweepTemporaries(folder);
  const temporary = temporaryFor(place);
  try {
    const old = await stat(place).catch(() => undefined);
    await copyFile(source, temporary, constants.COPYFILE_FICLONE);
    const copy = await open(temporary, 'r+');
    try {
      await copy.chmod(old === undefined ? 0o600 : old.mode & 0o777);
      await syncFile(copy);
    } finally {
      await copy.close();
    }
    const kept = keepAside(folder, now);
    await moveOver(temporary, place);
    await syncFolder(folder);
    return { kept };
  } catch (error) {
    rmSync(temporary, { force: true });
    throw asStop(error, 'the new catalog');
  }
}

/** Moves the catalog and what SQLite has beside it to a folder for such; undefined when there is none. */
function keepAside(folder: string, now: Date): string | undefined {
  const place = join(folder, catalogFile);
  takeChangesIn(place);
  const parts = ['', '-wal'].filter((end) => existsSync(place + end));
  const aside = join(folder, keptFolder);
  let kept: string | undefined;
  if (parts.length > 0) {
    makeFolder(aside, 0o700);
    kept = join(aside, freeName(aside, now));
    // The changes last: without their catalog nothing can be made of them, and without them the catalog can still be read.
    for (const end of parts) renameSync(place + end, kept + end);
  }
  // Left here, it would be taken for a part of the next catalog.
  rmSync(`${place}-shm`, { force: true });
  return kept;
}

/** Moves the latest changes into the catalog's own file, as closing it does. A damaged one stays as it is. */
function takeChangesIn(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return;
  try {
    const db = openDatabase(file);
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  } catch (error) {
    messageOf(error);
  }
}

function freeName(aside: string, now: Date): string {
  const moment = now.toISOString().slice(0, 19).replaceAll(':', '');
  for (let number = 1; ; number++) {
    const name = `catalog-${moment}${number === 1 ? '' : `-${number}`}.sqlite`;
    if (!existsSync(join(aside, name)) && !existsSync(join(aside, `${name}-wal`))) return name;
  }
}

/** @throws StopError `catalog-damaged`, `catalog-older`, `catalog-newer` */
function assertWhole(file: string): void {
  let found: { readonly version: number; readonly problem: string };
  try {
    const db = openDatabase(file, { readOnly: true });
    try {
      const version = Object.values(db.prepare('PRAGMA user_version').get() ?? {})[0];
      const problem = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
      found = { version: Number(version), problem: String(problem) };
    } finally {
      db.close();
    }
  } catch (error) {
    throw catalogFault(error, file);
  }
  const advice = 'Choose another backup; nothing was changed.';
  if (found.problem !== 'ok')
    throw new StopError('catalog-damaged', `The backup ${file} is damaged.`, advice);
  if (found.version !== schemaVersion)
    throw new StopError(
      found.version > schemaVersion ? 'catalog-newer' : 'catalog-older',
      `The backup ${file} was made by another version of proofsheet.`,
      advice,
    );
}
