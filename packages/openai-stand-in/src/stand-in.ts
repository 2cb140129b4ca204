/**
 * The local stand-in for the service: files, batches and chat on a loopback address, with the service's shapes,
 * checks and errors, and faults where they are asked for.
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, refusals } from './errors.ts';
import { type Faults, faultsOfCall } from './faults.ts';
import { type Call, json, readObject, refusal, reset, send } from './http.ts';
import { beforeAnswer, downloadFault } from './route-faults.ts';
import { routeOf } from './routes.ts';
import { openService, type Service, type ServiceOptions } from './service.ts';
import { type StandInStats, statsOf } from './stats.ts';
import { newId } from './wire.ts';

export type StandInOptions = ServiceOptions & {
  /** 0 or absent: any free one. */
  readonly port?: number | undefined;
  /** The only API key that is accepted; absent: every key is. */
  readonly key?: string | undefined;
};

export type StandIn = {
  /** `http://127.0.0.1:PORT/v1` */
  readonly url: string;
  readonly port: number;
  stats(): StandInStats;
  /** Replaces the faults from now on. */
  setFaults(faults: Faults): void;
  /** Breaks all connections and stops. What is in a directory of the caller's stays there. */
  close(): Promise<void>;
};

const host = '127.0.0.1';

/** Starts a stand-in. It listens on loopback only. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const folder = options.directory ?? mkdtempSync(join(tmpdir(), 'openai-stand-in-'));
  mkdirSync(folder, { recursive: true });
  const stop = new AbortController();
  const service = openService(folder, options, stop.signal);
  const server = createServer((request, response) => {
    const call = { request, response };
    handle(call, service, options.key).catch(() => reset(call));
  });
  // Uploads over slow lines take longer than Node's usual five minutes.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}/v1`,
    port,
    stats: () => statsOf(service),
    setFaults: (faults) => {
      service.faults = faults;
    },
    async close() {
      stop.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await service.inTurn(async () => undefined);
      if (options.directory === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function handle(call: Call, service: Service, key: string | undefined): Promise<void> {
  const { request, response } = call;
  const { pathname, searchParams: query } = new URL(request.url ?? '/', `http://${host}`);
  if (controlPath.test(pathname)) return control(call, pathname, service);
  response.setHeader('x-request-id', newId('req_'));
  response.setHeader('date', new Date(service.now()).toUTCString());
  try {
    const { name, answer, id } = routeOf(request.method ?? 'GET', pathname, service.kind);
    const nth = service.ledger.called(name);
    const rules = faultsOfCall(service.faults, name, nth);
    const early = await beforeAnswer(rules, call, service.signal);
    if (early === 'broken') return;
    if (early !== undefined) return await send(call, early);
    if (service.kind === 'openai') checkKey(request.headers.authorization, key);
    const reply = await answer({ request, id, query, nth }, service);
    if (rules.some(({ fault }) => fault === 'lost-reply')) return reset(call);
    await send(call, reply, downloadFault(rules));
  } catch (error) {
    if (response.headersSent || request.socket.destroyed) return reset(call);
    await send(call, refusal(error instanceof Refusal ? error : ownFault(error)));
  }
}

/** An error of the stand-in itself must be seen, not taken for one of the faults that it plays. */
function ownFault(error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error);
  return refusals.serverError(500, `The stand-in failed: ${why}`);
}

function checkKey(authorization: string | undefined, key: string | undefined): void {
  const given = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (given === undefined) throw refusals.noKey();
  if (key !== undefined && given !== key) throw refusals.wrongKey(given);
}

const controlPath = /^(?:\/v1)?\/stand-in\/(?:stats|faults)$/;

/** `GET stand-in/stats` and `PUT stand-in/faults` beside the routes, for those who run it in another process. */
async function control(call: Call, path: string, service: Service): Promise<void> {
  if (path.endsWith('/faults')) service.faults = await readObject(call.request);
  await send(call, json(statsOf(service)));
}
