/**
 * A service that is hostile in one way at a time: it stands in front of the honest stand-in, and answers some calls
 * itself or changes what the other answers. Beside it stands another machine, to which nothing may ever be sent.
 */
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';

const paths = {
  'files.create': /^POST \/v1\/files$/,
  'files.list': /^GET \/v1\/files$/,
  'files.content': /^GET \/v1\/files\/[^/]+\/content$/,
  'files.get': /^GET \/v1\/files\/[^/]+$/,
  'files.delete': /^DELETE \/v1\/files\/[^/]+$/,
  'batches.create': /^POST \/v1\/batches$/,
  'batches.list': /^GET \/v1\/batches$/,
  'batches.get': /^GET \/v1\/batches\/[^/]+$/,
  'batches.cancel': /^POST \/v1\/batches\/[^/]+\/cancel$/,
  chat: /^POST \/v1\/chat\/completions$/,
  'models.list': /^GET \/v1\/models$/,
  'models.get': /^GET \/v1\/models\/[^/]+$/,
} as const;

export type Route = keyof typeof paths;
const routes = Object.keys(paths) as Route[];

type Call = {
  readonly route: Route | 'other';
  /** How often the route was called in this mode, from 1. */
  readonly nth: number;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The address of the other machine. */
  readonly elsewhere: string;
};

export type Json = Record<string, unknown>;
/** Answers in place of the service, which does not get the call. */
export type Reply = (outgoing: ServerResponse, call: Call) => void;

export type Hostility = {
  readonly at: 'all' | readonly Route[];
  readonly reply?: Reply;
  /** Changes what the service answers, where that is JSON. */
  readonly change?: (honest: Json, call: Call) => unknown;
  /** Changes the lines of a file of results. */
  readonly lines?: (lines: readonly Json[]) => readonly (Json | string | Buffer)[];
};

export type HostileService = {
  readonly url: string;
  /** Turns it hostile, or honest again. */
  set(hostility: Hostility | undefined): void;
  /** Calls since it was last turned. */
  readonly calls: number;
  /** Whether it has been hostile since. */
  readonly hasBeenHostile: boolean;
  /** What the other machine was sent that it should not have been. */
  readonly betrayed: readonly string[];
  /** Requests that were carried out, and paid for. */
  readonly paid: number;
  close(): Promise<void>;
};

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** @param directory what the honest service keeps */
export async function startHostileService(directory: string): Promise<HostileService> {
  const honest = await startRehearsalServer({ directory });
  const betrayed: string[] = [];
  const other = createServer((incoming, outgoing) => {
    const { authorization } = incoming.headers;
    if (authorization !== undefined || incoming.method !== 'GET')
      betrayed.push(`${incoming.method}${authorization === undefined ? '' : ' with the key'}`);
    incoming.resume();
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"elsewhere"}');
  });
  const elsewhere = `http://127.0.0.1:${await listen(other)}/v1`;
  let hostility: Hostility | undefined;
  const counts = new Map<string, number>();
  let hasBeenHostile = false;

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    for (const stream of [incoming, outgoing]) stream.on('error', () => undefined);
    const { pathname, searchParams: query } = new URL(incoming.url ?? '/', honest.url);
    const path = `${incoming.method} ${pathname}`;
    const route = routes.find((name) => paths[name].test(path)) ?? 'other';
    const nth = (counts.get(route) ?? 0) + 1;
    counts.set(route, nth);
    const call: Call = { route, nth, query, headers: incoming.headers, elsewhere };
    const meant =
      hostility?.at === 'all' || (route !== 'other' && hostility?.at.includes(route) === true);
    hasBeenHostile ||= meant;
    const { reply } = hostility ?? {};
    if (meant && reply !== undefined) incoming.resume().on('end', () => reply(outgoing, call));
    else forward(incoming, outgoing, meant ? changeFor(hostility, call) : undefined);
  }

  function forward(incoming: IncomingMessage, outgoing: ServerResponse, change?: Change): void {
    const { method, url: path, headers } = incoming;
    // Packed replies could not be changed.
    const sent = { ...headers, 'accept-encoding': 'identity' };
    const onward = request(
      { hostname: '127.0.0.1', port: honest.port, method, path, headers: sent },
      (answer) => void pass(answer, outgoing, change),
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer(handle);
  server.on('clientError', (_, socket) => socket.destroy());
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    betrayed,
    set(next) {
      counts.clear();
      hasBeenHostile = false;
      hostility = next;
    },
    get hasBeenHostile() {
      return hasBeenHostile;
    },
    get calls() {
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
    get paid() {
      return honest.stats().executedRequests;
    },
    async close() {
      for (const one of [server, other]) {
        one.closeAllConnections();
        one.close();
      }
      await honest.close();
    },
  };
}

type Change = (text: string) => string | Buffer;

function changeFor({ change, lines }: Hostility = { at: [] }, call: Call): Change | undefined {
  if (lines !== undefined && call.route === 'files.content')
    return (text) => {
      const honest = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Json);
      const parts = lines(honest).map((line) =>
        Buffer.isBuffer(line) ? line : Buffer.from(typeof line === 'string' ? line : json(line)),
      );
      return Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]));
    };
  // The length that is told of a file that was changed would be another one.
  if (lines !== undefined && call.route === 'files.get')
    return (text) => json({ ...(JSON.parse(text) as Json), bytes: 0 });
  if (change === undefined) return undefined;
  return (text) => json(change(JSON.parse(text) as Json, call));
}

/** A number that JSON has no way to write stands as text with `raw:` in front. */
const json = (value: unknown) => JSON.stringify(value).replace(/"raw:([^"]*)"/g, '$1');

async function pass(
  answer: IncomingMessage,
  outgoing: ServerResponse,
  change: Change | undefined,
): Promise<void> {
  const isJson = /json|octet|text/.test(answer.headers['content-type'] ?? '');
  if (change === undefined || !isJson || answer.statusCode !== 200) {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
    return;
  }
  const chunks = (await answer.toArray().catch(() => [])) as Buffer[];
  const changed = change(Buffer.concat(chunks).toString());
  const { 'content-length': _, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 500, headers).end(changed);
}
