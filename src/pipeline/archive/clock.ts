/** The machine's own clock. */
import { setTimeout } from 'node:timers/promises';
import { turnWithoutScreen } from '../../catalog/chunked.ts';
import type { Archive } from './archive.ts';
import type { Clock, StageContext } from './stage.ts';

export const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};

/** The context of a stage that goes by the clock of the system. */
export function contextOf(
  archive: Archive,
  report: StageContext['report'],
  signal: AbortSignal,
): StageContext {
  return { archive, report, signal, clock: systemClock };
}

/** The same of a command: no key waits for its turn. */
export function contextWithoutScreen(...given: Parameters<typeof contextOf>): StageContext {
  return { ...contextOf(...given), turn: turnWithoutScreen };
}
