/** A proxy before the service at whose nth call the program dies: before the call is carried out, or right after. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Moment = { readonly call: number; readonly when: 'before' | 'after' };

export type DeadlyProxy = {
  readonly url: string;
  /** The routes of all calls so far. */
  calls(): readonly string[];
  /** What happens at the moment of death; from then on nothing comes through until the next life. */
  arm(moment: Moment, die: () => void): void;
  /** From now on nothing comes through. */
  die(): void;
  /** The route that was being called. */
  diedIn(): string | undefined;
  revive(): void;
  close(): void;
};

export async function startDeadlyProxy(target: string): Promise<DeadlyProxy> {
  const { hostname, port } = new URL(target);
  const calls: string[] = [];
  let armed: { moment: Moment; die: () => void } | undefined;
  let dead = false;
  let route: string | undefined;

  function dieIf(when: Moment['when'], call: number): boolean {
    if (dead || armed?.moment.call !== call || armed.moment.when !== when) return dead;
    dead = true;
    route = calls[call - 1];
    armed.die();
    return true;
  }

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const call = calls.push(
      `${incoming.method} ${incoming.url?.replace(/(file|batch)[-_]\w+/g, '$1')}`,
    );
    if (dieIf('before', call)) {
      incoming.socket.destroy();
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('end', () => {
        if (dieIf('after', call)) {
          incoming.socket.destroy();
          return;
        }
        outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
        outgoing.end(Buffer.concat(chunks));
      });
    });
    incoming.pipe(onward);
  }

  const server = createServer(handle);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls: () => calls,
    arm(moment, die) {
      armed = { moment: { ...moment, call: calls.length + moment.call }, die };
    },
    die() {
      dead = true;
    },
    diedIn: () => route,
    revive() {
      dead = false;
      armed = undefined;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
