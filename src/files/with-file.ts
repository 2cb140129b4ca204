import { type FileHandle, open } from 'node:fs/promises';

/** Opens a file for as long as `work` takes. */
export async function withFile<T>(
  path: string,
  flags: 'r' | 'r+',
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
