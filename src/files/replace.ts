/**
 * Replacing a file so that after a crash or power cut it is either the old or the new one, whole:
 * temporary file in the same folder, fsync, rename, fsync of the folder.
 */
import { open, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setMode } from './file-status.ts';
import { moveOver } from './in-use.ts';
import { syncFile, syncFolder } from './sync.ts';
import { temporaryFor } from './temporary.ts';

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
      if (old !== undefined) await setMode(handle, old & 0o7777);
      await handle.writeFile(bytes);
      await syncFile(handle);
    } finally {
      await handle.close();
    }
    await options.beforeRename?.();
    await moveOver(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}
