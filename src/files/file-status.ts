/**
 * Owner, permissions and time of a file. Not everybody may set them, and not every disk keeps them: a change that is
 * not needed is never asked for, and a refusal is an answer, not an error.
 */
import type { FileHandle } from 'node:fs/promises';
import { systemCode } from '../errors.ts';

/** @param owner ids of the user and group; returns whether the file has them now */
export async function setOwner(
  file: FileHandle,
  { user, group }: { readonly user: number; readonly group: number },
): Promise<boolean> {
  const { uid, gid } = await file.stat();
  return (uid === user && gid === group) || isAllowed(file.chown(user, group));
}

/** @param mode the permission bits, without the kind of file; returns whether the file has them now */
export async function setMode(file: FileHandle, mode: number): Promise<boolean> {
  const now = (await file.stat()).mode & 0o7777;
  return now === mode || isAllowed(file.chmod(mode));
}

/** @param mtime nanoseconds since 1970, kept to the microsecond; returns whether the file has this time now */
export function setTime(file: FileHandle, mtime: bigint): Promise<boolean> {
  return isAllowed(file.utimes(new Date(), Number(mtime) / 1e9));
}

async function isAllowed(change: Promise<void>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    // "Not you", "not on this disk", or one of a dozen others: the contents do not depend on it.
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
