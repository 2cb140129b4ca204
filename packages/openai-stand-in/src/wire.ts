/**
 * The service's objects as they stand in its JSON. The client's own types say what there is; the service sends null
 * where they say that a field may be absent.
 */
import { randomBytes } from 'node:crypto';
import type { Batch, BatchError, BatchUsage } from 'openai/resources/batches';
import type { CompletionUsage } from 'openai/resources/completions';
import type { FileObject as ClientFile } from 'openai/resources/files';

export type { BatchError, BatchUsage, CompletionUsage };

type OrNull<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> | null };
/** Everything but these keys may be null. */
type Sent<T, Always extends keyof T> = OrNull<Omit<T, Always>> &
  Readonly<Required<Pick<T, Always>>>;

export type FileObject = Sent<ClientFile, 'id' | 'bytes' | 'created_at' | 'filename' | 'purpose'>;

export type BatchStatus = Batch['status'];

/** Times are seconds since 1970. */
export type BatchObject = Sent<
  Batch,
  'id' | 'status' | 'endpoint' | 'input_file_id' | 'created_at' | 'request_counts'
>;

/** A line of an output or error file. */
export type ResultLine = {
  readonly id: string;
  readonly custom_id: string;
  readonly response: {
    readonly status_code: number;
    readonly request_id: string;
    readonly body: unknown;
  } | null;
  /** Only for what never was an HTTP request: expiry, cancellation, a time-out inside the service. */
  readonly error: LineError | null;
};

export type LineError = { readonly code: string; readonly message: string };

export function newId(prefix: string): string {
  return `${prefix}${randomBytes(12).toString('hex')}`;
}
