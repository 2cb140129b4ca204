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
import { type JsonRecord, jsonRecord } from '../../files/json-records.ts';
import { readLineGroups } from '../../files/lines.ts';
import { bounds } from '../../openai/bounds.ts';
import { type Failure, ServiceError } from '../../openai/failures.ts';
import { addToTotals, applyFailure, applyResult } from './apply-result.ts';
import type { Asker } from './asker.ts';
import { answerFile } from './batch-folder.ts';
import { isDamaged, resultIn } from './result-record.ts';
import { failureIn, withRetries } from './retry.ts';

/** Whether a batch has answers, or must have some, and does not say where. */
export function withholdsAnswers(batch: StoredBatch): boolean {
  return batch.outputFile === null && (batch.completed > 0 || isUncounted(batch));
}

/** Ended by itself, and counts neither answers nor failures, which cannot be: it has at least one request. */
function isUncounted({ status, completed, failed }: StoredBatch): boolean {
  return status !== 'expired' && status !== 'cancelled' && completed + failed === 0;
}

/** What was read of a batch: results in all, answers among them, and what damaged lines were about, by custom id. */
type Found = { results: number; answers: number; readonly damaged: Map<string, Failure> };

/**
 * Downloads and takes in everything that came of a batch, then marks it collected. May be interrupted anywhere: files
 * that are here are not downloaded again, lines that were taken in are passed over.
 */
export async function collectAnswers(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  let found: Found;
  try {
    found = await readFiles(asker, batch, await download(asker, batch));
    // The service counts more answers than there are lines: a file was not whole, and is fetched once more.
    if (found.answers < batch.completed)
      found = await readFiles(asker, batch, await download(asker, batch, { anew: true }));
  } catch (error) {
    const failure = failureIn(error);
    if (failure?.kind !== 'not-understood') throw error;
    return giveUp(asker, batch, `Its answers cannot be downloaded: ${failure.message}.`);
  }
  const isWithheld =
    (found.answers === 0 && batch.completed > 0) ||
    (isUncounted(batch) && found.results < batch.requests);
  if (isWithheld) return waitForAnswers(asker, batch);
  await takeMissing(asker, batch, found.damaged);
  return updateBatchDurably(asker.archive.catalog, batch.id, { state: 'collected' });
}

/**
 * The service has answers that were paid for and does not give them. Asking again would pay for them twice, so after a
 * while the user decides.
 */
function waitForAnswers(asker: Asker, batch: StoredBatch): StoredBatch {
  const { archive } = asker;
  const age = asker.clock.now().getTime() - Date.parse(batch.endedAt ?? '');
  // Before its end by more than that: the clock was set back since.
  if (Math.abs(age) <= bounds.answerDelay)
    return updateBatch(archive.catalog, batch.id, {
      failure: 'It has ended, but the service has not released its answers yet.',
    });
  const answers = batch.completed > 0 ? `${batch.completed} answers` : 'answers';
  const why = `The service does not release its ${answers} under the current key.`;
  return giveUp(asker, batch, why);
}

/** Nothing will come of a batch unless the service changes; whether its photos are paid for again is up to the user. */
function giveUp({ archive }: Asker, { id }: StoredBatch, why: string): StoredBatch {
  const failure = `${why} If they are lost, give the batch up with \`proofsheet batch forget ${id}\`; its photos can then be sent, and paid for, again.`;
  return updateBatch(archive.catalog, id, { status: unknownStatus, failure });
}

type AnswerFile = { readonly kind: 'output' | 'error'; readonly path: string };

/**
 * The answer files of a batch on disk, without those that the service does not have.
 * @param anew downloads also what is here already
 */
async function download(
  asker: Asker,
  batch: StoredBatch,
  { anew = false } = {},
): Promise<AnswerFile[]> {
  const parts = [
    ['output', batch.outputFile],
    ['error', batch.errorFile],
  ] as const;
  const files: AnswerFile[] = [];
  for (const [kind, id] of parts) {
    const path = answerFile(asker.archive, batch.tag, kind);
    const isHere = existsSync(path) && !anew;
    const note = `downloading ${kind} of batch ${batch.id}`;
    if (isHere || (id !== null && (await downloadFile(asker, id, path, note))))
      files.push({ kind, path });
  }
  return files;
}

