/** Brings files and folders safely to the disk, as far as the disk knows how. */
import { type FileHandle, open } from 'node:fs/promises';
import { systemCode } from '../errors.ts';

/** What network and virtual disks answer that cannot flush a single file (fsync(2)). Their own caching decides then. */
const unableToFlush = new Set(['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EBADF', 'ENOTTY']);

/**
 * Flushes a file's contents to the disk, so that they survive a power cut.
 * @param file open for writing: Windows refuses to flush a file that was opened for reading
 * @throws the file system's error
 */
export async function syncFile(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (!unableToFlush.has(systemCode(error) ?? '')) throw error;
  }
}

/** What is being flushed, and the one flush that all wait for who came too late for it. */
type Flush = { readonly done: Promise<void>; next?: Promise<void> };
const underWay = new Map<string, Flush>();

/**
 * Flushes a folder's entries, so that a rename in it survives a power cut. The rename itself has happened, and many
 * disks cannot flush a folder (each with an error of its own; Windows never can), so a failure changes nothing.
 * Those who ask while one is being flushed are served by the next flush together.
 */
export async function syncFolder(folder: string): Promise<void> {
  const flush = underWay.get(folder);
  if (flush === undefined) return startFlush(folder);
  const again = () => startFlush(folder);
  flush.next ??= flush.done.then(again, again);
  return flush.next;
}

function startFlush(folder: string): Promise<void> {
  const flush: Flush = { done: flushFolder(folder).finally(ended) };
  function ended() {
    if (flush.next === undefined) underWay.delete(folder);
  }
  underWay.set(folder, flush);
  return flush.done;
}

async function flushFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}
