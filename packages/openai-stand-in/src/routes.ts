/** The routes of the service: which path is what, and who answers. */
import { cancelBatch, createBatch, getBatch, listBatches } from './batches.ts';
import { chat, getModel, listModels } from './chat.ts';
import { refusals } from './errors.ts';
import { type RouteName, routeNames } from './faults.ts';
import { createFile, deleteFile, fileContent, getFile, listFiles } from './files.ts';
import type { Asked, Reply } from './http.ts';
import type { Service, ServiceKind } from './service.ts';

type Handler = (asked: Asked, service: Service) => Reply | Promise<Reply>;

/** `*` is an id. */
const routes: Readonly<Record<RouteName, readonly [method: string, path: string, Handler]>> = {
  'files.create': ['POST', 'files', createFile],
  'files.list': ['GET', 'files', listFiles],
  'files.content': ['GET', 'files/*/content', fileContent],
  'files.get': ['GET', 'files/*', getFile],
  'files.delete': ['DELETE', 'files/*', deleteFile],
  'batches.create': ['POST', 'batches', createBatch],
  'batches.list': ['GET', 'batches', listBatches],
  'batches.cancel': ['POST', 'batches/*/cancel', cancelBatch],
  'batches.get': ['GET', 'batches/*', getBatch],
  chat: ['POST', 'chat/completions', chat],
  'models.list': ['GET', 'models', listModels],
  'models.get': ['GET', 'models/*', getModel],
};

/** Servers of one's own machine have no files and batches. */
const localRoutes: readonly RouteName[] = ['chat', 'models.list', 'models.get'];

export type Route = { readonly name: RouteName; readonly answer: Handler; readonly id: string };

/** The route of a call and what its path names. @throws Refusal for a path that the service does not have */
export function routeOf(method: string, path: string, kind: ServiceKind): Route {
  for (const name of kind === 'local' ? localRoutes : routeNames) {
    const [itsMethod, itsPath, answer] = routes[name];
    const match = new RegExp(`^/v1/${itsPath.replace('*', '([^/]+)')}$`).exec(path);
    if (match !== null && method === itsMethod)
      return { name, answer, id: decodeURIComponent(match[1] ?? '') };
  }
  throw refusals.noRoute(method, path);
}
