/** Ports of loopback for servers that cannot choose one themselves, and waiting until they listen. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A port that nobody listens on now. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  const port = await listening(server, 0, host);
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}

/** So many ports in a row that nobody listens on now. */
export async function freePorts(many: number): Promise<number[]> {
  for (;;) {
    const first = await freePort();
    const ports = Array.from({ length: many }, (_, index) => first + index);
    const servers = ports.map(() => createServer());
    const all = await Promise.allSettled(
      servers.map((server, index) => listening(server, ports[index])),
    );
    for (const server of servers) server.close();
    if (all.every(({ status }) => status === 'fulfilled')) return ports;
  }
}

export async function listening(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(port, host, ready);
  });
  return (server.address() as AddressInfo).port;
}

/** Resolves when somebody listens; rejects when `ended` does first. */
export async function reachable(port: number, ended: Promise<never>): Promise<void> {
  for (;;) if (await Promise.race([tried(port), ended])) return;
}

function tried(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setTimeout(() => resolve(false), 20));
  });
}

/** After so many bytes of the client, counted from the last cut, as soon as `when` resolves; until then nothing more passes. */
type Cut = { readonly bytes: number; readonly when: () => Promise<void> };

/** Passes connections on, and cuts them. */
export type Cutter = {
  /** One after the other; then nothing more. */
  readonly cutAfter: (...cuts: readonly Cut[]) => void;
  /** Bytes that clients have sent through it, and cuts so far. */
  readonly passed: () => number;
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
};

/** From `host` to 127.0.0.1, at each of these ports. Only what goes to `counted` ones is counted and cut. */
export async function startCutter(
  host: string,
  counted: readonly number[],
  others: readonly number[] = [],
): Promise<Cutter> {
  let passed = 0;
  let since = 0;
  let cuts = 0;
  let plan: Cut[] = [];
  const sockets = new Set<Socket>();
  const ports = [...others, ...counted];
  const servers = ports.map((port) =>
    createServer((client) => {
      const server = connect(port, '127.0.0.1');
      const isCounted = counted.includes(port);
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          // What has come is still passed on.
          other.end();
        });
      }
      server.pipe(client);
      client.on('data', (chunk: Buffer) => {
        passed += isCounted ? chunk.length : 0;
        since += isCounted ? chunk.length : 0;
        const [cut] = plan;
        const isOver = isCounted && cut !== undefined && since >= cut.bytes;
        if (isOver) {
          plan = plan.slice(1);
          since = 0;
          cuts++;
          client.pause();
          server.write(chunk);
          cut.when().finally(() => {
            for (const socket of sockets) socket.destroy();
          });
        } else if (!server.write(chunk)) {
          client.pause();
          server.once('drain', () => client.resume());
        }
      });
      client.on('end', () => server.end());
    }),
  );
  for (const [index, server] of servers.entries()) await listening(server, ports[index], host);
  return {
    cutAfter(...given) {
      plan = [...given];
      since = 0;
    },
    passed: () => passed,
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
