/** How long a person has been reviewing, from the times of what was done. */
import type { Catalog } from '../../catalog/catalog.ts';
import { listSteps } from '../../catalog/undo-log.ts';

/** A longer gap between two actions is a pause, in seconds. */
const pause = 120;
/** What the first action after a pause is taken to have lasted, in seconds. */
const firstAction = 5;

export type ReviewTime = {
  /** Seconds at work, pauses left out. */
  readonly seconds: number;
};

export function reviewTime(catalog: Catalog): ReviewTime {
  let seconds = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const { at } of listSteps(catalog)) {
    const now = Date.parse(at) / 1000;
    const gap = now - before;
    // A clock that was set back makes the gap unknown, as a pause does.
    seconds += gap >= 0 && gap <= pause ? gap : firstAction;
    before = now;
  }
  return { seconds: Math.round(seconds) };
}
