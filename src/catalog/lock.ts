/**
 * One writing process per catalog. The lock is an SQLite transaction held open, so the system drops it
 * however the process ends; a file beside it says who holds it.
 */
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { messageOf, StopError, systemCode } from '../errors.ts';
import { assertFileAt } from '../files/open-file.ts';
import { isStillRunning } from '../files/processes.ts';
import { makePrivate, makeWorkFolder, privateModeIn } from '../files/work-folder.ts';
import { openDatabase } from './database.ts';
import { catalogFault, primaryCode } from './faults.ts';
import { lockSupportFault } from './lock-support.ts';

type Holder = { pid: number; host: string; command: string; since: string };

export type CatalogLock = { release(): void };

/** Locks held by this process; a database that is referenced by nobody would be collected and the lock lost. */
const held = new Set<DatabaseSync>();

/** Takes the lock of the catalog in `folder`. @throws StopError `archive-locked` naming the holder */
export function lockCatalog(folder: string, command: string): CatalogLock {
  makeWorkFolder(folder);
  const holderFile = join(folder, 'lock.json');
  const db = lockedDatabase(join(folder, 'lock.sqlite'), holderFile);
  try {
    const since = new Date().toISOString();
    writeHolder(holderFile, { pid: process.pid, host: hostname(), command, since });
  } catch (error) {
    db.close();
    throw error;
  }
  held.add(db);
  return {
    release() {
      if (held.delete(db)) db.close();
    },
  };
}

function lockedDatabase(file: string, holderFile: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    makePrivate(file);
    db = openDatabase(file, { wait: 0 });
    db.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    // SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy
    const isHeld = primaryCode(error) === 5 && lockSupportFault(error, dirname(file)) === undefined;
    throw isHeld ? lockedBy(runningHolder(holderFile)) : lockFault(error, file);
  }
}

/** There is nothing in the lock that anybody needs, so it may simply be made again. */
function lockFault(error: unknown, file: string): unknown {
  const fault = catalogFault(error, file);
  if (!(fault instanceof StopError) || fault.code !== 'catalog-damaged') return fault;
  return new StopError(
    'file-refused',
    `The lock ${file} cannot be taken: ${messageOf(error)}.`,
    'Check that its folder can be written, and delete this file if no other proofsheet is running.',
    { cause: error },
  );
}

/** A new file each time, so that nothing is written through a link that lies there. */
function writeHolder(file: string, holder: Holder): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: privateModeIn(dirname(file)) });
}

/** Bytes; it has four short values. */
const longestHolder = 64 * 1024;

/** Who holds the lock, unless it ended without taking its name away: then somebody else has just taken it. */
function runningHolder(file: string): Holder | undefined {
  const holder = readHolder(file);
  const isHere = holder?.host === hostname();
  return isHere && isStillRunning(holder.pid, Date.parse(holder.since)) === false
    ? undefined
    : holder;
}

/** Who holds the lock; undefined where the file does not say it. The lock itself is what counts. */
function readHolder(file: string): Holder | undefined {
  try {
    assertFileAt(file, longestHolder);
    const said = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder> | null;
    const { pid, host, command, since } = said ?? {};
    const isSaid =
      Number.isSafeInteger(pid) && [host, command, since].every((text) => typeof text === 'string');
    return isSaid && !Number.isNaN(Date.parse(since ?? '')) ? (said as Holder) : undefined;
  } catch (error) {
    messageOf(error);
    return undefined;
  }
}

function lockedBy(holder: Holder | undefined): StopError {
  const who =
    holder === undefined
      ? 'Another proofsheet'
      : `Another proofsheet (${holder.command}, process ${holder.pid} on ${holder.host}, since ${sinceText(new Date(holder.since), new Date())})`;
  return new StopError(
    'archive-locked',
    `${who} is working on this archive.`,
    'Wait until it is done or close it, then try again; `proofsheet status` and `proofsheet review --export` work meanwhile.',
  );
}

/** `21:22` by the clock of the place; with the day when that is not the day of `now`: `24 Nov 2026, 21:22`. */
export function sinceText(since: Date, now: Date): string {
  const isToday = since.toDateString() === now.toDateString();
  return since.toLocaleString('en-GB', {
    ...(isToday ? {} : { day: 'numeric', month: 'short', year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
