/** Taking in the answers of one ended batch: both files downloaded, every line read, nothing left over. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import {
  batchesIn,
  type StoredBatch,
  updateBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { archiveTag, requestByCustomId, requestsOfBatch } from '../../catalog/requests.ts';
import { asStop } from '../../errors.ts';
import { readLineGroups } from '../../files/lines.ts';
import { type Failure, ServiceError } from '../../openai/failures.ts';
import { readResultLine } from '../../openai/result.ts';
import type { Archive } from '../archive.ts';
import type { Asking } from './asking.ts';
import { patiently } from './patience.ts';
import { answerFile, batchFile } from './places.ts';
import { sendBack, type TakenIn, takeFailure, takeIn } from './take-in.ts';

export type Collected = {
  suggestions: number;
  again: number;
  issues: number;
  /** How often photos came back without an answer, by the service's code for why. */
  readonly reasons: Map<string, number>;
  /** Sentences for the user. */
  readonly notes: string[];
  /** Lines that say that nothing more will succeed; the first one's reason. */
  stop: Failure | undefined;
};

export function nothingCollected(): Collected {
  return { suggestions: 0, again: 0, issues: 0, reasons: new Map(), notes: [], stop: undefined };
}

/** Lines written down in one transaction. */
const linesAtOnce = 200;

/**
 * Downloads and takes in everything that came of a batch, then marks it collected. May be interrupted anywhere: files
 * that are here are not downloaded again, lines that were taken in are passed over.
 */
export async function collectBatch(
  asking: Asking,
  batch: StoredBatch,
  counts: Collected,
): Promise<void> {
  const { archive } = asking;
  const answers = await readFiles(asking, batch, await download(asking, batch), counts);
  // The service counts more answers than there are lines: a file was not whole, and is fetched once more.
  if (answers < batch.completed)
    await readFiles(asking, batch, await download(asking, batch, true), counts);
  takeMissing(asking, batch, counts);
  updateBatchDurably(archive.catalog, batch.id, { state: 'collected' });
  await cleanUp(asking, batch);
}

type AnswerFile = { readonly kind: 'output' | 'error'; readonly path: string };

/** The answer files of a batch on disk. A file that the service no longer has leaves its lines missing. */
async function download(asking: Asking, batch: StoredBatch, anew = false): Promise<AnswerFile[]> {
  const { service, context, archive } = asking;
  const parts = [
    ['output', batch.outputFile],
    ['error', batch.errorFile],
  ] as const;
  const files: AnswerFile[] = [];
  for (const [kind, id] of parts) {
    if (id === null) continue;
    const path = answerFile(archive, batch.tag, kind);
    context.report({
      stage: 'collect',
      done: 0,
      unit: 'bytes',
      note: `downloading ${kind} of batch ${batch.id}`,
    });
    try {
      if (anew || !existsSync(path))
        await patiently(() => service.download(id, path, context.signal), context);
      files.push({ kind, path });
    } catch (error) {
      if (!(error instanceof ServiceError) || error.failure.kind !== 'gone')
        throw asStop(error, 'answers');
    }
  }
  return files;
}

/** Reads the files; returns how many lines the one with the answers has. */
async function readFiles(
  asking: Asking,
  batch: StoredBatch,
  files: readonly AnswerFile[],
  counts: Collected,
): Promise<number> {
  let answers = 0;
  for (const { kind, path } of files) {
    const lines = await readAnswers(asking, batch, path, counts);
    if (kind === 'output') answers += lines;
  }
  return answers;
}

/** Reads one answer file line by line; returns how many lines were results. */
async function readAnswers(
  asking: Asking,
  batch: StoredBatch,
  path: string,
  counts: Collected,
): Promise<number> {
  const { archive, context } = asking;
  let results = 0;
  for await (const lines of readLineGroups(path))
    for (let start = 0; start < lines.length; start += linesAtOnce) {
      context.signal.throwIfAborted();
      archive.catalog.transaction(() => {
        for (const line of lines.slice(start, start + linesAtOnce))
          if (takeLine(asking, batch, line, counts)) results++;
      });
      context.report({ stage: 'collect', done: results, total: batch.requests, unit: 'photos' });
    }
  return results;
}

