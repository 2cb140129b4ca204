/**
 * Folders for a while, in the system's temporary folder: closed to all others, and gone when the program is. What a
 * killed process has left goes when the next one starts.
 */
import { rmSync } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStillRunning, markOf } from './processes.ts';

const pattern = /^proofsheet-(\d+)-(?:([0-9a-f]{4})-)?[A-Za-z0-9]{6}$/;
/** Where nobody can say whether the process that made it is the one that runs now. */
const oldEnough = 24 * 60 * 60 * 1000;

/** Windows keeps what somebody still has open; a scanner has most of it for a moment. */
const maxRetries = 3;
/** In front of the random part of a name, where a process can be known by its start. */
const ownMark = [markOf(process.pid), ''].filter((part) => part !== undefined).join('-');

/** A new one, with mode 0700, which is removed at the latest when this process ends. */
export async function newPrivateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `proofsheet-${process.pid}-${ownMark}`));
  if (made.size === 0) process.once('exit', removeAll);
  made.add(folder);
  return folder;
}

const made = new Set<string>();

function removeAll(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries });
}

/** Removes what processes of this user left that are gone. A folder that cannot be looked at is left. */
export async function sweepPrivateFolders(place = tmpdir()): Promise<void> {
  const names = await readdir(place).catch(() => []);
  for (const name of names) {
    const [, id, mark] = pattern.exec(name) ?? [];
    const pid = Number(id);
    if (Number.isNaN(pid) || pid === process.pid) continue;
    const folder = join(place, name);
    const found = await lstat(folder).catch(() => undefined);
    if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) continue;
    const running =
      isStillRunning(pid, found.mtimeMs, mark) ?? Date.now() - found.mtimeMs < oldEnough;
    if (!running)
      await rm(folder, { recursive: true, force: true, maxRetries }).catch(() => undefined);
  }
}
