/** /v1/chat/completions and /v1/models */
import { ask } from './ask.ts';
import { requestKey } from './complete.ts';
import { refusals } from './errors.ts';
import { type Asked, json, type Reply, readObject } from './http.ts';
import { serviceModel } from './models.ts';
import type { Service } from './service.ts';

/** Answers one live request. */
export async function chat({ request, nth }: Asked, service: Service): Promise<Reply> {
  const { rate } = service;
  const body = await readObject(request);
  const wait = rate.take();
  const headers = rate.headers();
  if (wait > 0) throw refusals.rateLimited(String(body['model']), wait, headers);
  const asked = await ask({ id: requestKey(body), body, nth }, service);
  if (asked.kind !== 'reply') throw new Error('a live request came to an end without a reply');
  return { kind: 'json', status: asked.status, body: asked.body, headers };
}

const created = Date.UTC(2026, 8, 22) / 1000;

function modelObject(id: string): object {
  const shutdown = id.startsWith('gpt-4') ? '2027-01-14' : null;
  return { id, object: 'model', created, owned_by: 'openai', shutdown_date: shutdown };
}

export function listModels(_: Asked, { models }: Service): Reply {
  return json({ object: 'list', data: models.map(modelObject) });
}

export function getModel({ id }: Asked, { models }: Service): Reply {
  if (serviceModel(id, models) === undefined) throw refusals.noModel(id);
  return json(modelObject(id));
}
