/** /v1/batches */
import { z } from 'zod';
import { type BatchRecord, batchObject, isOver, newBatch } from './batch.ts';
import { badRequest, RefusedError, refusals } from './errors.ts';
import { faultsOfBatch } from './faults.ts';
import { json, type Reply } from './http.ts';
import { newId } from './ids.ts';
import { isObject, parseJson } from './json.ts';
import { page } from './page.ts';
import { metadata } from './request.ts';
import { schemaRefusal } from './schema-refusal.ts';
import type { Service } from './service.ts';

const creation = z.looseObject({
  input_file_id: z.string(),
  /** The only endpoint that the stand-in answers for. */
  endpoint: z.literal('/v1/chat/completions'),
  completion_window: z.literal('24h'),
  metadata,
});

/** Creates a batch. A file that does not exist is noticed by the validation only, as at the service. */
export async function createBatch(text: string, service: Service): Promise<Reply> {
  const body = parseJson(text);
  if (!isObject(body)) throw new RefusedError(refusals.notJson());
  const parsed = creation.safeParse(body);
  if (!parsed.success) throw new RefusedError(schemaRefusal(parsed.error, body));
  const { input_file_id: file, endpoint, metadata: pairs = null } = parsed.data;
  const { files, batches } = service.journal.memory;
  const purpose = files.get(file)?.purpose ?? 'batch';
  if (purpose !== 'batch')
    throw new RefusedError(
      badRequest(
        `The file ${file} has the purpose '${purpose}', expected 'batch'.`,
        'input_file_id',
        null,
      ),
    );
  await service.life.catchUp();
  const given = { id: newId('batch_'), nth: batches.size + 1, input_file_id: file };
  const batch = newBatch({ ...given, endpoint, metadata: pairs }, service.now());
  service.journal.note({ batch });
  return json(batchObject(batch));
}

export async function getBatch(id: string, service: Service): Promise<Reply> {
  findBatch(id, service);
  return json(batchObject(await service.life.poll(id)));
}

export function cancelBatch(id: string, service: Service): Reply {
  const record = findBatch(id, service);
  if (isOver(record)) throw new RefusedError(refusals.cannotCancel(record.status));
  return json(batchObject(service.life.cancel(id)));
}

function findBatch(id: string, { journal }: Service): BatchRecord {
  const record = journal.memory.batches.get(id);
  if (record === undefined) throw new RefusedError(refusals.noBatch(id));
  return record;
}

/** Batches, newest first. Showing a batch counts as a poll of it. */
export async function listBatches(query: URLSearchParams, service: Service): Promise<Reply> {
  const batches = [...service.journal.memory.batches.values()].reverse();
  const { data, ...list } = page(
    batches.filter((record) => isListed(record, service)),
    query,
    { usual: 20, most: 100 },
  );
  const polled: object[] = [];
  for (const { id } of data) polled.push(batchObject(await service.life.poll(id)));
  return json({ ...list, data: polled });
}

function isListed({ nth, created_at: created }: BatchRecord, service: Service): boolean {
  const late = faultsOfBatch(service.faults, nth)['late-in-list']?.milliseconds ?? 0;
  return service.now() >= created * 1000 + late;
}
