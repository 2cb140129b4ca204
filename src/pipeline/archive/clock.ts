/** The machine's own clock. */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from './stage.ts';

export const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};
