/**
 * A fetch that a service can neither hold up nor fill the memory through: time, silence, bytes (unpacked) and redirects
 * have a limit. A redirect to another machine does not get the key.
 */
import { byteText, durationText } from '../amounts.ts';
import type { Bounds } from './bounds.ts';
import { ServiceError } from './failures.ts';
import { notUnderstood } from './remote.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export type CallLimits = {
  /** Of the reply, unpacked. */
  readonly bytes: number;
  /** Milliseconds of the whole call, its reply included. */
  readonly time: number;
};

type Limits = CallLimits & Pick<Bounds, 'silence' | 'redirects'>;

/** @param send makes one call, without following redirects */
export function boundedFetch(limits: Limits, send: Fetch = fetch): Fetch {
  return async (input, init = {}) => {
    const stop = new AbortController();
    const late = setTimeout(
      () => stop.abort(tooLate('It took longer than', limits.time)),
      limits.time,
    );
    late.unref();
    const signals = [stop.signal, init.signal].filter((signal) => signal != null);
    const call = { ...init, signal: AbortSignal.any(signals) };
    try {
      const response = await follow(input, call, limits.redirects, send);
      return bounded(response, limits, { stop, late });
    } catch (error) {
      clearTimeout(late);
      throw stop.signal.aborted ? stop.signal.reason : error;
    }
  };
}

function tooLate(what: string, milliseconds: number): ServiceError {
  const message = `${what} ${durationText(milliseconds / 1000)}`;
  return new ServiceError({ kind: 'unreachable', code: 'too-slow', message });
}

/** Only a download is sent on: anything else would be sent to somebody whom the user has not named. */
async function follow(
  input: string | URL | Request,
  init: RequestInit,
  most: number,
  send: Fetch,
): Promise<Response> {
  let url = input instanceof Request ? input.url : String(input);
  let headers = new Headers(init.headers);
  for (let redirects = 0; ; redirects++) {
    const response = await send(url, { ...init, headers, redirect: 'manual' }).catch(
      (error: unknown) => Promise.reject(isRefusedRedirect(error) ? sentOn(url, undefined) : error),
    );
    const to = response.headers.get('location');
    if (to === null || response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    const target = URL.canParse(to, url) ? new URL(to, url) : undefined;
    if (
      target === undefined ||
      redirects >= most ||
      (init.method ?? 'GET').toUpperCase() !== 'GET' ||
      !(target.protocol === 'https:' || target.protocol === new URL(url).protocol)
    )
      throw sentOn(url, target);
    if (target.origin !== new URL(url).origin) headers = new Headers();
    url = target.href;
  }
}

/** An upload, whose fetch follows nothing, fails with a TypeError of this cause. */
function isRefusedRedirect(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    error.cause instanceof Error &&
    error.cause.message === 'unexpected redirect'
  );
}

function sentOn(url: string, target: URL | undefined): ServiceError {
  const to = target === undefined ? 'elsewhere' : `to ${target.origin}`;
  const message = `${new URL(url).origin} sends calls on ${to}, which is not followed; set baseURL to the right address`;
  return new ServiceError({ kind: 'request', code: 'redirect', status: 308, message });
}

type Timing = { readonly stop: AbortController; readonly late: NodeJS.Timeout };

function bounded(response: Response, limits: Limits, timing: Timing): Response {
  const { status, statusText, headers, body } = response;
  if (status < 200 || status > 599) throw notUnderstood(`it answers with status ${status}`);
  if (body === null) {
    clearTimeout(timing.late);
    return response;
  }
  const counted = ReadableStream.from(boundedBody(body, limits, timing));
  return new Response(counted, { status, statusText, headers });
}

async function* boundedBody(
  body: ReadableStream<Uint8Array>,
  { bytes, silence }: Limits,
  { stop, late }: Timing,
): AsyncGenerator<Uint8Array> {
  const silent = setTimeout(() => stop.abort(tooLate('Its reply stopped for', silence)), silence);
  silent.unref();
  let left = bytes;
  try {
    for await (const chunk of body) {
      silent.refresh();
      left -= chunk.byteLength;
      if (left < 0) throw notUnderstood(`its reply is longer than ${byteText(bytes)}`);
      yield chunk;
    }
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(silent);
    clearTimeout(late);
  }
}
