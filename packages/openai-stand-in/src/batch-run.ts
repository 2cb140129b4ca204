/** Carrying out the lines of a batch: each is asked like a live request, and its result written to one of two files. */
import { ask } from './ask.ts';
import { type BatchRecord, plus, type ResultKind, resultFile, resultKinds } from './batch.ts';
import { chance, faultsOfBatch } from './faults.ts';
import { isObject, parseJson } from './json.ts';
import { readLines } from './lines.ts';
import { type Outcome, resultLine, resultText, statusOutcome } from './outcome.ts';
import type { Service } from './service.ts';
import type { CompletionUsage } from './wire.ts';

/** Lines that are asked at the same time and written together. */
const together = 16;
/** A poll carries out lines for so many milliseconds; the next one goes on. */
const patience = 2000;

type Line = { readonly id: string; readonly body: unknown; readonly nth: number };

/** What one line came to: text for one of the files, empty where it is to be in neither. */
type Result = {
  readonly id: string;
  readonly kind: ResultKind;
  readonly text: string;
  readonly usage?: CompletionUsage | undefined;
};

/** Carries out lines that are not done yet, up to the first `target` lines of the file. Resolves to how far it came. */
export async function runLines(
  batch: BatchRecord,
  target: number,
  service: Service,
): Promise<BatchRecord> {
  const { blobs, signal } = service;
  const stopAt = performance.now() + patience;
  // After a crash there may be more in the files than the batch knows of.
  for (const kind of resultKinds) await blobs.cut(resultFile(batch, kind), batch.written[kind]);
  let reached = batch;
  for await (const lines of linesFrom(blobs.path(batch.input_file_id), batch.done, target)) {
    const results = await Promise.all(lines.map((line) => runLine(line, batch, service)));
    reached = await withResults(reached, inAnotherOrder(results, batch, service), service);
    if (signal.aborted || performance.now() > stopAt) break;
  }
  return reached;
}

/** Lines of a batch file after the first `skip` of them, up to the `end`th, in groups. */
export async function* linesFrom(path: string, skip: number, end: number): AsyncGenerator<Line[]> {
  let nth = 0;
  let group: Line[] = [];
  if (skip >= end) return;
  for await (const text of readLines(path)) {
    nth += 1;
    if (nth <= skip) continue;
    const line = parseJson(text);
    if (isObject(line)) group.push({ id: String(line['custom_id']), body: line['body'], nth });
    if (nth === end) break;
    if (group.length < together) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function runLine(line: Line, batch: BatchRecord, service: Service): Promise<Result> {
  const { id } = line;
  const early = outcomeInBatch(id, batch, service);
  const outcome = await ask({ ...line, batch: batch.nth }, service, early);
  if (outcome.kind === 'missing') return { id, kind: 'output', text: '' };
  const text = resultText([resultLine(id, outcome)]);
  // What has status 0 is in the output file although it is no answer.
  if (outcome.kind === 'error' || ![0, 200].includes(outcome.status))
    return { id, kind: 'error', text };
  const isDouble = outcome.isDouble === true || isDrawn('duplicate-lines', id, batch, service);
  return { id, kind: 'output', text: isDouble ? text + text : text, usage: outcome.bill?.usage };
}

/** What a fault of the whole batch makes of one of its lines. */
function outcomeInBatch(id: string, batch: BatchRecord, service: Service): Outcome | undefined {
  if (isDrawn('missing-lines', id, batch, service)) return { kind: 'missing' };
  const failed = faultsOfBatch(service.faults, batch.nth)['all-failed'];
  return failed && statusOutcome({ status: 400, code: 'invalid_value', ...failed });
}

/** Whether a fault that meets a part of a batch's lines meets this one. */
function isDrawn(
  name: 'missing-lines' | 'duplicate-lines',
  id: string,
  { nth }: BatchRecord,
  { faults }: Service,
): boolean {
  const fault = faultsOfBatch(faults, nth)[name];
  return fault !== undefined && chance(faults.seed, name, nth, id) < (fault.part ?? 0.1);
}

/** The service does not keep the order of the lines. */
function inAnotherOrder(results: readonly Result[], { nth }: BatchRecord, { faults }: Service) {
  if (faultsOfBatch(faults, nth).shuffled === undefined) return results.toReversed();
  const place = ({ id }: Result) => chance(faults.seed, 'order', nth, id);
  return results.toSorted((one, other) => place(one) - place(other));
}

/** Writes results to their files. Resolves to the batch that counts them. */
async function withResults(
  batch: BatchRecord,
  results: readonly Result[],
  { blobs }: Service,
): Promise<BatchRecord> {
  const written = { ...batch.written };
  for (const kind of resultKinds) {
    const texts = results.filter((result) => result.kind === kind).map(({ text }) => text);
    written[kind] += await blobs.append(resultFile(batch, kind), texts.join(''));
  }
  const { total, completed, failed } = batch.request_counts;
  const failures = results.filter(({ kind }) => kind === 'error').length;
  return {
    ...batch,
    done: batch.done + results.length,
    written,
    spent: results.reduce((sum, { usage }) => (usage ? plus(sum, usage) : sum), batch.spent),
    request_counts: {
      total,
      completed: completed + results.length - failures,
      failed: failed + failures,
    },
  };
}
