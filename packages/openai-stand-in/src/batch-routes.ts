/** /v1/batches */
import { randomBytes } from 'node:crypto';
import { badRequest, RefusedError, refusals } from './api-error.ts';
import { type BatchRecord, batchObject, isOver, newBatch } from './batch-record.ts';
import { faultsOfBatch } from './faults.ts';
import { page } from './file-routes.ts';
import { isObject, parseJson } from './json.ts';
import { notOneOf, wrongType } from './message-check.ts';
import { json, type Reply } from './reply.ts';
import { metadataFault } from './request-check.ts';
import type { Service } from './service.ts';

/** The only endpoint that the stand-in answers for. */
const endpoints = ['/v1/chat/completions'];

/** Creates a batch. A file that does not exist is noticed by the validation only, as at the service. */
export async function createBatch(text: string, service: Service): Promise<Reply> {
  const body = parseJson(text);
  if (!isObject(body)) throw new RefusedError(refusals.notJson());
  const { input_file_id: inputFile, endpoint, completion_window: window, metadata } = body;
  const fault =
    (typeof inputFile === 'string'
      ? undefined
      : wrongType('input_file_id', 'a string', inputFile)) ??
    (endpoints.some((known) => known === endpoint)
      ? undefined
      : notOneOf('endpoint', endpoints, endpoint)) ??
    (window === '24h' ? undefined : notOneOf('completion_window', ['24h'], window)) ??
    metadataFault(metadata) ??
    purposeFault(String(inputFile), service);
  if (fault !== undefined) throw new RefusedError(fault);
  await service.life.catchUp();
  const { batches } = service.journal.memory;
  const batch = newBatch({
    id: `batch_${randomBytes(12).toString('hex')}`,
    nth: batches.size + 1,
    endpoint: String(endpoint),
    inputFile: String(inputFile),
    metadata: isObject(metadata) ? (metadata as Readonly<Record<string, string>>) : null,
    now: service.complete.now(),
  });
  service.journal.note({ batch });
  return json(batchObject(batch));
}

function purposeFault(id: string, { journal }: Service) {
  const file = journal.memory.files.get(id);
  return file === undefined || file.purpose === 'batch'
    ? undefined
    : badRequest(
        `The file ${id} has the purpose '${file.purpose}', expected 'batch'.`,
        'input_file_id',
        null,
      );
}

export async function getBatch(id: string, service: Service): Promise<Reply> {
  const record = await service.life.poll(id);
  if (record === undefined) throw new RefusedError(refusals.noBatch(id));
  return json(batchObject(record));
}

/** Batches, newest first. Showing a batch counts as a poll of it. */
export async function listBatches(query: URLSearchParams, service: Service): Promise<Reply> {
  const newestFirst = () =>
    [...service.journal.memory.batches.values()]
      .filter((record) => isListed(record, service))
      .reverse();
  const limits = { usual: 20, most: 100 };
  const { data } = page(newestFirst(), query, limits) as { readonly data: readonly BatchRecord[] };
  for (const { id } of data) await service.life.poll(id);
  return json(page(newestFirst().map(batchObject), query, limits));
}

function isListed({ nth, created_at: created }: BatchRecord, service: Service): boolean {
  const late = faultsOfBatch(service.faults, nth)['late-in-list']?.milliseconds ?? 0;
  return service.complete.now() >= created * 1000 + late;
}

export function cancelBatch(id: string, service: Service): Reply {
  const before = service.journal.memory.batches.get(id);
  if (before === undefined) throw new RefusedError(refusals.noBatch(id));
  if (isOver(before.status)) throw new RefusedError(refusals.cannotCancel(before.status));
  return json(batchObject(service.life.cancel(id) ?? before));
}
