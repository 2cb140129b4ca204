/** Taking in the answers of one ended batch: both files downloaded, every line read, nothing left over. */
import { type StoredBatch, updateBatch, updateBatchDurably } from '../../catalog/batches.ts';
import { requestByCustomId, requestsAsking } from '../../catalog/requests.ts';
import { writeInSlices } from '../../catalog/slices.ts';
import { readLineGroups } from '../../files/lines.ts';
import type { Failure } from '../../openai/failures.ts';
import { readResultLine } from '../../openai/result.ts';
import type { Asking } from './asking.ts';
import { cleanUp } from './clean-up.ts';
import { type AnswerFile, download } from './download.ts';
import { pollBatch, unknownStatus } from './follow.ts';
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

/**
 * Downloads and takes in everything that came of a batch, then marks it collected. May be interrupted anywhere: files
 * that are here are not downloaded again, lines that were taken in are passed over.
 */
export async function collectBatch(
  asking: Asking,
  ended: StoredBatch,
  counts: Collected,
): Promise<void> {
  const { archive } = asking;
  const batch = withholdsAnswers(ended) ? await pollBatch(asking, ended) : ended;
  const files = await download(asking, batch);
  const answers = await readFiles(asking, batch, files, counts);
  if (batch.completed > 0 && files.every(({ kind }) => kind !== 'output')) {
    waitForAnswers(asking, batch);
    return;
  }
  // The service counts more answers than there are lines: a file was not whole, and is fetched once more.
  if (answers < batch.completed)
    await readFiles(asking, batch, await download(asking, batch, true), counts);
  await takeMissing(asking, batch, counts);
  updateBatchDurably(archive.catalog, batch.id, { state: 'collected' });
  await cleanUp(asking, batch);
}

/** Whether a batch has answers and does not say where. */
function withholdsAnswers({ completed, outputFile }: StoredBatch): boolean {
  return completed > 0 && outputFile === null;
}

/** How long after the end of a batch its answers may still turn up. */
const longestDelay = 60 * 60_000;

/**
 * The service has answers that were paid for and does not give them. Asking again would pay for them twice, so after a
 * while the user decides.
 */
function waitForAnswers({ archive, context }: Asking, batch: StoredBatch): void {
  const age = context.clock.now().getTime() - Date.parse(batch.endedAt ?? '');
  const over = age > longestDelay;
  updateBatch(archive.catalog, batch.id, {
    ...(over ? { status: unknownStatus } : {}),
    failure: over
      ? `The service does not give its ${batch.completed} answers with the present key. If they are lost, give it up with \`proofsheet batch forget ${batch.id}\`; its photos can then be asked, and paid for, again.`
      : 'It has ended, and the service does not give its answers yet.',
  });
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
  const afterSlice = () => {
    context.signal.throwIfAborted();
    context.report({ stage: 'collect', done: results, total: batch.requests, unit: 'photos' });
  };
  const take = (line: string) => {
    if (takeLine(asking, batch, line, counts)) results++;
  };
  for await (const lines of readLineGroups(path))
    await writeInSlices(archive.catalog, lines, take, afterSlice);
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
async function takeMissing(asking: Asking, batch: StoredBatch, counts: Collected): Promise<void> {
  const { archive, context } = asking;
  const { catalog } = archive;
  await writeInSlices(
    catalog,
    requestsAsking(catalog, batch.id),
    (request) => {
      if (batch.status === 'cancelled') {
        sendBack(archive, request, batch.resend === 1 ? 'released' : 'ready');
        counts.again++;
      } else {
        count(takeFailure(archive, request, missing, 'batch'), counts);
        giveReason(counts, missing);
      }
    },
    () => context.signal.throwIfAborted(),
  );
}
