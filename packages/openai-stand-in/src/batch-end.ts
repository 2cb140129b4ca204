/** The end of a batch: what was not reached is said, results become files, the queue is freed. */
import { type BatchRecord, inStatus, type ResultKind, resultKinds } from './batch.ts';
import { linesFrom, type RunContext } from './batch-run.ts';
import { faultsOfBatch } from './faults.ts';
import { fileObject } from './files.ts';
import { newId } from './ids.ts';
import type { Executed } from './journal.ts';
import { failedLine, unreached } from './result-line.ts';
import type { ResultLine } from './wire.ts';

type Ending = 'completed' | 'expired' | 'cancelled';

/** Ends a batch. Everything is noted in one step at the end, so a crash in between only repeats it. */
export async function finishBatch(id: string, ending: Ending, context: RunContext): Promise<void> {
  const { blobs, journal, now } = context;
  const record = journal.batch(id);
  const faults = faultsOfBatch(context.faults(), record.nth);
  const rest = ending === 'completed' ? [] : await restLines(record, ending, context);
  for (const kind of resultKinds)
    if (!isPublished(record, kind, context)) {
      await blobs.cutResults(id, kind, record.written[kind]);
      if (kind === 'error') await blobs.appendResults(id, kind, rest);
    }
  const output = await publish(record, 'output', context);
  const error = await publish(record, 'error', context);
  const release = faults['slow-release'];
  const { total, completed, failed } = record.request_counts;
  journal.note({
    batch: {
      ...inStatus(record, ending, now()),
      output_file_id: output !== null && faults['lost-files'] ? newId('file-') : output,
      error_file_id: error,
      usage: faults['no-usage'] === undefined && total > 0 ? record.spent : null,
      done: record.done + rest.length,
      enqueued: release === undefined ? 0 : record.enqueued,
      held: { checks: release?.polls ?? 0, until: now() + (release?.milliseconds ?? 0) },
      withheld: faults['late-files']?.polls ?? 0,
      request_counts: { total, completed, failed: failed + rest.length },
    },
    executed: rest.map((line): Executed => [line.custom_id, null, 0, 0]),
  });
}

/** Error lines for what was not carried out. */
async function restLines(
  { input_file_id: file, done, request_counts: { total } }: BatchRecord,
  ending: 'expired' | 'cancelled',
  { blobs, journal }: RunContext,
): Promise<ResultLine[]> {
  if (done >= total || !journal.memory.files.has(file)) return [];
  const rest: ResultLine[] = [];
  for await (const lines of linesFrom(blobs.path(file), done, total))
    rest.push(...lines.map(({ customId }) => failedLine(customId, unreached[ending])));
  return rest;
}

/** Named after its batch, so that an ending that was interrupted finds what it had done. */
function resultFileId({ id }: BatchRecord, kind: ResultKind): string {
  return `file-${id.replace('batch_', '')}${kind === 'output' ? '0' : 'e'}`;
}

function isPublished(record: BatchRecord, kind: ResultKind, { journal }: RunContext): boolean {
  return journal.memory.files.has(resultFileId(record, kind));
}

/** Makes collected results a file that can be downloaded; null when there are none. */
async function publish(
  record: BatchRecord,
  kind: ResultKind,
  context: RunContext,
): Promise<string | null> {
  const { blobs, journal, now } = context;
  const id = resultFileId(record, kind);
  if (isPublished(record, kind, context)) return id;
  const bytes = await blobs.adoptResults(record.id, kind, id);
  if (bytes === 0) return null;
  const filename = `${record.id}_${kind}.jsonl`;
  journal.note({ file: fileObject({ id, bytes, filename, purpose: 'batch_output' }, now()) });
  return id;
}
