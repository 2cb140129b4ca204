/** Files and folders that need not be there. */
import { lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { systemCode } from '../errors.ts';

/** What `work` gives; `otherwise` where there is no such file or folder. @throws the file system's other errors */
export function ifThere<T, Otherwise>(
  work: Promise<T>,
  otherwise: Otherwise,
): Promise<T | Otherwise> {
  return work.catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return otherwise;
    throw error;
  });
}

/** What lies in a folder; nothing where there is no such folder. @throws the file system's other errors */
export function namesIn(folder: string): Promise<string[]> {
  return ifThere(readdir(folder), []);
}

/** Whether something has this name, even a link that leads nowhere. What cannot be looked at counts as there: reading it says why not. */
export function isNamed(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
