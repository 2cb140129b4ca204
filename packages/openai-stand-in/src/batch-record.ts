/** A batch as the server keeps it: what the client sees, and what only the service knows. */
import type { BatchError, BatchObject, BatchStatus, BatchUsage } from './wire.ts';

export type BatchRecord = BatchObject & {
  /** The nth batch of this server, from 1. */
  readonly nth: number;
  /** How often its state was asked for in its present status. */
  readonly polls: number;
  /** When it got its present status, in milliseconds of the server's clock. */
  readonly since: number;
  /** Tokens that it takes in the queue, counted by its validation. */
  readonly enqueued: number;
  /** After its end it keeps its place in the queue for so many validations of other batches, and until then. */
  readonly held: { readonly checks: number; readonly until: number };
  /** For so many polls after its end its result files are not named yet. */
  readonly withheld: number;
  /** Lines that are finished, failed ones included. */
  readonly done: number;
  /** Bytes of the result files that belong to those lines. */
  readonly written: { readonly output: number; readonly error: number };
  /** What the lines cost so far. */
  readonly spent: BatchUsage;
};

const noUsage: BatchUsage = {
  input_tokens: 0,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 0,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 0,
};

const windowSeconds = 24 * 60 * 60;

export type NewBatch = {
  readonly id: string;
  readonly nth: number;
  readonly endpoint: string;
  readonly inputFile: string;
  readonly metadata: Readonly<Record<string, string>> | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

export function newBatch({ id, nth, endpoint, inputFile, metadata, now }: NewBatch): BatchRecord {
  const created = Math.floor(now / 1000);
  return {
    id,
    object: 'batch',
    endpoint,
    model: null,
    errors: null,
    input_file_id: inputFile,
    completion_window: '24h',
    status: 'validating',
    output_file_id: null,
    error_file_id: null,
    created_at: created,
    in_progress_at: null,
    expires_at: created + windowSeconds,
    finalizing_at: null,
    completed_at: null,
    failed_at: null,
    expired_at: null,
    cancelling_at: null,
    cancelled_at: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    usage: null,
    metadata,
    nth,
    polls: 0,
    since: now,
    enqueued: 0,
    held: { checks: 0, until: 0 },
    withheld: 0,
    done: 0,
    written: { output: 0, error: 0 },
    spent: noUsage,
  };
}

/** What the client sees of a batch. */
export function batchObject(record: BatchRecord): BatchObject {
  const { nth, polls, since, enqueued, held, withheld, done, written, spent, ...object } = record;
  return withheld > 0 ? { ...object, output_file_id: null, error_file_id: null } : object;
}

const stampOf: Readonly<Record<BatchStatus, keyof BatchObject | undefined>> = {
  validating: undefined,
  failed: 'failed_at',
  in_progress: 'in_progress_at',
  finalizing: 'finalizing_at',
  completed: 'completed_at',
  expired: 'expired_at',
  cancelling: 'cancelling_at',
  cancelled: 'cancelled_at',
};

/** The batch in a new status, with its time stamp. */
export function inStatus(record: BatchRecord, status: BatchStatus, now: number): BatchRecord {
  const stamp = stampOf[status];
  return {
    ...record,
    status,
    since: now,
    polls: 0,
    ...(stamp === undefined ? {} : { [stamp]: Math.floor(now / 1000) }),
  };
}

/** The batch failed as a whole: nothing was done, nothing is billed. */
export function failedWith(
  record: BatchRecord,
  errors: readonly BatchError[],
  now: number,
): BatchRecord {
  return {
    ...inStatus(record, 'failed', now),
    enqueued: 0,
    errors: { object: 'list', data: errors },
    request_counts: { total: 0, completed: 0, failed: 0 },
  };
}

/** Whether nothing will happen to the batch any more. */
export function isOver(status: BatchStatus): boolean {
  return (
    status === 'failed' || status === 'completed' || status === 'expired' || status === 'cancelled'
  );
}
