/** Everything the routes work on. */
import { BatchLife, type Speed } from './batch-life.ts';
import type { RunContext } from './batch-run.ts';
import { Blobs } from './blobs.ts';
import type { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import type { Answer } from './model.ts';
import { knownModelIds } from './models.ts';
import { Viewer } from './picture.ts';
import { RateLimit } from './rate-limit.ts';
import type { ServiceKind } from './request.ts';

export type ServiceOptions = {
  /** Writes the answers. */
  readonly answer: Answer;
  /** Where files, batches and counters are kept, so that a restart goes on; a temporary folder if absent. */
  readonly directory?: string | undefined;
  readonly faults?: Faults | undefined;
  /** Milliseconds since 1970. */
  readonly clock?: (() => number) | undefined;
  /** How batches advance; by polls if absent: validated at the first, completed at the second. */
  readonly speed?: Speed | undefined;
  /** Ids of the models that exist; absent: today's. */
  readonly models?: readonly string[] | undefined;
  /** Tokens that may wait in the queue of each model, or by model; absent: no limit. */
  readonly queueLimit?: number | Readonly<Record<string, number>> | undefined;
  /** Live requests per minute; absent: no limit. */
  readonly requestsPerMinute?: number | undefined;
  /** `local`: a server like those on one's own machine, without files, batches, key and usage. */
  readonly kind?: ServiceKind | undefined;
};

export type Service = Omit<RunContext, 'faults'> & {
  readonly life: BatchLife;
  readonly rate: RateLimit;
  faults: Faults;
};

/** @param folder where the contents of files are kept, and the journal if the caller named a directory */
export function openService(folder: string, options: ServiceOptions, signal: AbortSignal): Service {
  const { queueLimit: limits, clock: now = Date.now } = options;
  const journal = new Journal(options.directory);
  const blobs = new Blobs(folder);
  blobs.keepOnly(new Set(journal.memory.files.keys()));
  const basics = {
    kind: options.kind ?? 'openai',
    models: options.models ?? knownModelIds,
    viewer: new Viewer(),
    answer: options.answer,
    now,
    journal,
    blobs,
    signal,
  };
  const service: Service = {
    ...basics,
    faults: options.faults ?? {},
    rate: new RateLimit(options.requestsPerMinute, now),
    life: new BatchLife({
      ...basics,
      faults: () => service.faults,
      speed: options.speed ?? { by: 'polls' },
      queueLimit: (model) =>
        (typeof limits === 'object' ? limits[model] : limits) ?? Number.POSITIVE_INFINITY,
    }),
  };
  return service;
}
