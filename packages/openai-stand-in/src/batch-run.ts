/** Carrying out the lines of a batch: each is asked like a live request, and its result written to one of two files. */
import { type BatchRecord, plus, resultKinds } from './batch.ts';
import type { Blobs } from './blobs.ts';
import { type CompleteContext, complete } from './complete.ts';
import { chance, type Faults, faultsOfBatch, faultsOfLine } from './faults.ts';
import type { Executed, Journal } from './journal.ts';
import { isObject, parseJson } from './json.ts';
import { readLines } from './lines.ts';
import { failedLine, type LineEnd, lineEnd, repliedLine, statusEnd } from './result-line.ts';
import type { CompletionUsage, ResultLine } from './wire.ts';

export type RunContext = CompleteContext & {
  readonly journal: Journal;
  readonly blobs: Blobs;
  readonly faults: () => Faults;
  /** Aborts when the service closes. */
  readonly signal: AbortSignal;
};

/** Lines that are asked at the same time and noted together. */
const together = 16;

type Line = { readonly customId: string; readonly body: unknown; readonly number: number };

/** What one line came to. */
type LineResult = {
  readonly output: readonly ResultLine[];
  readonly error: readonly ResultLine[];
  readonly executed: Executed;
  readonly spent?: CompletionUsage | undefined;
};

/** Carries out the lines that are not done yet, up to the first `target` lines of the file. */
export async function runLines(id: string, target: number, context: RunContext): Promise<void> {
  const { blobs, journal, signal } = context;
  const start = journal.batch(id);
  if (start.done >= target) return;
  for (const kind of resultKinds) await blobs.cutResults(id, kind, start.written[kind]);
  for await (const lines of linesFrom(blobs.path(start.input_file_id), start.done, target)) {
    const record = journal.batch(id);
    if (signal.aborted || record.status !== 'in_progress') return;
    const results = await Promise.all(lines.map((line) => runLine(line, record, context)));
    await note(id, inAnotherOrder(results, record, context), context);
  }
}

/** Lines of a batch file after the first `skip` of them, up to the `end`th, in groups. */
export async function* linesFrom(path: string, skip: number, end: number): AsyncGenerator<Line[]> {
  let number = 0;
  let group: Line[] = [];
  for await (const text of readLines(path)) {
    number += 1;
    if (number <= skip) continue;
    if (number > end) break;
    const line = parseJson(text);
    if (isObject(line))
      group.push({ customId: String(line['custom_id']), body: line['body'], number });
    if (group.length < together) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function runLine(line: Line, record: BatchRecord, context: RunContext): Promise<LineResult> {
  const { customId, number } = line;
  const asked = { id: customId, nth: number, batch: record.nth };
  const before = context.journal.memory.asked.get(customId) ?? 0;
  const rules = faultsOfLine(context.faults(), { ...asked, before });
  const end = batchEnd(customId, record, context) ?? lineEnd(rules);
  if (end !== undefined) return endedEarly(customId, end);
  const { completion, spent, picture } = await complete(line.body, context, rules);
  const result = repliedLine(customId, completion.status, completion.body);
  const isDouble =
    rules.some(({ fault }) => fault === 'duplicate') ||
    isDrawn('duplicate-lines', customId, record, context);
  return {
    output: completion.status !== 200 ? [] : isDouble ? [result, result] : [result],
    error: completion.status === 200 ? [] : [result],
    executed: [customId, picture ?? null, spent?.prompt_tokens ?? 0, spent?.completion_tokens ?? 0],
    spent,
  };
}

/** The end that a fault of the whole batch brings to one of its lines. */
function batchEnd(id: string, record: BatchRecord, context: RunContext): LineEnd | undefined {
  if (isDrawn('missing-lines', id, record, context)) return { kind: 'missing' };
  const failed = faultsOfBatch(context.faults(), record.nth)['all-failed'];
  return failed === undefined
    ? undefined
    : statusEnd({ status: 400, code: 'invalid_value', ...failed });
}

/** Whether a fault that meets a part of a batch's lines meets this one. */
function isDrawn(
  name: 'missing-lines' | 'duplicate-lines',
  id: string,
  { nth }: BatchRecord,
  { faults }: RunContext,
): boolean {
  const fault = faultsOfBatch(faults(), nth)[name];
  return fault !== undefined && chance(faults().seed, name, nth, id) < (fault.part ?? 0.1);
}

/** A line that a fault kept from being carried out: nothing is billed. */
function endedEarly(customId: string, end: LineEnd): LineResult {
  const executed = [customId, null, 0, 0] as const;
  if (end.kind === 'missing') return { output: [], error: [], executed };
  if (end.kind === 'error')
    return { output: [], error: [failedLine(customId, end.error)], executed };
  const line = [repliedLine(customId, end.status, end.body)];
  return end.status === 0
    ? { output: line, error: [], executed }
    : { output: [], error: line, executed };
}

/** The service does not keep the order of the lines. */
function inAnotherOrder(
  results: readonly LineResult[],
  { nth }: BatchRecord,
  { faults }: RunContext,
): readonly LineResult[] {
  if (faultsOfBatch(faults(), nth).shuffled === undefined) return results.toReversed();
  const place = ({ executed: [id] }: LineResult) => chance(faults().seed, 'order', nth, id);
  return results.toSorted((one, other) => place(one) - place(other));
}

/** Writes results to their files, then notes them together with the batch. */
async function note(
  id: string,
  results: readonly LineResult[],
  { journal, blobs }: RunContext,
): Promise<void> {
  const bytes = {
    output: await blobs.appendResults(
      id,
      'output',
      results.flatMap(({ output }) => output),
    ),
    error: await blobs.appendResults(
      id,
      'error',
      results.flatMap(({ error }) => error),
    ),
  };
  const record = journal.batch(id);
  const { total, completed, failed } = record.request_counts;
  const failures = results.filter(({ error }) => error.length > 0).length;
  journal.note({
    batch: {
      ...record,
      done: record.done + results.length,
      written: {
        output: record.written.output + bytes.output,
        error: record.written.error + bytes.error,
      },
      spent: results.reduce(
        (sum, { spent }) => (spent === undefined ? sum : plus(sum, spent)),
        record.spent,
      ),
      request_counts: {
        total,
        completed: completed + results.length - failures,
        failed: failed + failures,
      },
    },
    executed: results.map(({ executed }) => executed),
  });
}
