/** Carrying out the lines of a batch: each is asked like a live request, and its result written to one of two files. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { BatchRecord } from './batch-record.ts';
import type { BlobStore } from './blob-store.ts';
import { type CompleteContext, complete } from './complete.ts';
import { chance, type Faults, faultsOfBatch, faultsOfLine, type LineFault } from './faults.ts';
import type { Executed, Journal } from './journal.ts';
import { isObject, parseJson } from './json.ts';
import { type LineEnd, lineEnd } from './line-ends.ts';
import { readLines } from './lines.ts';
import type { BatchUsage, CompletionUsage, ResultLine } from './wire.ts';

export type RunContext = CompleteContext & {
  readonly journal: Journal;
  readonly blobs: BlobStore;
  readonly faults: () => Faults;
  /** Aborts when the server closes. */
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
  readonly spent?: CompletionUsage;
};

/** Carries out the lines that are not done yet, up to the first `target` lines of the file. */
export async function runLines(id: string, target: number, context: RunContext): Promise<void> {
  const start = recordOf(id, context);
  if (start.done >= target) return;
  await context.blobs.cutResults(id, 'output', start.written.output);
  await context.blobs.cutResults(id, 'error', start.written.error);
  const output = await open(context.blobs.resultsPath(id, 'output'), 'a');
  const error = await open(context.blobs.resultsPath(id, 'error'), 'a');
  try {
    for await (const lines of groupsOf(
      linesFrom(context.blobs.path(start.input_file_id), start.done, target),
    )) {
      if (context.signal.aborted) return;
      const record = recordOf(id, context);
      if (record.status !== 'in_progress') return;
      // The service does not keep the order of the lines either.
      const results = (
        await Promise.all(lines.map((line) => runLine(line, record, context)))
      ).reverse();
      const bytes = {
        output: await append(
          output,
          results.flatMap((result) => result.output),
        ),
        error: await append(
          error,
          results.flatMap((result) => result.error),
        ),
      };
      note(recordOf(id, context), results, bytes, context);
    }
  } finally {
    await output.close();
    await error.close();
  }
}

function recordOf(id: string, { journal }: RunContext): BatchRecord {
  const record = journal.memory.batches.get(id);
  if (record === undefined) throw new Error(`batch ${id} is gone`);
  return record;
}

/** Lines of a batch file from the `skip`th to the `end`th. */
export async function* linesFrom(path: string, skip: number, end: number): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of readLines(path)) {
    number += 1;
    if (number <= skip) continue;
    if (number > end) return;
    const line = parseJson(text);
    if (isObject(line)) yield { customId: String(line['custom_id']), body: line['body'], number };
  }
}

async function* groupsOf(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let group: Line[] = [];
  for await (const line of lines) {
    group.push(line);
    if (group.length < together) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function runLine(line: Line, record: BatchRecord, context: RunContext): Promise<LineResult> {
  const { customId, number } = line;
  const rules = faultsOfLine(context.faults(), {
    id: customId,
    nth: number,
    batch: record.nth,
    before: context.journal.memory.asked.get(customId) ?? 0,
  });
  const lost = faultsOfBatch(context.faults(), record.nth)['missing-lines'];
  const isLost =
    lost !== undefined &&
    chance(context.faults().seed ?? 1, 'missing', record.nth, customId) < (lost.part ?? 0.1);
  const end: LineEnd | undefined = isLost ? { kind: 'missing' } : lineEnd(rules);
  if (end !== undefined) return endedEarly(customId, end);
  const { completion, spent, picture } = await complete(line.body, context, rules);
  const result = resultLine(customId, completion.status, completion.body);
  const failed = completion.status !== 200;
  return {
    output: failed ? [] : has(rules, 'duplicate') ? [result, result] : [result],
    error: failed ? [result] : [],
    executed: [customId, picture ?? null, spent?.prompt_tokens ?? 0, spent?.completion_tokens ?? 0],
    ...(spent === undefined ? {} : { spent }),
  };
}

function has(rules: readonly LineFault[], name: LineFault['fault']): boolean {
  return rules.some((rule) => rule.fault === name);
}

/** A line that a fault kept from being carried out: nothing is billed. */
function endedEarly(customId: string, end: LineEnd): LineResult {
  const line =
    end.kind === 'missing'
      ? undefined
      : end.kind === 'error'
        ? failedLine(customId, end.error)
        : resultLine(customId, end.status, end.body);
  const lines = line === undefined ? [] : [line];
  const inOutput = end.kind === 'reply' && end.status === 0;
  return {
    output: inOutput ? lines : [],
    error: inOutput ? [] : lines,
    executed: [customId, null, 0, 0],
  };
}

function resultLine(customId: string, status: number, body: unknown): ResultLine {
  return {
    id: `batch_req_${randomBytes(12).toString('hex')}`,
    custom_id: customId,
    response: {
      status_code: status,
      request_id: status === 0 ? '' : `req_${randomBytes(12).toString('hex')}`,
      body,
    },
    error: null,
  };
}

/** A line that never became an HTTP request. */
export function failedLine(
  customId: string,
  error: { readonly code: string; readonly message: string },
): ResultLine {
  return {
    id: `batch_req_${randomBytes(12).toString('hex')}`,
    custom_id: customId,
    response: null,
    error,
  };
}

type Appendable = { appendFile(text: string): Promise<void> };

/** Appends lines; resolves to the bytes that they take. */
export async function append(file: Appendable, lines: readonly ResultLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  await file.appendFile(text);
  return Buffer.byteLength(text);
}

function note(
  record: BatchRecord,
  results: readonly LineResult[],
  bytes: { readonly output: number; readonly error: number },
  { journal }: RunContext,
): void {
  const failed = results.filter((result) => result.error.length > 0).length;
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
        ...record.request_counts,
        completed: record.request_counts.completed + results.length - failed,
        failed: record.request_counts.failed + failed,
      },
    },
    executed: results.map((result) => result.executed),
  });
}

function plus(sum: BatchUsage, spent: CompletionUsage): BatchUsage {
  const input = sum.input_tokens + spent.prompt_tokens;
  const output = sum.output_tokens + spent.completion_tokens;
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: {
      reasoning_tokens:
        sum.output_tokens_details.reasoning_tokens +
        spent.completion_tokens_details.reasoning_tokens,
    },
    total_tokens: input + output,
  };
}
