/** Everything the routes of the server work on. */
import type { BatchLife } from './batch-life.ts';
import type { BlobStore } from './blob-store.ts';
import type { CompleteContext } from './complete.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { RateLimit } from './rate-limit.ts';

export type Service = {
  readonly complete: CompleteContext;
  readonly journal: Journal;
  readonly blobs: BlobStore;
  readonly life: BatchLife;
  readonly rate: RateLimit;
  faults: Faults;
};
