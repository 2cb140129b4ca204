/** The end of a batch: what was not reached is said, results become files, the queue is freed. */
import { type BatchRecord, inStatus, type ResultKind, resultFile } from './batch.ts';
import { linesFrom } from './batch-run.ts';
import { faultsOfBatch } from './faults.ts';
import { fileObject } from './files.ts';
import { resultLine, resultText, unreached } from './outcome.ts';
import type { Service } from './service.ts';
import { newId, type ResultLine } from './wire.ts';

/** The batch after its end. It is kept last, so a crash before that only repeats the end. */
export async function finish(
  batch: BatchRecord,
  ending: 'completed' | 'expired' | 'cancelled',
  service: Service,
): Promise<BatchRecord> {
  const { blobs, now } = service;
  const faults = faultsOfBatch(service.faults, batch.nth);
  const rest = ending === 'completed' ? [] : await restLines(batch, ending, service);
  await blobs.cut(resultFile(batch, 'error'), batch.written.error);
  await blobs.append(resultFile(batch, 'error'), resultText(rest));
  const output = await publish(batch, 'output', service);
  const error = await publish(batch, 'error', service);
  const release = faults['slow-release'];
  const { total, completed, failed } = batch.request_counts;
  return {
    ...inStatus(batch, ending, now()),
    output_file_id: output === null || faults['lost-files'] === undefined ? output : newId('file-'),
    error_file_id: error,
    usage: faults['no-usage'] === undefined && total > 0 ? batch.spent : null,
    enqueued: release === undefined ? 0 : batch.enqueued,
    held: { checks: release?.polls ?? 0, until: now() + (release?.milliseconds ?? 0) },
    withheld: faults['late-files']?.polls ?? 0,
    request_counts: { total, completed, failed: failed + rest.length },
  };
}

/** Error lines for what was not carried out. */
async function restLines(
  { input_file_id: file, done, request_counts: { total } }: BatchRecord,
  ending: 'expired' | 'cancelled',
  { blobs, files, ledger }: Service,
): Promise<ResultLine[]> {
  const rest: ResultLine[] = [];
  if (files.get(file) === undefined) return rest;
  for await (const lines of linesFrom(blobs.path(file), done, total))
    for (const { id } of lines) {
      ledger.executed(id);
      rest.push(resultLine(id, { kind: 'error', error: unreached[ending] }));
    }
  return rest;
}

/** Makes collected results a file that can be downloaded. Resolves to its id, or null when there are none. */
async function publish(
  batch: BatchRecord,
  kind: ResultKind,
  { blobs, files, now }: Service,
): Promise<string | null> {
  const id = resultFile(batch, kind);
  const bytes = await blobs.length(id);
  if (bytes === 0) return null;
  const filename = `${batch.id}_${kind}.jsonl`;
  files.put(fileObject({ id, bytes, filename, purpose: 'batch_output' }, now()));
  return id;
}
