/** Reading requests and writing replies: JSON, errors, files, and the ways in which a reply can go wrong. */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished, pipeline } from 'node:stream/promises';
import { type Refusal, refusals } from './errors.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';

/** What a route answers with. */
export type Reply =
  | {
      readonly kind: 'json';
      readonly status?: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  /** A page of HTML, as others than the service send. */
  | { readonly kind: 'page'; readonly status: number };

/** A call as routes see it. */
export type Asked = {
  readonly request: IncomingMessage;
  /** What the path names: a file, batch or model. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The nth call of this route, from 1. */
  readonly nth: number;
};

export function json(body: unknown): Reply {
  return { kind: 'json', body };
}

export function refusal({ status, error, headers }: Refusal): Reply {
  return { kind: 'json', status, body: { error }, headers };
}

export type Call = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** How a download goes wrong: after `part` of the file the connection breaks, or the file seems to end. */
export type DownloadFault = { readonly part: number; readonly breaks: boolean };

/** Sends a reply; what is left of the request's body is read first, so that the client can finish sending it. */
export async function send(
  { request, response }: Call,
  reply: Reply,
  fault?: DownloadFault,
): Promise<void> {
  await finished(request.resume()).catch(() => undefined);
  if (response.destroyed) return;
  if (reply.kind === 'file') return sendFile(response, reply, fault);
  const isJson = reply.kind === 'json';
  const text = isJson ? JSON.stringify(reply.body) : '<html><h1>Not what you asked for</h1></html>';
  response.writeHead(reply.status ?? 200, {
    'content-type': isJson ? 'application/json' : 'text/html',
    'content-length': Buffer.byteLength(text),
    ...(isJson ? reply.headers : {}),
  });
  response.end(text);
}

async function sendFile(
  response: ServerResponse,
  { path, bytes }: { readonly path: string; readonly bytes: number },
  fault: DownloadFault = { part: 1, breaks: false },
): Promise<void> {
  const sent = Math.floor(bytes * fault.part);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': fault.breaks ? bytes : sent,
  });
  if (sent > 0) await pipeline(createReadStream(path, { end: sent - 1 }), response, { end: false });
  if (!fault.breaks) return void response.end();
  // What was written still arrives before the connection ends.
  response.flushHeaders();
  response.socket?.end();
}

/** Breaks the connection, so that the client sees a reset. */
export function reset({ request }: Call): void {
  request.socket.resetAndDestroy();
}

/** Reads so many bytes of a body, to stop in the middle of it. */
export async function readSome(request: IncomingMessage, bytes: number): Promise<void> {
  let read = 0;
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    read += chunk.length;
    if (read >= bytes) return;
  }
}

/** A request with pictures may be long; 512 MB is what the service takes. */
const largestBody = 512 * 1024 * 1024;

/** The JSON object that a body is. @throws Refusal where it is too large, or none */
export async function readObject(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBody) throw refusals.tooLarge();
    chunks.push(chunk);
  }
  const body = parseJson(Buffer.concat(chunks).toString('utf8'));
  if (!isObject(body)) throw refusals.notJson();
  return body;
}
