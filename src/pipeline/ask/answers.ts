/** Taking in the answers of one ended batch: both files downloaded, every line read, nothing left over. */
import { existsSync } from 'node:fs';
import {
  type StoredBatch,
  unknownStatus,
  updateBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { writeInChunks } from '../../catalog/chunked.ts';
import { sendBack } from '../../catalog/request-moves.ts';
import { requestByCustomId, requestsAsking } from '../../catalog/requests.ts';
import { asStop } from '../../errors.ts';
import { readLineGroups } from '../../files/lines.ts';
import { readResultLine } from '../../openai/answer.ts';
import { type Failure, ServiceError } from '../../openai/failures.ts';
import { addToTotals, applyFailure, applyResult } from './apply-result.ts';
import { answerFile } from './batch-folder.ts';
import { withRetries } from './retry.ts';
import type { ServiceContext } from './service-context.ts';

/** Whether a batch has answers and does not say where. */
export function withholdsAnswers({ completed, outputFile }: StoredBatch): boolean {
  return completed > 0 && outputFile === null;
}

/**
 * Downloads and takes in everything that came of a batch, then marks it collected. May be interrupted anywhere: files
 * that are here are not downloaded again, lines that were taken in are passed over.
 */
export async function collectAnswers(
  serviceContext: ServiceContext,
  batch: StoredBatch,
): Promise<StoredBatch> {
  const files = await download(serviceContext, batch);
  const answers = await readFiles(serviceContext, batch, files);
  if (batch.completed > 0 && files.every(({ kind }) => kind !== 'output'))
    return waitForAnswers(serviceContext, batch);
  // The service counts more answers than there are lines: a file was not whole, and is fetched once more.
  if (answers < batch.completed)
    await readFiles(serviceContext, batch, await download(serviceContext, batch, { anew: true }));
  await takeMissing(serviceContext, batch);
  return updateBatchDurably(serviceContext.archive.catalog, batch.id, { state: 'collected' });
}

/** How long after the end of a batch its answers may still turn up. */
const longestDelay = 60 * 60_000;

/**
 * The service has answers that were paid for and does not give them. Asking again would pay for them twice, so after a
 * while the user decides.
 */
function waitForAnswers({ archive, context }: ServiceContext, batch: StoredBatch): StoredBatch {
  const age = context.clock.now().getTime() - Date.parse(batch.endedAt ?? '');
  if (age <= longestDelay)
    return updateBatch(archive.catalog, batch.id, {
      failure: 'It has ended, but the service has not released its answers yet.',
    });
  return updateBatch(archive.catalog, batch.id, {
    status: unknownStatus,
    failure: `The service does not release its ${batch.completed} answers under the current key. If they are lost, give the batch up with \`proofsheet batch forget ${batch.id}\`; its photos can then be sent, and paid for, again.`,
  });
}

type AnswerFile = { readonly kind: 'output' | 'error'; readonly path: string };

/**
 * The answer files of a batch on disk, without those that the service does not have.
 * @param anew downloads also what is here already
 */
async function download(
  serviceContext: ServiceContext,
  batch: StoredBatch,
  { anew = false } = {},
): Promise<AnswerFile[]> {
  const parts = [
    ['output', batch.outputFile],
    ['error', batch.errorFile],
  ] as const;
  const files: AnswerFile[] = [];
  for (const [kind, id] of parts) {
    const path = answerFile(serviceContext.archive, batch.tag, kind);
    const isHere = existsSync(path) && !anew;
    const note = `downloading ${kind} of batch ${batch.id}`;
    if (isHere || (id !== null && (await downloadFile(serviceContext, id, path, note))))
      files.push({ kind, path });
  }
  return files;
}

/** Downloads a file of the service; false when it does not have it. */
export async function downloadFile(
  { service, context }: ServiceContext,
  id: string,
  path: string,
  note: string,
): Promise<boolean> {
  context.report({ stage: 'collect', done: 0, unit: 'bytes', note });
  try {
    await withRetries(() => service.download(id, path, context.signal), context);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.failure.kind === 'gone') return false;
    throw asStop(error, 'answers');
  }
}

/** Reads the files line by line; returns how many results the one with the answers has. */
async function readFiles(
  serviceContext: ServiceContext,
  batch: StoredBatch,
  files: readonly AnswerFile[],
): Promise<number> {
  const { archive, context } = serviceContext;
  let answers = 0;
  for (const { kind, path } of files) {
    let results = 0;
    const afterChunk = () => {
      context.signal.throwIfAborted();
      context.report({ stage: 'collect', done: results, total: batch.requests, unit: 'photos' });
    };
    const take = (line: string) => {
      if (takeLine(serviceContext, batch, line)) results++;
    };
    for await (const lines of readLineGroups(path))
      await writeInChunks(archive.catalog, lines, take, afterChunk);
    if (kind === 'output') answers += results;
  }
  return answers;
}

/** Takes in one line; false when it is no result of ours. */
function takeLine(
  { archive, context, totals }: ServiceContext,
  batch: StoredBatch,
  line: string,
): boolean {
  const result = readResultLine(line);
  if (result === undefined) return false;
  const { outcome } = result;
  const failure = outcome.kind === 'failure' ? outcome.failure : undefined;
  // What a cancelled batch did not get to is taken care of with the lines that are missing.
  if (batch.status === 'cancelled' && failure !== undefined && failure.status === undefined)
    return true;
  const request = requestByCustomId(archive.catalog, result.customId);
  if (request === undefined) return false;
  // A request that is in another batch by now is not asking here any more: its answer is only billed.
  const here = request.batchId === batch.id ? request : { ...request, state: 'dropped' as const };
  const origin = { way: 'batch', at: context.clock.now(), batchId: batch.id } as const;
  addToTotals(totals, applyResult(archive, here, outcome, origin), failure);
  return true;
}

const missing: Failure = {
  kind: 'again',
  code: 'missing',
  message: 'The batch ended with neither an answer nor an error for this photo.',
};

/** Requests in neither file: cancelled before they were asked, or lost by the service. */
async function takeMissing(
  { archive, context, totals }: ServiceContext,
  batch: StoredBatch,
): Promise<void> {
  const { catalog } = archive;
  await writeInChunks(
    catalog,
    requestsAsking(catalog, batch.id),
    (request) => {
      if (batch.status !== 'cancelled') {
        addToTotals(totals, applyFailure(archive, request, missing, 'batch'), missing);
        return;
      }
      sendBack(catalog, request, batch.resend === 1 ? 'released' : 'ready');
      totals.again++;
    },
    () => context.signal.throwIfAborted(),
  );
}
