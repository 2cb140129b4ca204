/** /v1/batches */
import * as z from 'zod';
import { type BatchRecord, batchObject, isOver, newBatch } from './batch.ts';
import { cancel, catchUp, poll } from './batch-life.ts';
import { refusals } from './errors.ts';
import { faultsOfBatch } from './faults.ts';
import { type Asked, json, type Reply, readObject } from './http.ts';
import { page } from './page.ts';
import { schemaRefusal } from './schema-refusal.ts';
import type { Service } from './service.ts';
import { newId } from './wire.ts';

const text = (most: number) => z.string().max(most, 'string_above_max_length');
const metadata = z
  .record(text(64), text(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'object_above_max_properties')
  .nullish();

const creation = z.looseObject({
  input_file_id: z.string(),
  endpoint: z.literal('/v1/chat/completions'),
  completion_window: z.literal('24h'),
  metadata,
});

/** Creates a batch. A file that does not exist is noticed by the validation only, as at the service. */
export async function createBatch({ request }: Asked, service: Service): Promise<Reply> {
  const body = await readObject(request);
  const parsed = creation.safeParse(body);
  if (!parsed.success) throw schemaRefusal(parsed.error, body);
  const { input_file_id: file, endpoint, metadata: pairs = null } = parsed.data;
  await catchUp(service);
  const given = { id: newId('batch_'), nth: service.batches.all().length + 1, input_file_id: file };
  const batch = newBatch({ ...given, endpoint, metadata: pairs }, service.now());
  service.batches.put(batch);
  return json(batchObject(batch));
}

export async function getBatch({ id }: Asked, service: Service): Promise<Reply> {
  return json(batchObject(await poll(findBatch(id, service), service)));
}

export async function cancelBatch({ id }: Asked, service: Service): Promise<Reply> {
  const record = findBatch(id, service);
  if (isOver(record)) throw refusals.cannotCancel(record.status);
  return json(batchObject(await cancel(record, service)));
}

function findBatch(id: string, { batches }: Service): BatchRecord {
  const record = batches.get(id);
  if (record === undefined) throw refusals.noBatch(id);
  return record;
}

/** Batches, newest first. Showing a batch counts as a poll of it. */
export async function listBatches({ query }: Asked, service: Service): Promise<Reply> {
  const listed = service.batches.all().filter((record) => isListed(record, service));
  const { data, ...list } = page(listed.reverse(), query, { usual: 20, most: 100 });
  const polled: object[] = [];
  for (const batch of data) polled.push(batchObject(await poll(batch, service)));
  return json({ ...list, data: polled });
}

function isListed({ nth, created_at: created }: BatchRecord, service: Service): boolean {
  const late = faultsOfBatch(service.faults, nth)['late-in-list']?.milliseconds ?? 0;
  return service.now() >= created * 1000 + late;
}
