/** The end of a batch: what was not reached is said, results become files, the queue is freed. */
import { randomBytes } from 'node:crypto';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { type BatchRecord, inStatus } from './batch-record.ts';
import { append, failedLine, linesFrom, type RunContext } from './batch-run.ts';
import { type BatchFault, type BatchFaultName, chance } from './faults.ts';
import type { Executed } from './journal.ts';
import { isObject, parseJson } from './json.ts';
import { cancelledError, expiredError } from './line-ends.ts';
import type { FileObject, ResultLine } from './wire.ts';

type BatchFaults = Readonly<Partial<Record<BatchFaultName, BatchFault>>>;
type Ending = 'completed' | 'expired' | 'cancelled';

/** Ends a batch. Everything is noted in one step at the end, so a crash in between only repeats it. */
export async function finishBatch(
  id: string,
  ending: Ending,
  context: RunContext,
  faults: BatchFaults,
): Promise<void> {
  const record = context.journal.memory.batches.get(id);
  if (record === undefined) return;
  await context.blobs.cutResults(id, 'output', record.written.output);
  const rest = await restLines(record, ending, context, faults);
  if (!isPublished(record, 'error', context)) await writeRest(record, rest, context);
  for (const kind of ['output', 'error'] as const) await rearrange(record, kind, context, faults);
  const output = await publish(record, 'output', context);
  const error = await publish(record, 'error', context);
  const lost =
    faults['lost-files'] === undefined ? undefined : `file-${randomBytes(12).toString('hex')}`;
  const release = faults['slow-release'];
  const { total, completed, failed } = record.request_counts;
  const now = context.now();
  context.journal.note({
    batch: {
      ...inStatus(record, ending, now),
      output_file_id: output === undefined ? null : (lost ?? output),
      error_file_id: error ?? null,
      usage: faults['no-usage'] === undefined && total > 0 ? record.spent : null,
      done: record.done + rest.length,
      enqueued: release === undefined ? 0 : record.enqueued,
      held: { checks: release?.polls ?? 0, until: now + (release?.milliseconds ?? 0) },
      withheld: faults['late-files']?.polls ?? 0,
      request_counts: { total, completed, failed: failed + rest.length },
    },
    executed: rest.map((line): Executed => [line.custom_id, null, 0, 0]),
  });
  await context.blobs.dropResults(id);
}

/** Error lines for what was not carried out. */
async function restLines(
  record: BatchRecord,
  ending: Ending,
  { blobs, journal }: RunContext,
  faults: BatchFaults,
): Promise<ResultLine[]> {
  const { total } = record.request_counts;
  if (record.done >= total || !journal.memory.files.has(record.input_file_id)) return [];
  const lines: ResultLine[] = [];
  for await (const { customId } of linesFrom(blobs.path(record.input_file_id), record.done, total))
    lines.push(restLine(customId, ending, faults));
  return lines;
}

function restLine(customId: string, ending: Ending, faults: BatchFaults): ResultLine {
  if (ending !== 'completed')
    return failedLine(customId, ending === 'expired' ? expiredError : cancelledError);
  const {
    status = 400,
    code = 'invalid_value',
    message = 'The request was refused.',
    param = null,
  } = faults['all-failed'] ?? {};
  return {
    ...failedLine(customId, expiredError),
    response: {
      status_code: status,
      request_id: `req_${randomBytes(12).toString('hex')}`,
      body: { error: { message, type: 'invalid_request_error', param, code } },
    },
    error: null,
  };
}

async function writeRest(
  record: BatchRecord,
  rest: readonly ResultLine[],
  { blobs }: RunContext,
): Promise<void> {
  await blobs.cutResults(record.id, 'error', record.written.error);
  if (rest.length === 0) return;
  const file = await open(blobs.resultsPath(record.id, 'error'), 'a');
  try {
    await append(file, rest);
  } finally {
    await file.close();
  }
}

/** The faults that change which lines a result file has, and in what order. */
async function rearrange(
  record: BatchRecord,
  kind: 'output' | 'error',
  { blobs, faults: all }: RunContext,
  faults: BatchFaults,
): Promise<void> {
  const { shuffled, 'duplicate-lines': duplicate } = faults;
  if (shuffled === undefined && duplicate === undefined) return;
  const path = blobs.resultsPath(record.id, kind);
  const text = await readFile(path, 'utf8').catch(() => '');
  if (text === '') return;
  const seed = all().seed ?? 1;
  const draw = (what: string, line: string) => chance(seed, what, record.nth, idIn(line));
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) =>
      duplicate !== undefined && draw('duplicate', line) < (duplicate.part ?? 0.1)
        ? [line, line]
        : [line],
    );
  const order = (line: string) => chance(seed, 'order', record.nth, idIn(line));
  const sorted = shuffled === undefined ? lines : lines.sort((a, b) => order(a) - order(b));
  await writeFile(path, sorted.map((line) => `${line}\n`).join(''));
}

function idIn(line: string): string {
  const value = parseJson(line);
  return isObject(value) ? String(value['custom_id']) : '';
}

/** Named after its batch, so that an ending that was interrupted finds what it had done. */
function resultFileId({ id }: BatchRecord, kind: 'output' | 'error'): string {
  return `file-${id.replace('batch_', '')}${kind === 'output' ? '0' : 'e'}`;
}

function isPublished(
  record: BatchRecord,
  kind: 'output' | 'error',
  { journal }: RunContext,
): boolean {
  return journal.memory.files.has(resultFileId(record, kind));
}

/** Makes collected results a file that can be downloaded; undefined when there are none. */
async function publish(
  record: BatchRecord,
  kind: 'output' | 'error',
  context: RunContext,
): Promise<string | undefined> {
  const { blobs, journal, now } = context;
  const id = resultFileId(record, kind);
  if (isPublished(record, kind, context)) return id;
  const found = await stat(blobs.resultsPath(record.id, kind)).catch(() => undefined);
  if (found === undefined || found.size === 0) return undefined;
  await blobs.adoptResults(record.id, kind, id);
  const created = Math.floor(now() / 1000);
  const file: FileObject = {
    id,
    object: 'file',
    bytes: found.size,
    created_at: created,
    expires_at: created + 30 * 24 * 60 * 60,
    filename: `${record.id}_${kind}.jsonl`,
    purpose: 'batch_output',
    status: 'processed',
    status_details: null,
  };
  journal.note({ file });
  return id;
}
