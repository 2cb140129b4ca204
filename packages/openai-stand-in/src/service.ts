/** What a stand-in can be told, and everything that its parts work on. */
import { join } from 'node:path';
import type { BatchRecord } from './batch.ts';
import { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import { Ledger } from './ledger.ts';
import type { Answer } from './model.ts';
import { knownModelIds } from './models.ts';
import { Viewer } from './picture.ts';
import { RateLimit } from './rate-limit.ts';
import { Store } from './store.ts';
import type { FileObject } from './wire.ts';

/**
 * - `openai`: the service itself
 * - `local`: a server on one's own machine that speaks the common part of the protocol: no files, batches, key, usage
 */
export type ServiceKind = 'openai' | 'local';

/** How batches advance. Polls are calls that show the batch; times are milliseconds of the service's clock. */
export type Speed =
  | {
      readonly by: 'polls';
      /** Polls until validated; 1. */
      readonly validating?: number;
      /** Polls until all lines are done, an equal part at each; 1. */
      readonly running?: number;
      /** Polls until the result files are there; 0. */
      readonly finalizing?: number;
    }
  | {
      readonly by: 'time';
      /** 1000. */
      readonly validating?: number;
      /** For each line; 20. */
      readonly line?: number;
      /** 500. */
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

export type Service = {
  readonly kind: ServiceKind;
  readonly models: readonly string[];
  readonly answer: Answer;
  readonly now: () => number;
  readonly speed: Speed;
  readonly queueLimit: number;
  readonly viewer: Viewer;
  readonly files: Store<FileObject>;
  readonly batches: Store<BatchRecord>;
  readonly blobs: Blobs;
  readonly ledger: Ledger;
  readonly rate: RateLimit;
  readonly inTurn: ReturnType<typeof turns>;
  /** Aborts when the stand-in closes. */
  readonly signal: AbortSignal;
  faults: Faults;
};

/** @param folder where files and batches are kept */
export function openService(folder: string, options: ServiceOptions, signal: AbortSignal): Service {
  const { clock: now = Date.now } = options;
  return {
    kind: options.kind ?? 'openai',
    models: options.models ?? knownModelIds,
    answer: options.answer,
    now,
    speed: options.speed ?? { by: 'polls' },
    queueLimit: options.queueLimit ?? Number.POSITIVE_INFINITY,
    viewer: new Viewer(options.kind !== 'local'),
    files: new Store(join(folder, 'files')),
    batches: new Store(join(folder, 'batches')),
    blobs: new Blobs(join(folder, 'contents')),
    ledger: new Ledger(),
    rate: new RateLimit(options.requestsPerMinute, now),
    inTurn: turns(),
    signal,
    faults: options.faults ?? {},
  };
}

/** Lets one piece of work begin when the one before has ended. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
