/** What OpenAI's client throws, in our own words, and what the headers of a reply say of limits. */
import type { RateLimitError } from 'openai';
import { proxyOf } from '../proxy.ts';
import { redacted } from '../secrets.ts';
import { bounds } from './bounds.ts';
import { type ErrorParts, failureOf, ServiceError } from './failures.ts';
import { notUnderstood, tooDeep } from './remote.ts';
import type { RateRoom, ServiceReply } from './service.ts';

export type Sdk = typeof import('openai');

/** How much may still be asked this minute, from the headers of a reply (guides/rate-limits). */
export function rateRoom(headers: Headers): RateRoom {
  const resets = ['x-ratelimit-reset-requests', 'x-ratelimit-reset-tokens']
    .map((name) => bearable(durationIn(headers.get(name))))
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
  if (text === null || !/^\d[\d.a-z ]{0,30}$/.test(text)) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d{1,31}(?:\.\d{1,31})?)(ms|s|m|h|d)/g))
    sum += Number(amount) * (milliseconds[unit ?? ''] ?? 0);
  return sum > 0 ? sum : undefined;
}

/** A pause that the service asks for, within reason. */
function bearable(asked: number | undefined): number | undefined {
  if (asked === undefined || Number.isNaN(asked)) return undefined;
  return Math.min(Math.max(asked, bounds.shortestAsked), bounds.longestAsked);
}

/** A date as HTTP writes it: `Sun, 29 Nov 2026 12:00:00 GMT`. */
const httpDate = /^[A-Za-z]{3,9}, \d{2}[ -][A-Za-z]{3}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;

/** How long the service asks to wait before asking again: `retry-after-ms`, or `retry-after` as seconds or date. */
function retryAfterIn(headers: Headers | undefined, now: Date): number | undefined {
  const exact = countIn(headers?.get('retry-after-ms') ?? null);
  if (exact !== undefined) return bearable(exact);
  const text = headers?.get('retry-after') ?? '';
  if (httpDate.test(text)) return bearable(Date.parse(text) - now.getTime());
  return bearable(durationIn(text));
}

/** Where calls went. */
type Called = { readonly baseURL: string };

/** Anything that a call threw as a ServiceError. What did not come from the service or the network stays itself. */
export function serviceError(error: unknown, sdk: Sdk, called: Called): unknown {
  const own = ownFault(error);
  if (own !== undefined) return own;
  if (error instanceof sdk.APIConnectionError) return unreachable(error, called);
  if (error instanceof sdk.APIError && error.status !== undefined) {
    const retryAfter = retryAfterIn((error as RateLimitError).headers, new Date());
    return new ServiceError(failureOf(partsOf(error, called)), { cause: error, retryAfter });
  }
  // A body that breaks off while it is read: undici throws a TypeError with the socket's error as its cause.
  if (error instanceof TypeError || error instanceof SyntaxError || isSocketError(error))
    return unreachable(error, called);
  // The client writes the body of an error into its message, and comes to no end of one that is too deep.
  if (error instanceof RangeError) return notUnderstood(tooDeep);
  return error;
}

/** A ServiceError in what the client wrapped it in. */
function ownFault(error: unknown): ServiceError | undefined {
  if (error instanceof ServiceError) return error;
  return error instanceof Error ? ownFault(error.cause) : undefined;
}

function unreachable(error: unknown, called: Called): ServiceError {
  const why = error instanceof Error ? innermost(error).message : String(error);
  const message = redacted(`no connection to ${called.baseURL}${wayTo(called)} (${why})`);
  return new ServiceError({ kind: 'unreachable', code: 'connection', message }, { cause: error });
}

/** Which proxy stands in between, or would have to. */
function wayTo({ baseURL }: Called): string {
  const use = proxyOf(baseURL);
  if (use === undefined) return '';
  const { address, variable } = use.proxy;
  return use.isUsed
    ? ` through the proxy ${address} of ${variable}`
    : `; ${variable} names a proxy, which Node ${process.versions.node} uses only with NODE_USE_ENV_PROXY=1, from 22.21 on`;
}

/** An address that was given without its path, or with more of it, answers 404 to everything. */
function hintAt({ status }: { readonly status: number | undefined }, { baseURL }: Called): string {
  if (status !== 404 || /\/v\d[^/]*\/?$/.test(new URL(baseURL).pathname)) return '';
  return ` Perhaps the address ${baseURL} needs /v1 at its end.`;
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
  const message = typeof inner?.message === 'string' ? inner.message : error.message;
  return {
    status: error.status,
    code: wordOf(error.code),
    param: wordOf(error.param),
    type: wordOf(error.type),
    // Some servers quote the key that they do not know.
    message: redacted(message + hintAt(error, called)),
  };
}

/** A part of an error, which the client passes on as it came. Some servers give a number for a code. */
function wordOf(part: unknown): string | undefined {
  return typeof part === 'string' || typeof part === 'number' ? String(part) : undefined;
}

/** The reply in an error that the service answered with, so that live requests and batch lines are read alike. */
export function replyOf(error: unknown): ServiceReply {
  if (!(error instanceof ServiceError) || error.failure.status === undefined) throw error;
  const { status, code, message } = error.failure;
  return {
    status,
    body: { error: { code, message } },
    room: { resetsIn: error.retryAfter },
    failure: error.failure,
  };
}