function takeLine(asking: Asking, batch: StoredBatch, line: string, counts: Collected): boolean {
  const result = readResultLine(line);
  if (result === undefined) return false;
  const { outcome } = result;
  const { archive, context } = asking;
  // What a cancelled batch did not get to is taken care of with the lines that are missing.
  const unasked = outcome.kind === 'failure' && outcome.failure.status === undefined;
  if (batch.status === 'cancelled' && unasked) return true;
  const request = requestByCustomId(archive.catalog, result.customId);
  if (request === undefined) return false;
  // A request that is in another batch by now is not asking here any more: its answer is only billed.
  const here = request.batchId === batch.id ? request : { ...request, state: 'dropped' as const };
  const origin = { way: 'batch', at: context.clock.now(), batchId: batch.id } as const;
  const taken = takeIn(archive, here, outcome, origin);
  count(taken, counts);
  if (outcome.kind === 'failure' && taken.kind !== 'known') giveReason(counts, outcome.failure);
  return true;
}

function count(taken: TakenIn, counts: Collected): void {
  if (taken.kind === 'suggestion') counts.suggestions++;
  if (taken.kind === 'again') counts.again++;
  if (taken.kind === 'issue') counts.issues++;
  if (taken.kind === 'stop') counts.stop ??= taken.failure;
}

function giveReason({ reasons }: Collected, { code }: Failure): void {
  reasons.set(code, (reasons.get(code) ?? 0) + 1);
}

const missing: Failure = {
  kind: 'again',
  code: 'missing',
  message: 'The batch ended with neither an answer nor an error for this photo.',
};

/** Requests in neither file: cancelled before they were asked, or lost by the service. */
function takeMissing(asking: Asking, batch: StoredBatch, counts: Collected): void {
  const { archive } = asking;
  archive.catalog.transaction(() => {
    for (const request of requestsOfBatch(archive.catalog, batch.id)) {
      if (request.state !== 'asking') continue;
      if (batch.status === 'cancelled') {
        sendBack(archive, request, 'ready');
        counts.again++;
      } else {
        count(takeFailure(archive, request, missing, 'batch'), counts);
        giveReason(counts, missing);
      }
    }
  });
}

/** Deletes the input of a finished batch, here and at the service. What fails is tried again next time. */
export async function cleanUp(asking: Asking, batch: StoredBatch): Promise<void> {
  const { archive, service, settings, context } = asking;
  await removeBatchFile(archive, batch);
  const { inputFile } = batch;
  if (!settings['batch.deleteInputs'] || inputFile === null || batch.inputsDeleted === 1) return;
  try {
    await patiently(() => service.deleteFile(inputFile, context.signal), { ...context, tries: 2 });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.failure.kind !== 'gone') return;
  }
  updateBatch(archive.catalog, batch.id, { inputsDeleted: 1 });
}

/**
 * Deletes files of this archive at the service that no batch is about any more: uploads whose reply was lost and that
 * were made again. What fails is tried again next time.
 */
export async function deleteLeftovers(asking: Asking): Promise<void> {
  const { archive, service, settings, context } = asking;
  if (!settings['batch.deleteInputs'] || settings.engine === 'live') return;
  const needed = new Set(
    batchesIn(archive.catalog, 'written', 'uploaded', 'creating', 'open').map(
      ({ inputFile }) => inputFile,
    ),
  );
  const prefix = `${archiveTag(archive.catalog)}-`;
  try {
    const leftovers: string[] = [];
    for await (const file of service.listFiles(context.signal))
      if (file.name.startsWith(prefix) && !needed.has(file.id)) leftovers.push(file.id);
    for (const id of leftovers) await service.deleteFile(id, context.signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

async function removeBatchFile(archive: Archive, batch: StoredBatch): Promise<void> {
  await rm(batchFile(archive, batch.tag), { force: true });
}
