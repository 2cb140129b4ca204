/** Changes to a file that several programs make: each reads what the one before has written. */
import { closeSync, lstatSync, openSync, rmSync } from 'node:fs';
import { systemCode } from '../errors.ts';

/** Milliseconds: a change takes far less. Whoever has had its turn for longer was killed. */
const longest = 3000;
const pause = 15;
const tries = (2 * longest) / pause;

/**
 * Does `work` while no other program does the like for the same file. A folder that takes no mark is no reason not to: `work`
 * says it better.
 */
export function oneAtATime<T>(file: string, work: () => T): T {
  const mark = `${file}.lock`;
  const isMarked = takeTurn(mark);
  try {
    return work();
  } finally {
    if (isMarked) rmSync(mark, { force: true });
  }
}

function takeTurn(mark: string): boolean {
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  for (let left = tries; left > 0; left--) {
    try {
      closeSync(openSync(mark, 'wx', 0o600));
      return true;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') return false;
      if (isLeft(mark)) rmSync(mark, { force: true });
      else Atomics.wait(waiting, 0, 0, pause);
    }
  }
  return false;
}

function isLeft(mark: string): boolean {
  const found = lstatSync(mark, { throwIfNoEntry: false });
  // One of the future is of another clock, or of this one before it was set.
  return found?.isFile() === true && Math.abs(Date.now() - found.mtimeMs) > longest;
}
