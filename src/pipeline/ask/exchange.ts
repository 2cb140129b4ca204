/**
 * Batch files out and result files in, as plain files: for work done in the web interface, at Azure, by vLLM's run-batch
 * on a cluster, or by the user's own script.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../amounts.ts';
import { closeExported } from '../../catalog/batches.ts';
import { writeInChunks } from '../../catalog/chunked.ts';
import { beginRun } from '../../catalog/ledger.ts';
import { markBatchSent } from '../../catalog/request-moves.ts';
import { requestByCustomId, type StoredRequest, waitingRequests } from '../../catalog/requests.ts';
import { StopError, systemCode } from '../../errors.ts';
import { readLineGroups, readLines } from '../../files/lines.ts';
import { type ResultLine, readResultLine } from '../../openai/answer.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { applyResult, sourceOf, storeAnswer } from './apply-result.ts';
import { type CutFile, cutBatch } from './batch-file.ts';
import { type PhotoFinder, photoFinder, readTaskLine } from './task-file.ts';

type Exported = { readonly files: readonly string[]; readonly photos: number };

/** Writes everything that is prepared as batch files into `folder`. Their answers come by `importResults`. */
export async function exportBatches(context: StageContext, folder: string): Promise<Exported> {
  const { archive, clock } = context;
  const { catalog, settings } = archive;
  await mkdir(folder, { recursive: true });
  const bytes = settings['batch.maxMegabytes'] * 1e6;
  const startedAt = clock.now().toISOString();
  const pathOf = (tag: string) => join(folder, `${tag}.jsonl`);
  const cut: CutFile = {
    waiting: () => waitingRequests(catalog, 'ready'),
    pathOf,
    limits: {
      requests: settings['batch.maxRequests'],
      bytes,
      lineBytes: bytes,
      tokens: Number.POSITIVE_INFINITY,
    },
    way: 'file',
    runId: beginRun(catalog, { startedAt, dollars: null, budget: 0 }),
    dollarsFor: () => undefined,
  };
  const files: string[] = [];
  let photos = 0;
  for (;;) {
    const batch = await cutBatch(context, cut);
    if (batch === undefined) return { files, photos };
    markBatchSent(catalog, batch.id);
    const path = pathOf(batch.tag);
    files.push(path);
    photos += batch.requests;
    context.report({ stage: 'submit', done: photos, unit: 'photos', note: path });
  }
}

type Counts = { answered: number; again: number; issues: number; unknown: number; lines: number };

/**
 * Reads result files made anywhere and joins them by their ids. Ids that are not ours (`task-1`) are looked up in task
 * files among `files`, whose requests name their pictures by address or path.
 * @throws StopError `usage` when a file cannot be read or is neither
 */
export async function importResults(
  context: StageContext,
  files: readonly string[],
): Promise<StageSummary> {
  const kinds = await Promise.all(files.map(async (file) => ({ file, kind: await kindOf(file) })));
  const finder = photoFinder(context.archive);
  for (const { file, kind } of kinds) if (kind === 'tasks') await readTasks(file, finder);
  const counts: Counts = { answered: 0, again: 0, issues: 0, unknown: 0, lines: 0 };
  for (const { file, kind } of kinds)
    if (kind === 'results') await readResults(context, file, finder, counts);
  closeExported(context.archive.catalog);
  const { answered, again, issues, unknown } = counts;
  const notes = [`${counted(answered, 'photo')} got text from ${counted(files.length, 'file')}.`];
  if (again > 0) notes.push(`${again} got no answer and will be sent again when you submit.`);
  if (issues > 0) notes.push(`${counted(issues, 'photo needs', 'photos need')} your attention.`);
  if (unknown > 0)
    notes.push(
      `${counted(unknown, 'result belongs', 'results belong')} to no photo of this archive; if their requests named pictures by address, give the task file as well.`,
    );
  return { stage: 'collect', done: answered, issues: issues + unknown, notes };
}

/** What a file is, by its first line. */
async function kindOf(file: string): Promise<'results' | 'tasks'> {
  const advice =
    'Give result files (lines with custom_id and response), and task files if their ids need explaining.';
  try {
    for await (const line of readLines(file)) {
      if (readResultLine(line) !== undefined && /"(response|error)"\s*:/.test(line))
        return 'results';
      if (readTaskLine(line) !== undefined) return 'tasks';
      break;
    }
  } catch (error) {
    const why = systemCode(error) === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new StopError('usage', `The file ${file} ${why}.`, advice, { cause: error });
  }
  throw new StopError('usage', `${file} is neither a result file nor a task file.`, advice);
}

async function readTasks(file: string, finder: PhotoFinder): Promise<void> {
  for await (const line of readLines(file)) {
    const task = readTaskLine(line);
    if (task !== undefined) finder.explain(task.customId, task.picture);
  }
}

async function readResults(
  context: StageContext,
  file: string,
  finder: PhotoFinder,
  counts: Counts,
): Promise<void> {
  const afterChunk = () => {
    context.signal.throwIfAborted();
    context.report({ stage: 'collect', done: counts.lines, unit: 'photos', note: file });
  };
  const take = (line: string) => takeResult(context, readResultLine(line), finder, counts);
  for await (const lines of readLineGroups(file))
    await writeInChunks(context.archive.catalog, lines, take, afterChunk);
}

function takeResult(
  context: StageContext,
  result: ResultLine | undefined,
  finder: PhotoFinder,
  counts: Counts,
): void {
  counts.lines++;
  if (result === undefined) {
    counts.unknown++;
    return;
  }
  const request = requestByCustomId(context.archive.catalog, result.customId);
  if (request !== undefined) takeOwn(context, request, result, counts);
  else takeForeign(context, result, finder, counts);
}

/** A result of a request of ours, exported or not: whoever answered it, it is answered. */
function takeOwn(
  context: StageContext,
  request: StoredRequest,
  { outcome }: ResultLine,
  counts: Counts,
): void {
  const over = request.state === 'answered' || request.state === 'dropped';
  const { batchId } = request;
  const here = over ? request : { ...request, state: 'asking' as const };
  const { kind } = applyResult(context.archive, here, outcome, {
    way: 'file',
    at: context.clock.now(),
    batchId: batchId ?? undefined,
  });
  if (kind === 'suggestion') counts.answered++;
  if (kind === 'again' || kind === 'stop') counts.again++;
  if (kind === 'issue') counts.issues++;
}

/** A result of somebody else's request, for a photo that its task names. */
function takeForeign(
  context: StageContext,
  { customId, outcome }: ResultLine,
  finder: PhotoFinder,
  counts: Counts,
): void {
  const { archive, clock } = context;
  const photoId = finder.photoOf(customId);
  if (photoId === undefined || outcome.kind === 'failure') {
    counts.unknown++;
    return;
  }
  if (finder.hasAnswer(photoId, outcome.answer)) return;
  storeAnswer(archive, outcome.answer, {
    photoId,
    requestId: undefined,
    model: outcome.model ?? 'unknown',
    hint: undefined,
    source: sourceOf(archive, 'file', outcome),
    at: clock.now(),
  });
  counts.answered++;
}
