import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openAndLook } from './open-file.ts';

/** Opens a regular file for as long as `work` takes. */
export async function withFile<T>(
  path: string,
  flags: 'r' | 'r+',
  work: (file: FileHandle, found: BigIntStats) => Promise<T>,
): Promise<T> {
  const opened = await openAndLook(path, flags);
  await using file = opened.file;
  return await work(file, opened.found);
}
