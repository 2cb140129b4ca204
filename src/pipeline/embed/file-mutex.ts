/** One writer at a time for each file, whatever names it goes by. */
import type { FileState } from './target.ts';

const busy = new Map<string, Promise<unknown>>();

/** Runs `work` once nothing else in this process is working on the same file. */
export async function withFileMutex<T>(file: FileState, work: () => Promise<T>): Promise<T> {
  const key = `${file.device}:${file.inode}`;
  const before = busy.get(key);
  const mine = (before ?? Promise.resolve()).then(work, work);
  const settled = mine.catch(() => undefined);
  busy.set(key, settled);
  try {
    return await mine;
  } finally {
    if (busy.get(key) === settled) busy.delete(key);
  }
}
