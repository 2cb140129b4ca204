/**
 * Work over very many photos, done in chunks between which the screen gets its turn. Each chunk is a transaction. Those
 * of a step belong to the same step: a program that ends in the middle has done a part, and undo takes just that part
 * back. No other step may begin meanwhile.
 */
import { setImmediate } from 'node:timers/promises';
import { InterruptedError } from '../errors.ts';
import type { Catalog } from './catalog.ts';
import { beginStep, finishStep, reverse, type StepDone, type UndoableAction } from './undo-log.ts';

/** Milliseconds of a chunk of a step. */
const chunkTime = 12;
/** Milliseconds of a chunk of work that nobody waits for: a key pressed meanwhile takes several turns to be drawn. */
const backgroundTime = 6;

/** The same where there is no screen: what was read stays at hand, and a page of the catalog is written once for many photos. */
export const turnWithoutScreen = 200;

/** Milliseconds between two progress reports of a step. */
const writeEvery = 500;

export type ChunkOptions = {
  /** Stops after the chunk in hand; what was done until then stays one step. */
  readonly signal: AbortSignal;
  /** Photos done so far. */
  readonly report: (done: number) => void;
};

/** Does an action in chunks. */
export async function runActionInChunks(
  catalog: Catalog,
  action: UndoableAction,
  { signal, report }: ChunkOptions,
): Promise<StepDone> {
  const step = catalog.transaction(() => beginStep(catalog, action));
  const work = action.work(step)[Symbol.iterator]();
  let written = Number.NEGATIVE_INFINITY;
  for (let done = false; !done && !signal.aborted; ) {
    done = catalog.transaction(() => {
      const ended = chunk(work);
      const now = performance.now();
      if (!step.isEmpty && now - written > writeEvery) {
        finishStep(catalog, action, step);
        written = now;
      }
      return ended;
    });
    report(step.photoIds.size);
    await setImmediate();
  }
  return catalog.transaction(() => finishStep(catalog, action, step));
}

/** Goes one step back or forth in chunks. */
export async function reverseInChunks(
  catalog: Catalog,
  way: 'undo' | 'redo',
  report: (done: number) => void,
): Promise<StepDone | undefined> {
  const work = reverse(catalog, way);
  let changes = 0;
  let result: StepDone | undefined;
  for (let done = false; !done; ) {
    done = catalog.transaction(() =>
      chunk({
        next() {
          const next = work.next();
          if (next.done === true) result = next.value;
          else changes++;
          return next;
        },
      }),
    );
    report(changes);
    await setImmediate();
  }
  return result;
}

/**
 * Looks at very many photos in chunks, without changing anything; gives what the work comes to.
 * @throws InterruptedError when the signal says so
 */
export async function lookInChunks<T>(
  work: Iterator<void, T>,
  { signal, report }: ChunkOptions,
): Promise<T> {
  for (let done = 0; ; ) {
    const end = performance.now() + chunkTime;
    while (performance.now() < end) {
      const next = work.next();
      if (next.done === true) return next.value;
      done++;
    }
    report(done);
    await setImmediate();
    if (signal.aborted) throw new InterruptedError();
  }
}

type WriteOptions = {
  /** May throw to end it; what was written until then stays. */
  readonly afterChunk?: () => void;
  /** Milliseconds of a chunk; unless given, as few as a screen needs. */
  readonly turn?: number | undefined;
};

/** Writes what belongs to each item, in chunks. No step: nothing that a person did. */
export async function writeInChunks<T>(
  catalog: Catalog,
  items: Iterable<T>,
  write: (item: T) => void,
  { afterChunk, turn = backgroundTime }: WriteOptions = {},
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const work = {
    next(): IteratorResult<void, unknown> {
      const next = iterator.next();
      if (next.done !== true) write(next.value);
      return next.done === true ? next : { done: false, value: undefined };
    },
  };
  for (let done = false; !done; ) {
    done = catalog.transaction(() => chunk(work, turn));
    afterChunk?.();
    await setImmediate();
  }
}

/** Works until the time of a chunk is over; returns whether the work has ended. */
function chunk(work: Pick<Iterator<void, unknown>, 'next'>, time = chunkTime): boolean {
  const end = performance.now() + time;
  while (performance.now() < end) if (work.next().done === true) return true;
  return false;
}
