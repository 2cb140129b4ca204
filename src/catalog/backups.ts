/** Copies of a catalog, one for each day of use, in a folder beside it that is closed to others. */
import { lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StopError } from '../errors.ts';
import { moveOver } from '../files/in-use.ts';
import { makeFolder } from '../files/make-folder.ts';
import { freeBytes } from '../files/space.ts';
import { syncFile, syncFolder } from '../files/sync.ts';
import { sweepTemporaries, temporaryFor } from '../files/temporary.ts';
import type { Catalog } from './catalog.ts';
import { catalogFault, catalogFile } from './faults.ts';
import { vacuumInto } from './vacuum.ts';

export type Backup = {
  /** Name of the file, in the folder of backups. */
  readonly name: string;
  /** The day it was made, by the clock of that day: `2026-11-29`. */
  readonly day: string;
  readonly bytes: number;
};

const pattern = /^catalog-(\d{4}-\d\d-\d\d)\.sqlite$/;

/** Where the backups of the catalog in `folder` lie. */
export function backupFolder(folder: string): string {
  return join(folder, 'backups');
}

/** The backups there are, the latest first. What is no file of ours is passed over. */
export function listBackups(folder: string): Backup[] {
  const place = backupFolder(folder);
  if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(place)
    .flatMap((name) => {
      const day = pattern.exec(name)?.[1];
      const found = day === undefined ? undefined : lstatSync(join(place, name));
      return day !== undefined && found?.isFile() === true
        ? [{ name, day, bytes: found.size }]
        : [];
    })
    .sort((a, b) => (a.day < b.day ? 1 : -1));
}

/** Whether there is more in a catalog than a scan would find again. */
export function isWorthBackup(catalog: Catalog): boolean {
  return ['review', 'batch', 'embedding'].some((table) =>
    catalog.has(`SELECT 1 FROM ${table} LIMIT 1`),
  );
}

/** Whether the backup of a day is still to be made. */
export function needsBackup(folder: string, now: Date): boolean {
  const today = dayOf(now);
  return listBackups(folder).every(({ day }) => day !== today);
}

/**
 * Makes the backup of today, whole or not at all, while others work on the catalog, and removes those that are no
 * longer needed.
 * @throws StopError `disk-full`, `catalog-damaged`, `file-refused`; the file system's error
 */
export async function makeBackup(folder: string, now: Date, signal: AbortSignal): Promise<void> {
  const place = backupFolder(folder);
  makeFolder(place, 0o700);
  if (!lstatSync(place).isDirectory())
    throw new StopError('file-refused', `${place} is not a folder.`, 'Move it away.');
  await sweepTemporaries(place);
  const source = join(folder, catalogFile);
  await assertRoom(place, statSync(source).size);
  const name = `catalog-${dayOf(now)}.sqlite`;
  const temporary = temporaryFor(join(place, name));
  try {
    // Empty, so that it is closed to others before anything is in it.
    await (await open(temporary, 'wx', 0o600)).close();
    await vacuumInto(source, temporary, signal);
    const copy = await open(temporary, 'r+');
    try {
      await syncFile(copy);
    } finally {
      await copy.close();
    }
    await moveOver(temporary, join(place, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw catalogFault(error, source);
  }
  await syncFolder(place);
  for (const { name: old } of unneeded(listBackups(folder), dayOf(now)))
    rmSync(join(place, old), { force: true });
}

/** Twice the room it may take: the rest of the program needs some, too. */
async function assertRoom(place: string, bytes: number): Promise<void> {
  if ((await freeBytes(place)) >= 2 * bytes) return;
  throw new StopError(
    'disk-full',
    'There is no space left for a backup of the catalog.',
    'Free some space.',
  );
}

const daysKept = 3;
const weeksKept = 3;

/**
 * Which backups are no longer needed: the last three days stay, and the last one of each of three weeks before them.
 * What bears a later date than today comes from a clock that was wrong, and stays until it is older.
 * @param backups the latest first
 */
export function unneeded(backups: readonly Backup[], today: string): readonly Backup[] {
  const past = backups.filter(({ day }) => day <= today);
  const older = past.slice(daysKept);
  const lastOfWeeks = [...Map.groupBy(older, ({ day }) => weekOf(day)).values()]
    .slice(0, weeksKept)
    .map(([last]) => last);
  return older.filter((backup) => !lastOfWeeks.includes(backup));
}

const millisecondsOfDay = 24 * 60 * 60 * 1000;

/** A number for the week from Monday to Sunday that a day lies in; 1 January 1970 was a Thursday. */
function weekOf(day: string): number {
  return Math.floor((Date.parse(day) / millisecondsOfDay + 3) / 7);
}

/** By the clock of the place. */
function dayOf(moment: Date): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(moment.getFullYear(), 4)}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}
