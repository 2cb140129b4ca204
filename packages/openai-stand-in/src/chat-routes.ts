/** /v1/chat/completions and /v1/models */
import { RefusedError, refusals } from './api-error.ts';
import { complete, requestKey } from './complete.ts';
import { faultsOfLine } from './faults.ts';
import { isObject, parseJson } from './json.ts';
import { lineEnd } from './line-ends.ts';
import { json, type Reply } from './reply.ts';
import type { Service } from './service.ts';
import { serviceModel } from './service-models.ts';

/** Answers one live request. `nth` counts the calls of this route. */
export async function chat(text: string, nth: number, service: Service): Promise<Reply> {
  const body = parseJson(text);
  if (!isObject(body)) throw new RefusedError(refusals.notJson());
  const wait = service.rate.take();
  const headers = service.rate.headers();
  if (wait > 0) {
    const limited = refusals.rateLimited(String(body['model']), wait);
    throw new RefusedError({ ...limited, headers: { ...headers, ...limited.headers } });
  }
  const id = requestKey(body);
  const before = service.journal.memory.asked.get(id) ?? 0;
  const rules = faultsOfLine(service.faults, { id, nth, before });
  const end = lineEnd(rules);
  if (end?.kind === 'reply' && end.status > 0) {
    service.journal.note({ executed: [[id, null, 0, 0]] });
    return { kind: 'json', status: end.status, body: end.body, headers };
  }
  const { completion, spent, picture } = await complete(body, service.complete, rules);
  service.journal.note({
    executed: [[id, picture ?? null, spent?.prompt_tokens ?? 0, spent?.completion_tokens ?? 0]],
  });
  return { kind: 'json', status: completion.status, body: completion.body, headers };
}

const created = Date.UTC(2026, 8, 22) / 1000;

function modelObject(id: string): object {
  return { id, object: 'model', created, owned_by: 'openai' };
}

export function listModels({ complete: { models } }: Service): Reply {
  return json({ object: 'list', data: models.map(modelObject) });
}

export function getModel(id: string, { complete: { models } }: Service): Reply {
  if (serviceModel(id, models) === undefined) throw new RefusedError(refusals.noModel(id));
  return json(modelObject(id));
}
