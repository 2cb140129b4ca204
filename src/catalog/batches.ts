/** Batches as rows: a file of requests, what it became at the service, and how far its answers are. */
import { randomBytes } from 'node:crypto';
import type { Catalog } from './catalog.ts';
import { archiveTag } from './requests.ts';
import { fieldsOf, these } from './sql.ts';

/**
 * - `written`: the file is whole on disk; it may or may not have been uploaded
 * - `uploaded`: the service has it
 * - `creating`: the batch was asked for; whether it was made shows in the service's list
 * - `open`: the service has the batch
 * - `collected`: every answer is in the catalog
 * - `abandoned`: its requests went back to wait
 * - `exported`: a file for another engine; its answers come by import
 */
export type BatchState =
  | 'written'
  | 'uploaded'
  | 'creating'
  | 'open'
  | 'collected'
  | 'abandoned'
  | 'exported';

export type StoredBatch = {
  readonly id: number;
  readonly runId: number | null;
  readonly tag: string;
  readonly way: 'service' | 'file';
  readonly state: BatchState;
  readonly model: string;
  readonly requests: number;
  readonly bytes: number;
  /** Estimated tokens in, which is what the queue limit counts. */
  readonly inputTokens: number;
  /** Estimated dollars; null when no price is known. */
  readonly dollars: number | null;
  /** How often its creation was asked for. */
  readonly tries: number;
  readonly notBefore: string | null;
  readonly inputFile: string | null;
  readonly remoteId: string | null;
  readonly status: string | null;
  readonly outputFile: string | null;
  readonly errorFile: string | null;
  readonly completed: number;
  readonly failed: number;
  readonly failure: string | null;
  readonly writtenAt: string;
  readonly sentAt: string | null;
  readonly acceptedAt: string | null;
  readonly endedAt: string | null;
  readonly expiresAt: string | null;
  readonly polledAt: string | null;
  readonly inputsDeleted: 0 | 1;
  /** 1 when it is being cancelled so that its photos can be sent again at once. */
  readonly resend: 0 | 1;
};

/** The status of a batch that the service does not know, or whose answers it does not give. */
export const unknownStatus = 'unknown';

type BatchChange = Partial<Omit<StoredBatch, 'id' | 'tag'>>;

/** A name for a new batch: the archive's own and ten hexadecimal digits. Files here and at the service are called by it. */
export function newBatchTag(catalog: Catalog): string {
  return `${archiveTag(catalog)}-${randomBytes(5).toString('hex')}`;
}

/** Whether a text that came from elsewhere is a name that `newBatchTag` may have given. Nothing else becomes a path. */
export function isBatchTag(catalog: Catalog, text: string | undefined): text is string {
  const prefix = `${archiveTag(catalog)}-`;
  return text?.startsWith(prefix) === true && /^[0-9a-f]{10}$/.test(text.slice(prefix.length));
}

type NewBatch = Pick<
  StoredBatch,
  'runId' | 'tag' | 'way' | 'state' | 'model' | 'bytes' | 'inputTokens' | 'dollars' | 'writtenAt'
>;

/** Records a written batch file and puts its requests into it; on the disk when it returns. */
export function insertBatch(
  catalog: Catalog,
  batch: NewBatch,
  requestIds: readonly number[],
): StoredBatch {
  return catalog.durably(() => {
    const { id } = catalog.insert('batch', { ...batch, requests: requestIds.length });
    catalog.run`
      UPDATE request SET state = 'asking', batch_id = ${id}
      WHERE id IN ${these(requestIds)} AND state IN ('ready', 'released')`;
    return requireBatch(catalog, id);
  });
}

/** The batch of this id. @throws Error when there is none, which is a fault of ours */
function requireBatch(catalog: Catalog, id: number): StoredBatch {
  const batch = catalog.get<StoredBatch>`SELECT ${fieldsOf('batch')} FROM batch WHERE id = ${id}`;
  if (batch === undefined) throw new Error(`There is no batch ${id}`);
  return batch;
}

/** The batch that the user means by our number, our tag or the service's id. */
export function findBatch(catalog: Catalog, name: string): StoredBatch | undefined {
  return catalog.get<StoredBatch>`
    SELECT ${fieldsOf('batch')} FROM batch WHERE CAST(id AS TEXT) = ${name} OR tag = ${name} OR remote_id = ${name}`;
}

/** Whether the service's id belongs to a batch other than this one. */
export function isOfAnother(catalog: Catalog, id: number, remoteId: string): boolean {
  return catalog.has`SELECT 1 FROM batch WHERE remote_id = ${remoteId} AND id <> ${id}`;
}

/** Batches in these states, oldest first. */
export function batchesIn(catalog: Catalog, ...states: readonly BatchState[]): StoredBatch[] {
  return catalog.all<StoredBatch>`
    SELECT ${fieldsOf('batch')} FROM batch WHERE state IN ${these(states)} ORDER BY id`;
}

/** The newest batches, newest first. */
export function recentBatches(catalog: Catalog): StoredBatch[] {
  return catalog.all<StoredBatch>`SELECT ${fieldsOf('batch')} FROM batch ORDER BY id DESC LIMIT 50`;
}

/** Changes fields of a batch and gives it back as it then is. */
export function updateBatch(catalog: Catalog, id: number, change: BatchChange): StoredBatch {
  catalog.update('batch', change, { id });
  return requireBatch(catalog, id);
}

/** Like `updateBatch`, and on the disk when it returns: for what must be known after a crash. */
export function updateBatchDurably(catalog: Catalog, id: number, change: BatchChange): StoredBatch {
  return catalog.durably(() => updateBatch(catalog, id, change));
}

/** Lets files that wait for room in a model's queue be offered at once, because some may be there now. */
export function offerWaiting(catalog: Catalog, model: string): void {
  catalog.run`
    UPDATE batch SET not_before = NULL WHERE model = ${model} AND state IN ('written', 'uploaded')`;
}

/** Estimated tokens that unfinished batches of a model hold in the service's queue. */
export function queuedTokens(catalog: Catalog, model: string): number {
  return catalog.count`
    SELECT coalesce(sum(input_tokens), 0) FROM batch
    WHERE model = ${model} AND (state = 'creating' OR (state = 'open' AND ended_at IS NULL))`;
}

/** Whether a batch of this name is known, whatever became of it. */
export function isKnownTag(catalog: Catalog, tag: string): boolean {
  return catalog.has`SELECT 1 FROM batch WHERE tag = ${tag}`;
}

/** Marks exported batches as collected whose requests all have their outcome. */
export function closeExported(catalog: Catalog): void {
  catalog.run`
    UPDATE batch SET state = 'collected' WHERE state = 'exported'
      AND NOT EXISTS (SELECT 1 FROM request WHERE batch_id = batch.id AND state = 'asking')`;
}

/** Photos of a run whose requests the service refused line by line. */
export function countLinesRefused(catalog: Catalog, runId: number | null): number {
  return catalog.count`
    SELECT count(DISTINCT issue.photo_id) FROM issue JOIN request ON request.photo_id = issue.photo_id
    WHERE code = 'line-refused' AND run_id = ${runId}`;
}
