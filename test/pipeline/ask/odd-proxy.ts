/** A proxy before the service that answers some calls otherwise than the service does. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to answer instead, by the route (`POST /v1/files`); undefined lets the service's own answer through. */
export type Oddity = (call: {
  readonly route: string;
  readonly query: URLSearchParams;
  /** How often the route has been called, from 1. */
  readonly nth: number;
}) => Instead | undefined;

export type Instead = {
  /** JSON, or bytes that are sent as they are. */
  readonly body: unknown;
  /** The service does not get the call. */
  readonly swallow?: true;
  readonly headers?: Readonly<Record<string, string>>;
  /** Writes the answer by itself. */
  readonly write?: (outgoing: ServerResponse) => void;
  /** What the service itself answers is changed instead. */
  readonly change?: (text: string) => string | Buffer;
};

export type OddProxy = {
  readonly url: string;
  /** Calls of a route so far. */
  calls(route: string): number;
  set(oddity: Oddity | undefined): void;
  close(): void;
};

export async function startOddProxy(target: string): Promise<OddProxy> {
  const { hostname, port } = new URL(target);
  const counts = new Map<string, number>();
  let oddity: Oddity | undefined;

  function answer(outgoing: ServerResponse, { body, headers, write }: Instead): void {
    outgoing.on('error', () => undefined);
    if (write !== undefined) {
      write(outgoing);
      return;
    }
    outgoing.writeHead(200, { 'content-type': 'application/json', ...headers });
    outgoing.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  }

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url = '', headers } = incoming;
    const { pathname, searchParams: query } = new URL(url, target);
    const route = `${method} ${pathname.replace(/(file|batch)[-_]\w+/g, '$1')}`;
    const nth = (counts.get(route) ?? 0) + 1;
    counts.set(route, nth);
    const instead = oddity?.({ route, query, nth });
    if (instead?.swallow === true) {
      incoming.resume().on('end', () => answer(outgoing, instead));
      return;
    }
    const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
      if (instead?.change !== undefined) {
        const change = instead.change;
        void reply.toArray().then((chunks: Buffer[]) => {
          const changed = change(Buffer.concat(chunks).toString());
          outgoing.writeHead(200, { 'content-type': reply.headers['content-type'] ?? '' });
          outgoing.end(changed);
        });
        return;
      }
      if (instead !== undefined) {
        reply.resume().on('end', () => answer(outgoing, instead));
        return;
      }
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer(handle);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls: (route) => counts.get(route) ?? 0,
    set(next) {
      counts.clear();
      oddity = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
