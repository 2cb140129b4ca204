/**
 * One at a time: submitting, collecting and cancelling may be started side by side from the screen, and must not
 * both send the same file. Waiting between two looks is not part of a turn.
 */
import type { Archive } from '../archive/archive.ts';

const last = new WeakMap<Archive, Promise<unknown>>();

/** Does the work when all that was begun before for this archive has ended. */
export function inTurn<T>(archive: Archive, work: () => Promise<T>): Promise<T> {
  const before = last.get(archive) ?? Promise.resolve();
  const turn = before.then(work, work);
  last.set(archive, turn);
  return turn;
}
