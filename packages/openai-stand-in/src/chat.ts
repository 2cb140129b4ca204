/** /v1/chat/completions and /v1/models */
import { complete, requestKey } from './complete.ts';
import { RefusedError, refusals } from './errors.ts';
import { faultsOfLine } from './faults.ts';
import { json, type Reply } from './http.ts';
import { isObject, parseJson } from './json.ts';
import { serviceModel } from './models.ts';
import { lineEnd } from './result-line.ts';
import type { Service } from './service.ts';

/** Answers one live request. `nth` counts the calls of this route. */
export async function chat(text: string, nth: number, service: Service): Promise<Reply> {
  const { rate, journal } = service;
  const body = parseJson(text);
  if (!isObject(body)) throw new RefusedError(refusals.notJson());
  const wait = rate.take();
  const headers = rate.headers();
  if (wait > 0) {
    const limited = refusals.rateLimited(String(body['model']), wait);
    throw new RefusedError({ ...limited, headers: { ...headers, ...limited.headers } });
  }
  const id = requestKey(body);
  const before = journal.memory.asked.get(id) ?? 0;
  const rules = faultsOfLine(service.faults, { id, nth, before });
  const end = lineEnd(rules);
  if (end?.kind === 'reply' && end.status > 0) {
    journal.note({ executed: [[id, null, 0, 0]] });
    return { kind: 'json', status: end.status, body: end.body, headers };
  }
  const { completion, spent, picture = null } = await complete(body, service, rules);
  const { prompt_tokens: input = 0, completion_tokens: output = 0 } = spent ?? {};
  journal.note({ executed: [[id, picture, input, output]] });
  return { kind: 'json', ...completion, headers };
}

const created = Date.UTC(2026, 8, 22) / 1000;

function modelObject(id: string): object {
  return { id, object: 'model', created, owned_by: 'openai' };
}

export function listModels({ models }: Service): Reply {
  return json({ object: 'list', data: models.map(modelObject) });
}

export function getModel(id: string, { models }: Service): Reply {
  if (serviceModel(id, models) === undefined) throw new RefusedError(refusals.noModel(id));
  return json(modelObject(id));
}
