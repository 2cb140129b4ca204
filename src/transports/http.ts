/** One HTTP request within the bounds: the reply has a length, silence an end, and nothing is followed. */
import type http from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bounds } from './bounds.ts';
import { within } from './failures.ts';

export type HttpReply = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Its beginning, where it is longer than asked for. */
  readonly body: Buffer;
};

export type HttpRequest = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable | undefined;
  /** Bytes of the reply that are read. */
  readonly most?: number | undefined;
};

/**
 * Makes one call, which takes no longer than so many milliseconds.
 * @throws BrokenConnection when it is late, the system's error, or an Error where the connection is silent for too long
 */
export function callWithin(
  milliseconds: number,
  signal: AbortSignal,
  request: HttpRequest,
): Promise<HttpReply> {
  const stop = new AbortController();
  return within(milliseconds, signal, httpCall(request, stop.signal), () => stop.abort());
}

function httpCall(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const { method, url, headers, body, most = bounds.reply } = request;
  return new Promise((resolve, reject) => {
    // Loaded for the first call: an import would bring Node's whole web client into programs that never call.
    const { request: requestTo } =
      url.protocol === 'http:'
        ? process.getBuiltinModule('node:http')
        : process.getBuiltinModule('node:https');
    const call = requestTo(url, {
      method,
      headers: { ...headers },
      signal,
      timeout: bounds.silence,
    });
    call.on('timeout', () => call.destroy(new Error('the server is silent')));
    call.on('error', reject);
    call.on('response', (response) => {
      bodyOf(response, most).then((bytes) => {
        // A server that answers before it has everything wants no more of it.
        if (!call.writableFinished) call.destroy();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes });
      }, reject);
    });
    if (body === undefined) call.end();
    else pipeline(body, call).catch(reject);
  });
}

async function bodyOf(response: http.IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let taken = 0;
  for await (const read of response) {
    const chunk = read as Buffer;
    chunks.push(chunk);
    taken += chunk.length;
    if (taken > most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
