import { readdir } from 'node:fs/promises';
import { systemCode } from '../errors.ts';

/** What lies in a folder; nothing where there is no such folder. @throws the file system's other errors */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
