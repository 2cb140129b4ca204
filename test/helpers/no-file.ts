/** What can have the name of a file without being one that anybody can read. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';

/** Each puts itself at a path; beside it what is said of it. */
export const noFiles: readonly (readonly [
  what: string,
  put: (path: string) => void,
  said: string,
])[] = [
  ['a link to itself', (path) => symlinkSync(path, path), 'its links lead in a circle'],
  ['a folder', (path) => mkdirSync(path), 'it is a folder, not a file'],
  ['a pipe', (path) => void execFileSync('mkfifo', [path]), 'it is a pipe, not a file'],
];
