/** The routes of the service: which path is what, and who answers. */
import type { IncomingMessage } from 'node:http';
import { cancelBatch, createBatch, getBatch, listBatches } from './batches.ts';
import { chat, getModel, listModels } from './chat.ts';
import { RefusedError, refusals } from './errors.ts';
import { type RouteName, routeNames } from './faults.ts';
import { createFile, deleteFile, fileContent, getFile, listFiles } from './files.ts';
import { type Reply, readText } from './http.ts';
import type { Service, ServiceKind } from './service.ts';

export type Asked = {
  readonly request: IncomingMessage;
  /** What the path names: a file, batch or model. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The nth call of this route, from 1. */
  readonly nth: number;
};

type Handler = (asked: Asked, service: Service) => Reply | Promise<Reply>;

/** A request with pictures may be long; 512 MB is what the service takes. */
const largestBody = 512 * 1024 * 1024;
const smallBody = 1024 * 1024;

/** `*` is an id. */
const routes: Readonly<Record<RouteName, readonly [method: string, path: string, Handler]>> = {
  'files.create': ['POST', 'files', ({ request }, service) => createFile(request, service)],
  'files.list': ['GET', 'files', ({ query }, service) => listFiles(query, service)],
  'files.content': ['GET', 'files/*/content', ({ id }, service) => fileContent(id, service)],
  'files.get': ['GET', 'files/*', ({ id }, service) => getFile(id, service)],
  'files.delete': ['DELETE', 'files/*', ({ id }, service) => deleteFile(id, service)],
  'batches.create': [
    'POST',
    'batches',
    async ({ request }, service) => createBatch(await bodyOf(request, smallBody), service),
  ],
  'batches.list': ['GET', 'batches', ({ query }, service) => listBatches(query, service)],
  'batches.cancel': ['POST', 'batches/*/cancel', ({ id }, service) => cancelBatch(id, service)],
  'batches.get': ['GET', 'batches/*', ({ id }, service) => getBatch(id, service)],
  chat: [
    'POST',
    'chat/completions',
    async ({ request, nth }, service) => chat(await bodyOf(request, largestBody), nth, service),
  ],
  'models.list': ['GET', 'models', (_, service) => listModels(service)],
  'models.get': ['GET', 'models/*', ({ id }, service) => getModel(id, service)],
};

/** Servers of one's own machine have no files and batches. */
const localRoutes: readonly RouteName[] = ['chat', 'models.list', 'models.get'];

export type Route = { readonly name: RouteName; readonly answer: Handler; readonly id: string };

/** The route of a call and what its path names. @throws RefusedError for a path that the service does not have */
export function routeOf(method: string, path: string, kind: ServiceKind): Route {
  for (const name of kind === 'local' ? localRoutes : routeNames) {
    const [itsMethod, itsPath, answer] = routes[name];
    const match = new RegExp(`^/v1/${itsPath.replace('*', '([^/]+)')}$`).exec(path);
    if (match !== null && method === itsMethod)
      return { name, answer, id: decodeURIComponent(match[1] ?? '') };
  }
  throw new RefusedError(refusals.noRoute(method, path));
}

async function bodyOf(request: IncomingMessage, most: number): Promise<string> {
  try {
    return await readText(request, most);
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedError(refusals.tooLarge());
    throw error;
  }
}
