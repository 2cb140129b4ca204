/** Paths with their links followed. */
import { realpath as walkedPath } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemCode } from '../errors.ts';
import { platform } from './platform.ts';

/** What every way of asking says. */
const final = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'EBUSY']);

/**
 * The real paths of files, all found in the same way, so that they can be compared. Windows asks the driver of a disk, and
 * those of RAM disks and encrypted volumes do not know; the path is then walked name by name.
 * @throws the file system's error
 */
export async function realPaths(...paths: readonly string[]): Promise<string[]> {
  try {
    return await Promise.all(paths.map((path) => realpath(path)));
  } catch (error) {
    if (platform().hasModes || final.has(systemCode(error) ?? '')) throw error;
    return Promise.all(paths.map((path) => promisify(walkedPath)(path)));
  }
}

/** The real path of one file. @throws the file system's error */
export async function realPath(path: string): Promise<string> {
  const [real = path] = await realPaths(path);
  return real;
}
