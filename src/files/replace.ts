/**
 * Replacing a file so that after a crash or power cut it is either the old or the new one, whole:
 * temporary file in the same folder, fsync, rename, fsync of the folder.
 */
import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../errors.ts';
import { temporaryFor } from './temporary.ts';

/** Flushes a folder's entries, so that a rename in it survives a power cut. Not possible on Windows. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    // Some file systems (and Windows) refuse to open or flush a folder; the rename itself has happened.
    const code = systemCode(error);
    if (code !== 'EISDIR' && code !== 'EINVAL' && code !== 'EPERM' && code !== 'EACCES')
      throw error;
  } finally {
    await handle?.close();
  }
}

export type ReplaceOptions = {
  /** Permission bits for a new file; an existing file keeps its own. */
  readonly mode?: number;
  /** Called after the new bytes are safe and just before the rename; throw to leave the old file alone. */
  readonly beforeRename?: () => Promise<void>;
};

/**
 * Writes `bytes` to `path` in one step.
 * @throws the file system's error (`ENOSPC`, `EACCES`, ...); the old file is then untouched and no temporary is left.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array | string,
  options: ReplaceOptions = {},
): Promise<void> {
  const old = (await stat(path).catch(() => undefined))?.mode;
  const temporary = temporaryFor(path);
  try {
    const handle = await open(temporary, 'wx', (old ?? options.mode ?? 0o666) & 0o7777);
    try {
      // What the user masks away from new files may be set on the old one.
      if (old !== undefined && (await handle.stat()).mode !== old) await handle.chmod(old & 0o7777);
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await options.beforeRename?.();
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}
