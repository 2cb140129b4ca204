import type { FileHandle } from 'node:fs/promises';
import { openFile } from './open-file.ts';

/** Opens a regular file for as long as `work` takes. */
export async function withFile<T>(
  path: string,
  flags: 'r' | 'r+',
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await openFile(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
