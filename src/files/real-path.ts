/** Paths with their links followed. */
import { realpath as walkedPath } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { platform } from './platform.ts';

/**
 * The real path of a file, to be compared with others that this function gives. Windows would ask the driver of the disk;
 * those of RAM disks and encrypted volumes do not know, and mapped drives come back under another name. So it is walked
 * there, name by name.
 * @throws the file system's error
 */
export const realPath: (path: string) => Promise<string> = platform().walksPaths
  ? promisify(walkedPath)
  : (path) => realpath(path);
