/**
 * The folder where Node keeps what it has compiled of this program, so that it starts in half the time. Whoever can
 * write there has their code run as ours: it must be a folder that nobody else can write to, replace or have put there.
 * Where there is none, nothing is kept.
 */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { makeFolder } from './files/make-folder.ts';
import { platform } from './files/platform.ts';

/** A private folder of this name, made if need be; undefined where none can be trusted. */
export function ownCacheFolder(name: string): string | undefined {
  try {
    const base = userCacheFolder();
    // What the environment names relatively would be anywhere (XDG Base Directory Specification: ignored).
    if (!isAbsolute(base) || !isGuarded(realpathSync(nearestExisting(base)))) return undefined;
    makeFolder(join(base, 'proofsheet'), 0o700);
    const parent = realpathSync(join(base, 'proofsheet'));
    const folder = join(parent, name);
    makeFolder(folder, 0o700);
    return isGuarded(parent) && isPrivate(folder) ? folder : undefined;
  } catch {
    // A home that cannot be read or written: the start takes a moment longer, that is all.
    return undefined;
  }
}

/** Where this system keeps what a user's programs can make again. */
function userCacheFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return XDG_CACHE_HOME || join(homedir(), '.cache');
}

function nearestExisting(folder: string): string {
  const isThere = statSync(folder, { throwIfNoEntry: false }) !== undefined;
  return isThere ? folder : nearestExisting(dirname(folder));
}

/** A folder itself, no link to one, of this user and closed to all others. */
function isPrivate(folder: string): boolean {
  const entry = lstatSync(folder);
  return entry.isDirectory() && isOwn(entry.uid) && (hasNoModes || (entry.mode & 0o077) === 0);
}

/**
 * Whether nobody but this user and root can put another folder in the place of this one or of one above it. Below a
 * folder that is closed to others it does not matter what they might do.
 * @param folder absolute, without links
 */
function isGuarded(folder: string): boolean {
  if (hasNoModes) return true;
  for (const above of [...ancestorsOf(folder)].reverse()) {
    const { uid, mode } = lstatSync(above);
    if (!isOwn(uid) && uid !== 0) return false;
    // In a sticky folder only the owner of an entry can replace it.
    if ((mode & 0o022) !== 0 && (mode & 0o1000) === 0) return false;
    if (isOwn(uid) && (mode & 0o077) === 0) return true;
  }
  return true;
}

/** The folder and all above it, from the inside out. */
function* ancestorsOf(folder: string): Generator<string> {
  yield folder;
  if (dirname(folder) !== folder) yield* ancestorsOf(dirname(folder));
}

/** On Windows, what lies in a profile is closed to other users by the lists that it inherits; modes say nothing. */
const hasNoModes = !platform().hasModes;

const isOwn = (uid: number): boolean => process.getuid === undefined || uid === process.getuid();
