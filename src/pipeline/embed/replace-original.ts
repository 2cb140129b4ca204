/** Lets a proved copy take its photo's place. After a crash at any moment the photo is the old or the new one. */
import { type FileHandle, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asStop, messageOf, StopError } from '../../errors.ts';
import { setMode, setOwner, setTime } from '../../files/file-status.ts';
import { moveOver } from '../../files/in-use.ts';
import { syncFile, syncFolder } from '../../files/sync.ts';
import { keptNameOf } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import { ChangedMeanwhileError } from './problem.ts';
import { type FileState, isUnchanged, stateOf, type Target } from './target.ts';

export type ReplaceOriginalOptions = {
  /** The modification time that the photo gets, in nanoseconds since 1970; its own new one when absent. */
  readonly mtime?: bigint | undefined;
  /**
   * Called before a photo is written over in place, which a crash could leave half done: the caller notes the path of
   * the copy, and `recover` finishes it from there.
   */
  readonly beforeOverwrite: (copy: string) => void;
};

/** What a photo may lose beside its contents, where the disk or its owner keeps us from setting it. */
export type Lost = 'attributes' | 'permissions' | 'time';

export type Replaced = {
  /** What the photo is now. */
  readonly state: FileState;
  readonly lost: readonly Lost[];
};

/** A proved copy and the photo that it is to replace. */
export type Copy = { readonly target: Target; readonly temporary: string };

/** Writes down what a copy is for, before it is used. Where that fails, the copy is of no use to anybody. */
export async function noting<T>({ temporary }: Copy, note: () => T | Promise<T>): Promise<T> {
  try {
    return await note();
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/**
 * Puts `temporary` in the place of the photo.
 * @throws ChangedMeanwhileError, or the file system's error; the photo is then as it was. StopError when the disk
 * failed while the photo was being written over; the copy is then kept
 */
export async function replaceOriginal(
  copy: Copy,
  options: ReplaceOriginalOptions,
): Promise<Replaced> {
  const { target, temporary } = copy;
  let lost: readonly Lost[];
  try {
    const attributesLost = await withFile(temporary, 'r+', (file) =>
      copyFileAttributes(file, target, options.mtime),
    );
    if (!(await isUnchanged(target.path, target.state))) throw new ChangedMeanwhileError();
    if (attributesLost === undefined) lost = await overwrite(copy, options);
    else {
      await moveOver(temporary, target.path);
      lost = attributesLost;
    }
  } finally {
    // Gone already if it took the photo's place.
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(dirname(target.path));
  return { state: stateOf(await stat(target.path, { bigint: true })), lost };
}

/**
 * Gives the copy the photo's owner, permissions and time, and brings it safely to the disk.
 * @param file open for writing, and before it may become read-only
 * @returns what could not be given to it; undefined when it cannot take the place of the photo
 */
async function copyFileAttributes(
  file: FileHandle,
  { inPlace, owner, mode }: Target,
  mtime: bigint | undefined,
): Promise<Lost[] | undefined> {
  const mayReplace = !inPlace && (await setOwner(file, owner));
  const lost: Lost[] = [];
  if (!(await setMode(file, mode))) lost.push('permissions');
  if (mtime !== undefined && !(await setTime(file, mtime))) lost.push('time');
  await syncFile(file);
  return mayReplace ? lost : undefined;
}

/** Writes the photo over from the copy, which is all there is of it until that is done. */
async function overwrite(
  { target, temporary }: Copy,
  { mtime, beforeOverwrite }: ReplaceOriginalOptions,
): Promise<Lost[]> {
  const copy = keptNameOf(temporary);
  // Opened first: a photo that cannot be opened is as it was.
  const timeKept = await withFile(target.path, 'r+', async (photo) => {
    beforeOverwrite(copy);
    await moveOver(temporary, copy);
    await syncFolder(dirname(copy));
    return copyOver(copy, photo, mtime).catch((error) => {
      throw halfWritten(error, target.path, copy);
    });
  });
  await unlink(copy).catch(() => undefined);
  return timeKept ? [] : ['time'];
}

function halfWritten(error: unknown, path: string, copy: string): unknown {
  const stop = asStop(error, `the new contents of ${path}`);
  if (stop instanceof StopError) return stop;
  return new StopError(
    'file-refused',
    `${path} could be written only in part: ${messageOf(error)}.`,
    `Its new version is safe in ${copy}. Check the disk and run the same command again to finish from that copy.`,
    { cause: error },
  );
}

const chunkBytes = 1024 * 1024;

/**
 * Writes the contents of the file `from` over those of `into`, for files that have several names: replacing one name
 * would cut it off from the others. The copy stays until the file is safe on the disk, so that a crash in between can
 * be made good from it.
 * @param into open for reading and writing
 * @param mtime the modification time that it gets, in nanoseconds since 1970; its own new one when absent
 * @returns whether it got that time, which only its owner may set
 * @throws the file system's error
 */
export async function copyOver(
  from: string,
  into: FileHandle,
  mtime: bigint | undefined,
): Promise<boolean> {
  await withFile(from, 'r', async (source) => into.truncate(await copyBytes(source, into)));
  await syncFile(into);
  return mtime === undefined || setTime(into, mtime);
}

async function copyBytes(source: FileHandle, file: FileHandle): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let done = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, chunkBytes, done);
    if (bytesRead === 0) return done;
    for (let written = 0; written < bytesRead; )
      written += (await file.write(buffer, written, bytesRead - written, done + written))
        .bytesWritten;
    done += bytesRead;
  }
}
