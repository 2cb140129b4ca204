/**
 * One writing process per catalog. The lock is an SQLite transaction held open, so the system drops it
 * however the process ends; a file beside it says who holds it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf, StopError } from '../errors.ts';

type Holder = { pid: number; host: string; command: string; since: string };

export type CatalogLock = { release(): void };

/** Locks held by this process; a database that is referenced by nobody would be collected and the lock lost. */
const held = new Set<DatabaseSync>();

/** Takes the lock of the catalog in `folder`. @throws StopError `archive-locked` naming the holder. */
export function lockCatalog(folder: string, command: string): CatalogLock {
  mkdirSync(folder, { recursive: true });
  const holderFile = join(folder, 'lock.json');
  const db = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw error;
    throw lockedBy(readHolder(holderFile));
  }
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    command,
    since: new Date().toISOString(),
  };
  writeFileSync(holderFile, JSON.stringify(holder));
  held.add(db);
  return {
    release() {
      if (held.delete(db)) db.close();
    },
  };
}

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === 5;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    // The holder may be about to write the file; the lock itself is what counts.
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
