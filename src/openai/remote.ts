/** What OpenAI's client gives back or throws, in our own words. */
import type { RateLimitError } from 'openai';
import { z } from 'zod';
import { type ErrorParts, failureOf, ServiceError } from './failures.ts';
import {
  batchStatuses,
  type RateRoom,
  type RemoteBatch,
  type RemoteFile,
  type Reply,
} from './service.ts';

export type Sdk = typeof import('openai');

/** Read leniently, as other servers write it; but what has no id is no batch and no file. */
const id = z.string().min(1);
const count = z.number().catch(0);
const seconds = z.number().transform((time) => time * 1000);
const word = z.string().min(1).nullish().catch(undefined);

const batchShape = z.object({
  id,
  // Other servers spell statuses in capitals; one we do not know is taken for still running.
  status: z.string().toLowerCase().pipe(z.enum(batchStatuses).catch('in_progress')),
  input_file_id: z.string().catch(''),
  output_file_id: word,
  error_file_id: word,
  request_counts: z
    .object({ total: count, completed: count, failed: count })
    .catch({ total: 0, completed: 0, failed: 0 }),
  errors: z
    .object({
      data: z.array(
        z.object({
          code: z.coerce.string().nullish(),
          message: z.string().nullish(),
          param: z.string().nullish(),
          line: z.number().nullish().catch(undefined),
        }),
      ),
    })
    .catch({ data: [] }),
  metadata: z.record(z.string(), z.string()).catch({}),
  created_at: seconds.catch(0),
  expires_at: seconds.nullish().catch(undefined),
});

/** A batch in our words. The service says null where the client's types say the field is absent. */
export function remoteBatch(value: unknown): RemoteBatch {
  const batch = read(batchShape, value, 'a batch');
  return {
    id: batch.id,
    status: batch.status,
    inputFile: batch.input_file_id,
    outputFile: batch.output_file_id ?? undefined,
    errorFile: batch.error_file_id ?? undefined,
    counts: batch.request_counts,
    failures: batch.errors.data.map(({ line, ...error }) => ({
      ...failureOf({ status: 400, ...error }),
      line: line ?? undefined,
    })),
    metadata: batch.metadata,
    createdAt: batch.created_at,
    expiresAt: batch.expires_at ?? undefined,
  };
}

const fileShape = z.object({
  id,
  filename: z.string().catch(''),
  bytes: count,
  created_at: seconds.catch(0),
});

export function remoteFile(value: unknown): RemoteFile {
  const file = read(fileShape, value, 'a file');
  return { id: file.id, name: file.filename, bytes: file.bytes, createdAt: file.created_at };
}

const pageShape = z.object({ data: z.array(z.unknown()), has_more: z.boolean().catch(false) });

/** One page of a list. Without `data` it is no list at all, which must not be taken for an empty one. */
export function remotePage(value: unknown): { data: unknown[]; has_more: boolean } {
  return read(pageShape, value, 'a list');
}

/** @throws ServiceError unless the answer is a model */
export function assertModel(value: unknown): void {
  read(z.object({ id }), value, 'a model');
}

function read<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  // Text instead of JSON did not come from the service: a page of a proxy, or of a network that wants a login.
  if (typeof value === 'string') throw new SyntaxError('it answers with a page of text');
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw notUnderstood(`what came back is not ${what}`);
}

/** The service answered, and nothing can be made of it. Whether it did what was asked is not known. */
export function notUnderstood(why: string): ServiceError {
  return new ServiceError({ kind: 'not-understood', code: 'other-form', message: why });
}

/** How much may still be asked this minute, from the headers of a reply (guides/rate-limits). */
export function rateRoom(headers: Headers): RateRoom {
  const resets = ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens']
    .map((name) => durationIn(headers.get(name)))
    .filter((wait) => wait !== undefined);
  return {
    requests: countIn(headers.get('x-ratelimit-remaining-requests')),
    tokens: countIn(headers.get('x-ratelimit-remaining-tokens')),
    resetsIn: resets.length === 0 ? undefined : Math.max(...resets),
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

/** Where calls went, and with which key. */
type Called = { readonly baseURL: string; readonly apiKey: string | null };

/** Anything that a call threw as a ServiceError. What did not come from the service or the network stays itself. */
export function serviceError(error: unknown, sdk: Sdk, called: Called): unknown {
  if (error instanceof ServiceError) return error;
  if (error instanceof sdk.APIConnectionError) return unreachable(error, called);
  if (error instanceof sdk.APIError && error.status !== undefined) {
    const { headers } = error as RateLimitError;
    const retryAfter = retryAfterIn(headers, new Date());
    return new ServiceError(failureOf(partsOf(error, called)), {
      cause: error,
      retryAfter,
    });
  }
  // A body that breaks off while it is read: undici throws a TypeError with the socket's error as its cause.
  if (error instanceof TypeError || error instanceof SyntaxError || isSocketError(error))
    return unreachable(error, called);
  return error;
}

function unreachable(error: unknown, called: Called): ServiceError {
  const why = error instanceof Error ? innermost(error).message : String(error);
  const message = withoutKey(`no connection to ${called.baseURL} (${why})`, called);
  return new ServiceError({ kind: 'unreachable', code: 'connection', message }, { cause: error });
}

/** Shorter ones are words that local servers take for a key, and no secret. */
const shortestKey = 16;

/** Some servers quote the key that they do not know. */
function withoutKey(message: string, { apiKey }: Called): string {
  return (apiKey?.length ?? 0) < shortestKey
    ? message
    : message.replaceAll(apiKey ?? '', '(the key)');
}

/** An address that was given without its path answers 404 to everything. */
function hintAt({ status }: { readonly status: number | undefined }, { baseURL }: Called): string {
  return status === 404 && new URL(baseURL).pathname === '/'
    ? ` Perhaps the address ${baseURL} needs /v1 at its end.`
    : '';
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

function partsOf(error: InstanceType<Sdk['APIError']>, called: Called): ErrorParts {
  const inner = error.error as { message?: unknown } | undefined;
  const code: unknown = error.code;
  const message = typeof inner?.message === 'string' ? inner.message : error.message;
  return {
    status: error.status,
    // Some servers give a number.
    code: code == null ? undefined : String(code),
    param: error.param,
    type: error.type,
    message: withoutKey(message, called) + hintAt(error, called),
  };
}

/** The reply in an error that the service answered with, so that live requests and batch lines are read alike. */
export function replyOf(error: unknown): Reply {
  if (!(error instanceof ServiceError) || error.failure.status === undefined) throw error;
  const { status, code, message } = error.failure;
  return {
    status,
    body: { error: { code, message } },
    room: { resetsIn: error.retryAfter },
    failure: error.failure,
  };
}
