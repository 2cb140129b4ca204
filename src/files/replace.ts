/**
 * Replacing a file so that after a crash or power cut it is either the old or the new one, whole:
 * temporary file in the same folder, fsync, rename, fsync of the folder.
 */
import { type FileHandle, open, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setMode } from './file-status.ts';
import { moveOver } from './in-use.ts';
import { syncFile, syncFolder } from './sync.ts';
import { temporaryFor } from './temporary.ts';

export type ReplaceOptions = {
  /** A file that a new one is never more open than, whatever the umask; an existing file keeps its own permissions. */
  readonly like?: string | undefined;
  /** Called after the new bytes are safe and just before the rename; throw to leave the old file alone. */
  readonly beforeRename?: () => Promise<void>;
};

/**
 * Writes `bytes` to `path` in one step; of what is made bit by bit, no more is held than that.
 * @throws the file system's error (`ENOSPC`, `EACCES`, ...); the old file is then untouched and no temporary is left.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array | string | AsyncIterable<string>,
  options: ReplaceOptions = {},
): Promise<void> {
  const old = (await stat(path).catch(() => undefined))?.mode;
  const temporary = temporaryFor(path);
  try {
    await writeNew(temporary, bytes, old, options.like);
    await options.beforeRename?.();
    await moveOver(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeNew(
  path: string,
  bytes: Parameters<typeof replaceFile>[1],
  old: number | undefined,
  like: string | undefined,
): Promise<void> {
  await using handle = await open(path, 'wx', old === undefined ? await modeLike(like) : 0o600);
  if (old !== undefined) await setMode(handle, old & 0o7777);
  else if (like !== undefined) await narrow(handle, like);
  await handle.writeFile(bytes);
  await syncFile(handle);
}

/** What another file allows, and its owner may write at any rate; everything where there is none, or none is named. */
async function modeLike(file: string | undefined): Promise<number> {
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  return 0o600 | (0o666 & (found?.mode ?? 0o666));
}

/** In a file of another group, the members of that group may do what all others may with `like`. */
async function narrow(handle: FileHandle, like: string): Promise<void> {
  const [own, other] = await Promise.all([handle.stat(), stat(like).catch(() => undefined)]);
  if (other === undefined || own.gid === other.gid) return;
  const ofGroup = (other.mode & 0o007) << 3;
  await setMode(handle, own.mode & (0o707 | ofGroup));
}
