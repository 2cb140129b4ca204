/** A batch as the service keeps it: what the client sees, and what only the service knows. */
import type { BatchError, BatchObject, BatchStatus, BatchUsage, CompletionUsage } from './wire.ts';

/** The two files of results. */
export const resultKinds = ['output', 'error'] as const;
export type ResultKind = (typeof resultKinds)[number];

export type BatchRecord = BatchObject & {
  /** The nth batch of this service, from 1. */
  readonly nth: number;
  /** How often its state was asked for in its present status. */
  readonly polls: number;
  /** When it got its present status, in milliseconds of the service's clock. */
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
  readonly written: Readonly<Record<ResultKind, number>>;
  /** What the lines cost so far. */
  readonly spent: BatchUsage;
};

const aDay = 24 * 60 * 60;

/** @param now milliseconds since 1970 */
export function newBatch(
  given: Pick<BatchRecord, 'id' | 'nth' | 'endpoint' | 'input_file_id' | 'metadata'>,
  now: number,
): BatchRecord {
  const created = Math.floor(now / 1000);
  return {
    object: 'batch',
    model: null,
    errors: null,
    completion_window: '24h',
    status: 'validating',
    output_file_id: null,
    error_file_id: null,
    created_at: created,
    in_progress_at: null,
    expires_at: created + aDay,
    finalizing_at: null,
    completed_at: null,
    failed_at: null,
    expired_at: null,
    cancelling_at: null,
    cancelled_at: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    usage: null,
    ...given,
    polls: 0,
    since: now,
    enqueued: 0,
    held: { checks: 0, until: 0 },
    withheld: 0,
    done: 0,
    written: { output: 0, error: 0 },
    spent: usageOf(0, 0, 0),
  };
}

/** The id of a file of results. Named after its batch, so that an end that was interrupted finds what it had done. */
export function resultFile({ id }: BatchRecord, kind: ResultKind): string {
  return `file-${id.replace('batch_', '')}${kind === 'output' ? '0' : 'e'}`;
}

/** What the client sees of a batch. */
export function batchObject(record: BatchRecord): BatchObject {
  const { nth, polls, since, enqueued, held, withheld, done, written, spent, ...object } = record;
  return withheld > 0 ? { ...object, output_file_id: null, error_file_id: null } : object;
}

/** The batch in a new status, with its time stamp. */
export function inStatus(record: BatchRecord, status: BatchStatus, now: number): BatchRecord {
  return { ...record, status, since: now, polls: 0, [`${status}_at`]: Math.floor(now / 1000) };
}

/** The batch failed as a whole: nothing was done, nothing is billed. */
export function failedWith(
  record: BatchRecord,
  errors: readonly BatchError[],
  now: number,
): BatchRecord {
  return { ...inStatus(record, 'failed', now), errors: { object: 'list', data: [...errors] } };
}

const ends: readonly BatchStatus[] = ['failed', 'completed', 'expired', 'cancelled'];

/** Whether nothing will happen to the batch any more. */
export function isOver({ status }: BatchRecord): boolean {
  return ends.includes(status);
}

/** What a batch has cost after one more completion. */
export function plus(sum: BatchUsage, spent: CompletionUsage): BatchUsage {
  return usageOf(
    sum.input_tokens + spent.prompt_tokens,
    sum.output_tokens + spent.completion_tokens,
    sum.output_tokens_details.reasoning_tokens +
      (spent.completion_tokens_details?.reasoning_tokens ?? 0),
  );
}

function usageOf(input: number, output: number, reasoning: number): BatchUsage {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
