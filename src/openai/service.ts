/**
 * The service as the pipeline sees it: files, batches and single requests, in our own words. client.ts is the one
 * implementation over OpenAI's SDK. Every call may throw a ServiceError; calls are never repeated inside, because
 * only the caller knows whether a repetition could be paid for twice.
 */
import type { CalendarDay } from '../photo.ts';
import type { Failure } from './failures.ts';
import type { RequestBody } from './request.ts';

export const batchStatuses = [
  ...['validating', 'failed', 'in_progress', 'finalizing'],
  ...['completed', 'expired', 'cancelling', 'cancelled'],
] as const;
type BatchStatus = (typeof batchStatuses)[number];

/** Whether a batch in this status will not change any more. */
export function hasEnded(status: BatchStatus): boolean {
  return ['failed', 'completed', 'expired', 'cancelled'].includes(status);
}

/** A batch at the service. Times are milliseconds since 1970. */
export type RemoteBatch = {
  readonly id: string;
  readonly status: BatchStatus;
  readonly inputFile: string;
  /** Answers; absent when no line succeeded. */
  readonly outputFile?: string | undefined;
  /** Lines that failed. */
  readonly errorFile?: string | undefined;
  readonly counts: { readonly completed: number; readonly failed: number };
  /** Why it failed as a whole; `line` counts from 1. */
  readonly failures: readonly (Failure & { readonly line?: number | undefined })[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt?: number | undefined;
  readonly expiresAt?: number | undefined;
};

export type RemoteFile = {
  readonly id: string;
  readonly name: string;
  /** 0 where the service does not say. */
  readonly bytes: number;
  readonly createdAt?: number | undefined;
};

/** How much may be asked before the limit of requests per minute, from the headers of a reply. */
export type RateRoom = {
  readonly requests?: number | undefined;
  readonly tokens?: number | undefined;
  /** Milliseconds until the room is full again. */
  readonly resetsIn?: number | undefined;
};

/** A reply to a live request, in the shape that a line of a batch's output has too. */
export type ServiceReply = {
  readonly status: number;
  readonly body: unknown;
  readonly room: RateRoom;
  /** What a status other than 200 means. */
  readonly failure?: Failure | undefined;
};

type UploadOptions = {
  /** Name at the service; must end in `.jsonl`. */
  readonly name: string;
  /** Called as bytes leave this machine. */
  readonly onProgress?: ((sentBytes: number, totalBytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type BatchService = {
  /** Uploads a batch file. Repeating it costs nothing but time, and leaves a file to delete. */
  upload(path: string, options: UploadOptions): Promise<RemoteFile>;
  /** Starts a batch over an uploaded file. Never to be repeated without looking in `list` first. */
  create(
    inputFile: string,
    metadata: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<RemoteBatch>;
  retrieve(id: string, signal?: AbortSignal): Promise<RemoteBatch>;
  /** All batches of the account, newest first, page by page as they are consumed. */
  list(signal?: AbortSignal): AsyncIterable<RemoteBatch>;
  cancel(id: string, signal?: AbortSignal): Promise<RemoteBatch>;
  /** Writes a file of the service to `path`, whole or not at all; returns its length in bytes. */
  download(file: string, path: string, signal?: AbortSignal): Promise<number>;
  deleteFile(id: string, signal?: AbortSignal): Promise<void>;
  /** Batch input files of the account, newest first. */
  listFiles(signal?: AbortSignal): AsyncIterable<RemoteFile>;
  /** Asks one request now, at the full price. Resolves for every HTTP status; throws when there was none. */
  complete(body: RequestBody, signal?: AbortSignal): Promise<ServiceReply>;
  /** Whether the key may use the model, and when it is shut down, if the service says so. */
  checkModel(
    model: string,
    signal?: AbortSignal,
  ): Promise<{ readonly shutDownOn: CalendarDay | undefined }>;
};
