/** What a stand-in can be told, and everything that its parts work on. */
import { join } from 'node:path';
import type { BatchRecord } from './batch.ts';
import { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import type { Answer } from './model.ts';
import { knownModelIds } from './models.ts';
import { Viewer } from './picture.ts';
import { RateLimit } from './rate-limit.ts';
import { Ledger } from './stats.ts';
import { Store } from './store.ts';
import type { FileObject } from './wire.ts';

/**
 * - `openai`: the service itself
 * - `local`: a server on one's own machine that speaks the common part of the protocol: no files, batches, key, usage
 */
export type ServiceKind = 'openai' | 'local';

/** How batches advance: by calls that show them, or by milliseconds of the service's clock. */
type Speed = {
  readonly by: 'polls' | 'time';
  /** Until a batch is validated: 1 poll, or 1000 ms. */
  readonly validating?: number;
  /** By polls: until all lines are done, an equal part at each; 1. */
  readonly running?: number;
  /** By time: for each line; 20 ms. */
  readonly line?: number;
  /** Until the result files are there: 0 polls, or 500 ms. */
  readonly finalizing?: number;
};

export type ServiceOptions = {
  /** Writes the answers. */
  readonly answer: Answer;
  /** Where files and batches are kept, so that a restart goes on; a temporary folder if absent. */
  readonly directory?: string | undefined;
  readonly faults?: Faults | undefined;
  /** Milliseconds since 1970. */
  readonly clock?: (() => number) | undefined;
  /** By polls if absent: validated at the first, completed at the second. */
  readonly speed?: Speed | undefined;
  /** Ids of the models that exist; absent: today's. */
  readonly models?: readonly string[] | undefined;
  /** Tokens that may wait in the queue of each model; absent: no limit. */
  readonly queueLimit?: number | undefined;
  /** Live requests per minute; absent: no limit. */
  readonly requestsPerMinute?: number | undefined;
  readonly kind?: ServiceKind | undefined;
};

/**
 * @param folder where files and batches are kept
 * @param signal aborts when the stand-in closes
 */
export function openService(folder: string, options: ServiceOptions, signal: AbortSignal) {
  const { answer, kind = 'openai', clock: now = Date.now } = options;
  return {
    answer,
    kind: kind as ServiceKind,
    now,
    signal,
    models: options.models ?? knownModelIds,
    speed: options.speed ?? ({ by: 'polls' } as Speed),
    queueLimit: options.queueLimit ?? Number.POSITIVE_INFINITY,
    faults: options.faults ?? ({} as Faults),
    files: new Store<FileObject>(join(folder, 'files')),
    batches: new Store<BatchRecord>(join(folder, 'batches')),
    blobs: new Blobs(join(folder, 'contents')),
    viewer: new Viewer(kind === 'openai'),
    rate: new RateLimit(options.requestsPerMinute, now),
    ledger: new Ledger(),
    inTurn: turns(),
  };
}

export type Service = ReturnType<typeof openService>;

/** Lets one piece of work begin when the one before has ended. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
