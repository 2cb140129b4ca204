/** What OpenAI's client gives back or throws, in our own words. */
import type OpenAI from 'openai';
import type { RateLimitError } from 'openai';
import { type ErrorParts, failureOf, ServiceError } from './failures.ts';
import {
  type BatchStatus,
  batchStatuses,
  type RateRoom,
  type RemoteBatch,
  type RemoteFile,
  type Reply,
} from './service.ts';

export type Sdk = typeof import('openai');

/** A batch in our words. The service says null where the client's types say the field is absent. */
export function remoteBatch(batch: OpenAI.Batch): RemoteBatch {
  const { usage } = batch;
  return {
    id: batch.id,
    status: statusOf(batch.status),
    inputFile: batch.input_file_id,
    ...given('outputFile', batch.output_file_id),
    ...given('errorFile', batch.error_file_id),
    counts: {
      total: batch.request_counts?.total ?? 0,
      completed: batch.request_counts?.completed ?? 0,
      failed: batch.request_counts?.failed ?? 0,
    },
    failures: (batch.errors?.data ?? []).map((error) => ({
      ...failureOf({ status: 400, ...error }),
      ...given('line', error.line),
    })),
    metadata: batch.metadata ?? {},
    createdAt: batch.created_at * 1000,
    ...given('expiresAt', batch.expires_at == null ? undefined : batch.expires_at * 1000),
    ...(usage == null || usage.total_tokens === 0
      ? {}
      : {
          tokens: {
            input: usage.input_tokens,
            output: usage.output_tokens,
            cached: usage.input_tokens_details?.cached_tokens ?? 0,
            reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
          },
        }),
  };
}

/** Other servers spell statuses in capitals; one we do not know is taken for still running. */
function statusOf(status: string): BatchStatus {
  const lower = status.toLowerCase();
  return batchStatuses.find((known) => known === lower) ?? 'in_progress';
}

function given<K extends string, T>(key: K, value: T | null | undefined): { [key in K]?: T } {
  return value == null ? {} : ({ [key]: value } as { [key in K]: T });
}

export function remoteFile(file: OpenAI.FileObject): RemoteFile {
  return {
    id: file.id,
    name: file.filename,
    bytes: file.bytes,
    createdAt: file.created_at * 1000,
  };
}

/** How much may still be asked this minute, from the headers of a reply (guides/rate-limits). */
export function rateRoom(headers: Headers): RateRoom {
  const resets = ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens']
    .map((name) => durationIn(headers.get(name)))
    .filter((wait) => wait !== undefined);
  return {
    ...given('requests', countIn(headers.get('x-ratelimit-remaining-requests'))),
    ...given('tokens', countIn(headers.get('x-ratelimit-remaining-tokens'))),
    ...(resets.length === 0 ? {} : { resetsIn: Math.max(...resets) }),
  };
}

function countIn(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `6m0s`, `1.2s`, `250ms` or plain seconds, in milliseconds. */
export function durationIn(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    sum += Number(amount) * (milliseconds[unit ?? ''] ?? 0);
  return sum > 0 ? sum : undefined;
}

/** How long the service asks to wait before asking again: `retry-after-ms`, or `retry-after` as seconds or date. */
function retryAfterIn(headers: Headers | undefined, now: Date): number | undefined {
  const exact = countIn(headers?.get('retry-after-ms') ?? null);
  if (exact !== undefined) return exact;
  const text = headers?.get('retry-after') ?? null;
  const date = text === null ? Number.NaN : Date.parse(text);
  return durationIn(text) ?? (Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime()));
}

/** Anything a call to the service at `address` threw as a ServiceError. What did not come from the service or the network stays itself. */
export function serviceError(error: unknown, sdk: Sdk, address: string): unknown {
  if (error instanceof ServiceError) return error;
  if (error instanceof sdk.APIConnectionError) return unreachable(error, address);
  if (error instanceof sdk.APIError && error.status !== undefined) {
    const { headers } = error as RateLimitError;
    const retryAfter = retryAfterIn(headers, new Date());
    return new ServiceError(failureOf(partsOf(error)), {
      cause: error,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }
  // A body that breaks off while it is read: undici throws a TypeError with the socket's error as its cause.
  if (error instanceof TypeError || error instanceof SyntaxError || isSocketError(error))
    return unreachable(error, address);
  return error;
}

function unreachable(error: unknown, address: string): ServiceError {
  const message = error instanceof Error ? innermost(error).message : String(error);
  return new ServiceError(
    {
      kind: 'unreachable',
      code: 'connection',
      message: `no connection to ${address} (${message})`,
    },
    { cause: error },
  );
}

/** The client wraps what went wrong several times; only the innermost error says it. */
function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

function isSocketError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(UND_ERR|ECONN|EPIPE)/.test(String(error.code))
  );
}

function partsOf(error: InstanceType<Sdk['APIError']>): ErrorParts {
  const inner = error.error as { message?: unknown } | undefined;
  return {
    status: error.status,
    code: error.code,
    param: error.param,
    type: error.type,
    message: typeof inner?.message === 'string' ? inner.message : error.message,
  };
}

/** The reply in an error that the service answered with, so that live requests and batch lines are read alike. */
export function replyOf(error: unknown): Reply {
  if (!(error instanceof ServiceError) || error.failure.status === undefined) throw error;
  const { status, code, message } = error.failure;
  return {
    status,
    body: { error: { code, message } },
    room: error.retryAfter === undefined ? {} : { resetsIn: error.retryAfter },
    failure: error.failure,
  };
}
