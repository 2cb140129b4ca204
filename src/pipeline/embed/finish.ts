/** Lets a proved copy take its photo's place. After a crash at any moment the photo is the old or the new one. */
import { chmod, chown, rename, stat, unlink, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../files/replace.ts';
import { keptNameOf } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import { copyOver } from './copy-over.ts';
import { type FileState, isUnchanged, stateOf, type Target } from './target.ts';

/** The photo changed after it was looked at; nothing was replaced and the copy is gone. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
}

export type FinishOptions = {
  /** The modification time that the photo gets, in nanoseconds since 1970; its own new one when absent. */
  readonly mtime?: bigint | undefined;
  /**
   * Called before a photo is written over in place, which a crash could leave half done: the caller notes the path of
   * the copy, and `mendOverwritten` finishes it from there.
   */
  readonly beforeOverwrite: (copy: string) => void;
};

/**
 * Puts `temporary` in the place of the photo. @returns what the photo is now
 * @throws ChangedMeanwhileError, or the file system's error; the photo is then as it was
 */
export async function finish(
  { target, temporary }: { readonly target: Target; readonly temporary: string },
  { mtime, beforeOverwrite }: FinishOptions,
): Promise<FileState> {
  // A copy that a photo was only half written from is all there is of it.
  let leftover: string | undefined = temporary;
  try {
    await dress(temporary, target, mtime);
    if (!(await isUnchanged(target.path, target.state))) throw new ChangedMeanwhileError();
    if (target.inPlace) {
      const copy = keptNameOf(temporary);
      beforeOverwrite(copy);
      await rename(temporary, copy);
      leftover = undefined;
      await syncFolder(dirname(copy));
      await copyOver(copy, target.path, mtime);
      leftover = copy;
    } else await rename(temporary, target.path);
  } finally {
    if (leftover !== undefined) await unlink(leftover).catch(() => undefined);
  }
  await syncFolder(dirname(target.path));
  return stateOf(await stat(target.path, { bigint: true }));
}

/** Gives the copy the photo's permissions, owner and time, and brings it safely to the disk. */
async function dress(temporary: string, target: Target, mtime: bigint | undefined): Promise<void> {
  const made = await stat(temporary);
  const { user, group } = target.owner;
  if (!target.inPlace && (made.uid !== user || made.gid !== group))
    await chown(temporary, user, group);
  await chmod(temporary, target.mode);
  if (mtime !== undefined) await setTime(temporary, mtime);
  await withFile(temporary, 'r', (file) => file.sync());
}

/** Node takes seconds, which hold a time to the microsecond. */
export async function setTime(path: string, mtime: bigint): Promise<void> {
  await utimes(path, new Date(), Number(mtime) / 1e9);
}
