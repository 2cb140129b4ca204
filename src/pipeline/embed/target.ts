/** The file that a photo's path leads to, and whether and how it may be replaced. */
import type { BigIntStats } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../../errors.ts';
import { type Links, linkInTheWay } from '../../files/inside.ts';
import { platform } from '../../files/platform.ts';
import { realPath } from '../../files/real-path.ts';
import type { Problem } from './problem.ts';

/** What a file was when it was looked at; every change of its contents or attributes changes one of these. */
export type FileState = {
  readonly device: bigint;
  readonly inode: bigint;
  readonly bytes: number;
  /** Nanoseconds since 1970. */
  readonly mtime: bigint;
  readonly ctime: bigint;
};

export type Target = {
  /** Absolute path of the file itself, links resolved. */
  readonly path: string;
  readonly state: FileState;
  readonly mode: number;
  readonly owner: { readonly user: number; readonly group: number };
  /**
   * The new contents must go into the same file instead of taking its place: it has other names (hard links), or
   * an owner that a new file could not have.
   */
  readonly inPlace: boolean;
};

const anyWrite = 0o222;

const linkMessages = {
  'is-a-link': 'It is a symbolic link. Set embed.links to follow to write to the file it leads to.',
  'leads-out':
    'It is a link that leads out of the archive, or lies in a folder that is. Set embed.links to follow to write to the file it leads to.',
} as const;

/** Looks at the file behind `path`. @throws the file system's error when it is gone or cannot be looked at */
export async function findTarget(
  path: string,
  links: Links,
  { isOnlyRead = false } = {},
): Promise<Target | Problem> {
  const link = await linkInTheWay(path, links);
  if (link !== undefined) return { code: link, message: linkMessages[link] };
  const real = await realPath(path);
  const found = await stat(real, { bigint: true });
  if (!found.isFile())
    return { code: 'not-a-file', message: 'It leads to something that is not a file.' };
  if (found.nlink > 1n && links.policy === 'refuse' && !isOnlyRead)
    return {
      code: 'is-a-link',
      message:
        'The file has other names (hard links), and all of them would change. Set embed.links to follow to allow that.',
    };
  const locked = isOnlyRead ? undefined : await lockedBy(real, Number(found.mode));
  if (locked !== undefined) return locked;
  return {
    path: real,
    state: stateOf(found),
    mode: Number(found.mode) & 0o7777,
    owner: { user: Number(found.uid), group: Number(found.gid) },
    inPlace: found.nlink > 1n || !canOwn(found),
  };
}

/** Whether a new file in its place could have the same owner. */
function canOwn(found: BigIntStats): boolean {
  const user = process.geteuid?.();
  if (user === undefined || user === 0) return true;
  const groups = new Set([process.getegid?.(), ...(process.getgroups?.() ?? [])]);
  return Number(found.uid) === user && groups.has(Number(found.gid));
}

/** A file or folder without any write permission is meant to stay as it is, even if the system would let us through. */
async function lockedBy(path: string, mode: number): Promise<Problem | undefined> {
  const folder = dirname(path);
  const readOnly = (mode & anyWrite) === 0 || !(await mayWrite(path));
  if (readOnly)
    return { code: 'read-only', message: 'The file is read-only. Make it writable and try again.' };
  // On Windows a folder without that bit is one with an icon of its own, such as Pictures.
  const isClosed = platform().hasModes && ((await stat(folder)).mode & anyWrite) === 0;
  if (isClosed || !(await mayWrite(folder)))
    return {
      code: 'folder-read-only',
      message: 'Its folder is read-only. Make it writable and try again.',
    };
  return undefined;
}

async function mayWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (error) {
    // Anything else is no matter of permissions.
    if (systemCode(error) !== 'EACCES') throw error;
    return false;
  }
}

export function stateOf(found: BigIntStats): FileState {
  return {
    device: found.dev,
    inode: found.ino,
    bytes: Number(found.size),
    mtime: found.mtimeNs,
    ctime: found.ctimeNs,
  };
}

/** Whether the file is still what it was. */
export async function isUnchanged(
  path: string,
  { inode, bytes, mtime, ctime }: FileState,
): Promise<boolean> {
  const now = stateOf(await stat(path, { bigint: true }));
  return now.inode === inode && now.bytes === bytes && now.mtime === mtime && now.ctime === ctime;
}
