/**
 * The local stand-in for the service: files, batches and chat on a loopback address, with the service's shapes,
 * checks and errors, and faults where they are asked for.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisation, RefusedError, refusals } from './api-error.ts';
import { BatchLife, type Speed } from './batch-life.ts';
import { BlobStore } from './blob-store.ts';
import type { CompleteContext } from './complete.ts';
import { type Faults, faultsOfCall } from './faults.ts';
import { Journal } from './journal.ts';
import { parseJson } from './json.ts';
import type { Answer } from './model.ts';
import { Viewer } from './picture.ts';
import { RateLimit } from './rate-limit.ts';
import { type Call, json, readText, refusal, reset, send } from './reply.ts';
import type { ServiceKind } from './request-check.ts';
import { beforeAnswer, downloadFault, losesReply } from './route-faults.ts';
import { routeOf } from './routes.ts';
import type { Service } from './service.ts';
import { knownModelIds } from './service-models.ts';
import { type StandInStats, statsOf } from './stats.ts';

export type StandInOptions = {
  /** Writes the answers. */
  readonly answer: Answer;
  /** Where files, batches and counters are kept, so that a restart goes on; a temporary folder if absent. */
  readonly directory?: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** The only API key that is accepted; absent: every key is. */
  readonly key?: string;
  readonly faults?: Faults;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** How batches advance; by polls if absent: validated at the first, completed at the second. */
  readonly speed?: Speed;
  /** Ids of the models that exist; absent: today's. */
  readonly models?: readonly string[];
  /** Tokens that may wait in the queue of each model, or by model; absent: no limit. */
  readonly queueLimit?: number | Readonly<Record<string, number>>;
  /** Live requests per minute; absent: no limit. */
  readonly requestsPerMinute?: number;
  /** `local`: a server like those on one's own machine, without files, batches, key and usage. */
  readonly kind?: ServiceKind;
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

/** Starts a server. It listens on loopback only. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const folder = options.directory ?? mkdtempSync(join(tmpdir(), 'openai-stand-in-'));
  mkdirSync(folder, { recursive: true });
  const stop = new AbortController();
  const service = buildService(folder, options, stop.signal);
  const server = createServer((request, response) => {
    const call = { request, response };
    handle(call, service, options, stop.signal).catch(() => reset(call));
  });
  // Uploads over slow lines take longer than Node's usual five minutes.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, options.port ?? 0);
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
      await service.life.idle();
      service.journal.close();
      if (options.directory === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function buildService(folder: string, options: StandInOptions, signal: AbortSignal): Service {
  const journal = new Journal(options.directory === undefined ? undefined : folder);
  const blobs = new BlobStore(folder);
  blobs.keepOnly(new Set(journal.memory.files.keys()));
  const complete: CompleteContext = {
    kind: options.kind ?? 'openai',
    models: options.models ?? knownModelIds,
    viewer: new Viewer(),
    answer: options.answer,
    now: options.clock ?? Date.now,
  };
  const { queueLimit = Number.POSITIVE_INFINITY } = options;
  const service: Service = {
    complete,
    journal,
    blobs,
    rate: new RateLimit(options.requestsPerMinute, complete.now),
    faults: options.faults ?? {},
    life: new BatchLife({
      ...complete,
      journal,
      blobs,
      signal,
      faults: () => service.faults,
      speed: options.speed ?? { by: 'polls' },
      queueLimit: (model) =>
        typeof queueLimit === 'number'
          ? queueLimit
          : (queueLimit[model] ?? Number.POSITIVE_INFINITY),
    }),
  };
  return service;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function handle(
  call: Call,
  service: Service,
  { key, kind }: StandInOptions,
  signal: AbortSignal,
): Promise<void> {
  const { request, response } = call;
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${host}`);
  if (controlPath.test(pathname)) return control(call, pathname, service);
  addHeaders(response, service);
  try {
    const { route, id } = routeOf(request.method ?? 'GET', pathname, kind ?? 'openai');
    service.journal.note({ call: route.name });
    const nth = service.journal.memory.calls.get(route.name) ?? 1;
    const rules = faultsOfCall(service.faults, route.name, nth);
    const early = await beforeAnswer(rules, call, pathname, signal);
    if (early === 'broken') return;
    if (early !== undefined) return await send(call, early);
    checkKey(request, key, kind);
    const reply = await route.answer({ request, id, query: searchParams, nth }, service);
    if (losesReply(rules)) return reset(call);
    await send(call, reply, downloadFault(rules));
  } catch (error) {
    if (response.headersSent || request.socket.destroyed) return reset(call);
    await send(call, refusal(error instanceof RefusedError ? error.refusal : ownFault(error)));
  }
}

/** An error of the stand-in itself must be seen, not taken for one of the faults that it plays. */
function ownFault(error: unknown) {
  const { status, error: body } = refusals.serverError();
  return {
    status,
    error: {
      ...body,
      message: `The stand-in failed: ${error instanceof Error ? error.message : String(error)}`,
    },
  };
}

function addHeaders(response: ServerResponse, { complete }: Service): void {
  response.setHeader('x-request-id', `req_${randomBytes(16).toString('hex')}`);
  response.setHeader('openai-version', '2020-10-01');
  response.setHeader('openai-organization', organisation);
  response.setHeader('openai-processing-ms', '1');
  response.setHeader('date', new Date(complete.now()).toUTCString());
}

function checkKey(
  request: IncomingMessage,
  key: string | undefined,
  kind: ServiceKind | undefined,
): void {
  if (kind === 'local') return;
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined) throw new RefusedError(refusals.noKey());
  if (key !== undefined && given !== key) throw new RefusedError(refusals.wrongKey(given));
}

const controlPath = /^(?:\/v1)?\/stand-in\/(?:stats|faults)$/;

/** `GET stand-in/stats` and `PUT stand-in/faults` beside the routes, for those who have the server in another process. */
async function control(call: Call, path: string, service: Service): Promise<void> {
  if (path.endsWith('/faults') && call.request.method === 'PUT')
    service.faults = (parseJson(await readText(call.request, 1024 * 1024)) ?? {}) as Faults;
  await send(call, json(statsOf(service)));
}
