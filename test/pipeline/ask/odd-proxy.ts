/** A proxy before the service that answers some calls otherwise than the service does. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to answer instead, by the route (`POST /v1/files`); undefined lets the service's own answer through. */
export type Oddity = (call: {
  readonly route: string;
  readonly query: URLSearchParams;
  /** How often the route has been called, from 1. */
  readonly nth: number;
}) => { readonly body: unknown; readonly swallow?: true } | undefined;

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

  function answer(outgoing: ServerResponse, body: unknown): void {
    outgoing.writeHead(200, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(body));
  }

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url = '', headers } = incoming;
    const { pathname, searchParams: query } = new URL(url, target);
    const route = `${method} ${pathname.replace(/(file|batch)[-_]\w+/g, '$1')}`;
    const nth = (counts.get(route) ?? 0) + 1;
    counts.set(route, nth);
    const instead = oddity?.({ route, query, nth });
    if (instead?.swallow === true) {
      incoming.resume().on('end', () => answer(outgoing, instead.body));
      return;
    }
    const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
      if (instead !== undefined) {
        reply.resume().on('end', () => answer(outgoing, instead.body));
        return;
      }
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
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
