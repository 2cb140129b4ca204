/** Passes calls on to a service and writes them down; at the nth one, the program may die before or after it is carried out. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listening } from './ports.ts';

export type WatchedHttp = {
  readonly url: string;
  /** Calls that were carried out: `PUT /photos/a.jpg`. */
  readonly carriedOut: readonly string[];
  readonly calls: () => number;
  /** From the nth call on nothing comes through, until `revive`. */
  readonly dieAt: (call: number, when: 'before' | 'after', die: () => void) => void;
  readonly revive: () => void;
  readonly close: () => Promise<void>;
};

export async function watchHttp(target: string): Promise<WatchedHttp> {
  const { hostname, port } = new URL(target);
  const carriedOut: string[] = [];
  let calls = 0;
  let isDead = false;
  let death: { call: number; when: 'before' | 'after'; die: () => void } | undefined;
  const server = createServer((incoming, outgoing) => {
    const call = ++calls;
    const dies = (when: 'before' | 'after') => {
      if (death?.call === call && death.when === when) {
        isDead = true;
        death.die();
      }
      if (isDead) incoming.socket.destroy();
      return isDead;
    };
    if (dies('before')) return;
    const { method = '', url = '', headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => {
        carriedOut.push(`${method} ${url}`);
        if (dies('after')) return;
        outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
        outgoing.end(Buffer.concat(chunks));
      });
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carriedOut,
    calls: () => calls,
    dieAt(call, when, die) {
      death = { call, when, die };
    },
    revive() {
      isDead = false;
      death = undefined;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
