/** Makes folders, with those above them. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../errors.ts';

/**
 * Makes a folder and those that are missing above it, each with `mode`; gives the first that was made, undefined where
 * all were there. Node's own `recursive` never ends where the system says of a new folder that it is not there, as Linux
 * does below /proc and in a folder that was deleted.
 * @throws the file system's error
 */
export function makeFolder(folder: string, mode?: number): string | undefined {
  const missing = isFolder(folder) ? [] : [folder];
  for (let at = dirname(folder); !exists(at) && dirname(at) !== at; at = dirname(at))
    missing.unshift(at);
  for (const each of missing) makeOne(each, mode);
  return missing[0];
}

function makeOne(folder: string, mode: number | undefined): void {
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    // Another process was faster.
    if (systemCode(error) !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

const found = (path: string) => statSync(path, { throwIfNoEntry: false });
const exists = (path: string) => found(path) !== undefined;
const isFolder = (path: string) => found(path)?.isDirectory() === true;
