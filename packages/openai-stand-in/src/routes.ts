/** The routes of the service: which path is what, and who answers. */
import type { IncomingMessage } from 'node:http';
import { RefusedError, refusals } from './api-error.ts';
import { cancelBatch, createBatch, getBatch, listBatches } from './batch-routes.ts';
import { chat, getModel, listModels } from './chat-routes.ts';
import type { RouteName } from './faults.ts';
import { createFile, deleteFile, fileContent, getFile, listFiles } from './file-routes.ts';
import { type Reply, readText } from './reply.ts';
import type { Service } from './service.ts';

export type Asked = {
  readonly request: IncomingMessage;
  /** What the path names: a file, batch or model. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The nth call of this route, from 1. */
  readonly nth: number;
};

export type Route = {
  readonly name: RouteName;
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (asked: Asked, service: Service) => Reply | Promise<Reply>;
};

/** A request with pictures may be long; 512 MB is what the service takes. */
const largestBody = 512 * 1024 * 1024;
const smallBody = 1024 * 1024;

const routes: readonly Route[] = [
  {
    name: 'files.create',
    method: 'POST',
    path: /^\/v1\/files$/,
    answer: ({ request }, service) => createFile(request, service),
  },
  {
    name: 'files.list',
    method: 'GET',
    path: /^\/v1\/files$/,
    answer: ({ query }, service) => listFiles(query, service),
  },
  {
    name: 'files.content',
    method: 'GET',
    path: /^\/v1\/files\/([^/]+)\/content$/,
    answer: ({ id }, service) => fileContent(id, service),
  },
  {
    name: 'files.get',
    method: 'GET',
    path: /^\/v1\/files\/([^/]+)$/,
    answer: ({ id }, service) => getFile(id, service),
  },
  {
    name: 'files.delete',
    method: 'DELETE',
    path: /^\/v1\/files\/([^/]+)$/,
    answer: ({ id }, service) => deleteFile(id, service),
  },
  {
    name: 'batches.create',
    method: 'POST',
    path: /^\/v1\/batches$/,
    answer: async ({ request }, service) => createBatch(await bodyOf(request, smallBody), service),
  },
  {
    name: 'batches.list',
    method: 'GET',
    path: /^\/v1\/batches$/,
    answer: ({ query }, service) => listBatches(query, service),
  },
  {
    name: 'batches.cancel',
    method: 'POST',
    path: /^\/v1\/batches\/([^/]+)\/cancel$/,
    answer: ({ id }, service) => cancelBatch(id, service),
  },
  {
    name: 'batches.get',
    method: 'GET',
    path: /^\/v1\/batches\/([^/]+)$/,
    answer: ({ id }, service) => getBatch(id, service),
  },
  {
    name: 'chat',
    method: 'POST',
    path: /^\/v1\/chat\/completions$/,
    answer: async ({ request, nth }, service) =>
      chat(await bodyOf(request, largestBody), nth, service),
  },
  {
    name: 'models.list',
    method: 'GET',
    path: /^\/v1\/models$/,
    answer: (_, service) => listModels(service),
  },
  {
    name: 'models.get',
    method: 'GET',
    path: /^\/v1\/models\/([^/]+)$/,
    answer: ({ id }, service) => getModel(id, service),
  },
];

/** Servers of one's own machine have no batches. */
const localRoutes: readonly RouteName[] = ['chat', 'models.list', 'models.get'];

/** The route of a call and what its path names. @throws RefusedError for a path that the service does not have */
export function routeOf(
  method: string,
  path: string,
  kind: Service['complete']['kind'],
): { readonly route: Route; readonly id: string } {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match === null || (kind === 'local' && !localRoutes.includes(route.name))) continue;
    return { route, id: decodeURIComponent(match[1] ?? '') };
  }
  throw new RefusedError(refusals.noRoute(method, path));
}

async function bodyOf(request: IncomingMessage, most: number): Promise<string> {
  try {
    return await readText(request, most);
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedError(refusals.fileTooLarge());
    throw error;
  }
}