/** Downloads a file of the service; false when it does not have it. */
export async function downloadFile(
  asker: Asker,
  id: string,
  path: string,
  note: string,
): Promise<boolean> {
  asker.report({ stage: 'collect', done: 0, unit: 'bytes', note });
  try {
    await withRetries(() => asker.service.download(id, path, asker.signal), asker);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.failure.kind === 'gone') return false;
    throw asStop(error, 'answers');
  }
}

/** Reads the files line by line. */
async function readFiles(
  asker: Asker,
  batch: StoredBatch,
  files: readonly AnswerFile[],
): Promise<Found> {
  const { archive } = asker;
  const found: Found = { results: 0, answers: 0, damaged: new Map() };
  for (const { kind, path } of files) {
    const before = found.results;
    let line = 0;
    const afterChunk = () => {
      asker.signal.throwIfAborted();
      const done = found.results - before;
      asker.report({ stage: 'collect', done, total: batch.requests, unit: 'photos' });
    };
    const take = (text: string) => takeLine(asker, batch, jsonRecord(++line, text), found);
    for await (const lines of readLineGroups(path, bounds.lineBytes))
      await writeInChunks(archive.catalog, lines, take, { afterChunk, turn: asker.turn });
    if (kind === 'output') found.answers += found.results - before;
  }
  return found;
}

/** Takes in one line, if it is a result of ours. A damaged one is only noted: another may say the same undamaged. */
function takeLine(
  { archive, clock, totals }: Asker,
  batch: StoredBatch,
  record: JsonRecord,
  found: Found,
): void {
  const result = resultIn(record);
  if (result === undefined) return;
  const { outcome, customId } = result;
  const failure = outcome.kind === 'failure' ? outcome.failure : undefined;
  if (failure !== undefined && isDamaged(result)) {
    found.damaged.set(customId, failure);
    return;
  }
  // What a cancelled batch did not get to is taken care of with the lines that are missing.
  if (batch.status === 'cancelled' && failure !== undefined && failure.status === undefined) {
    found.results++;
    return;
  }
  const request = requestByCustomId(archive.catalog, customId);
  if (request === undefined) return;
  found.results++;
  // A request that is in another batch by now is not asking here any more: its answer is only billed.
  const here = request.batchId === batch.id ? request : { ...request, state: 'dropped' as const };
  const applied = applyResult(archive, here, outcome, originOf(clock, batch));
  addToTotals(totals, applied, outcome);
}

function originOf(clock: Asker['clock'], { id }: StoredBatch) {
  return { way: 'batch', at: clock.now(), batchId: id } as const;
}

const missing: Failure = {
  kind: 'again',
  code: 'missing',
  message: 'The batch ended with neither an answer nor an error for this photo.',
};

/** Requests in neither file: cancelled before they were asked, or lost by the service; and those with a damaged line. */
async function takeMissing(
  { archive, clock, signal, totals, turn }: Asker,
  batch: StoredBatch,
  damaged: Found['damaged'],
): Promise<void> {
  const { catalog } = archive;
  await writeInChunks(
    catalog,
    requestsAsking(catalog, batch.id),
    (request) => {
      const failure = damaged.get(request.customId);
      if (failure !== undefined) {
        const outcome = { kind: 'failure', failure } as const;
        const applied = applyResult(archive, request, outcome, originOf(clock, batch));
        addToTotals(totals, applied, outcome);
      } else if (batch.status === 'cancelled') {
        sendBack(catalog, request, batch.resend === 1 ? 'released' : 'ready');
        totals.again++;
      } else {
        const applied = applyFailure(archive, request, missing, 'batch');
        addToTotals(totals, applied, { kind: 'failure', failure: missing });
      }
    },
    { afterChunk: () => signal.throwIfAborted(), turn },
  );
}
