/** Batches that come to nothing: refused or failed as a whole, or given up. Nothing of them was done or billed. */
import { existsSync } from 'node:fs';
import {
  batchesIn,
  countLinesRefused,
  queuedTokens,
  type StoredBatch,
  updateBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { holdsExcluded } from '../../catalog/choice.ts';
import { failRequest, sendBatchBack, withdrawReleased } from '../../catalog/request-moves.ts';
import { requestByCustomId, requestsAsking, type StoredRequest } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { readLines } from '../../files/lines.ts';
import { bounds } from '../../openai/bounds.ts';
import { type Failure, queueLimitIn } from '../../openai/failures.ts';
import type { RemoteBatch } from '../../openai/service.ts';
import type { Archive } from '../archive/archive.ts';
import { applyFailure } from './apply-result.ts';
import type { Asker } from './asker.ts';
import { customIdIn } from './batch-file.ts';
import { batchFile } from './batch-folder.ts';
import { afterRefusal, learnFileSize, learnQueueLimit, queueLimit, queueRoom } from './limits.ts';
import { endingFor } from './retry.ts';

/** Pauses after the first, second, ... time that the queue had no room, in minutes. */
const queuePauses = [5, 10, 20, 30];
/** Minutes before a batch that failed for no reason that we know is offered once more. */
const pauseOfUnknown = 1;

/** Whether the pause of a batch is over. One that lasts longer than any was begun by a clock that was set back since. */
export function isDue({ notBefore }: StoredBatch, now: Date): boolean {
  if (notBefore === null) return true;
  const minutesLeft = (Date.parse(notBefore) - now.getTime()) / 60_000;
  return minutesLeft <= 0 || minutesLeft > Math.max(...queuePauses);
}

/** What becomes of the requests of a batch that is given up. */
type Afterwards =
  /** They are sent again without another consent. */
  | 'send again'
  /** They wait until the user agrees again. */
  | 'ask the user'
  /** So does everything else, because nothing may be sent until something has been changed. */
  | 'send nothing more'
  /** It counts as a batch that came back without answers. */
  | Failure;

export function abandonBatch(
  archive: Archive,
  batch: StoredBatch,
  afterwards: Afterwards,
): StoredBatch {
  const { catalog } = archive;
  return catalog.transaction(() => {
    if (typeof afterwards === 'object')
      for (const request of requestsAsking(catalog, batch.id))
        applyFailure(archive, request, afterwards, 'batch');
    else sendBatchBack(catalog, batch.id, afterwards === 'send again' ? 'released' : 'ready');
    if (afterwards === 'send nothing more') withdrawReleased(catalog);
    return updateBatch(catalog, batch.id, { state: 'abandoned' });
  });
}

/** Takes requests out of files that have not become batches: they are to be asked live now. */
export function abandonUnsent(archive: Archive): void {
  for (const batch of batchesIn(archive.catalog, 'written', 'uploaded'))
    abandonBatch(archive, batch, 'send again');
}

/** Takes apart files that have not become batches and hold a photo that was left out since; the others go again. */
export function abandonExcluded(archive: Archive): void {
  for (const batch of batchesIn(archive.catalog, 'written', 'uploaded'))
    if (holdsExcluded(archive.catalog, batch.id)) abandonBatch(archive, batch, 'send again');
}

const unknownFailure: Failure = {
  kind: 'again',
  code: 'unknown',
  message: 'The batch failed and the service gives no reason.',
};

/** Acts on why a batch failed. */
export async function noteFailed(
  asker: Asker,
  batch: StoredBatch,
  remote: RemoteBatch,
): Promise<StoredBatch> {
  const { archive } = asker;
  const first = remote.failures[0] ?? unknownFailure;
  if (first.kind === 'later') return refusedForNow(asker, batch, first);
  if (first.kind === 'too-large') return cutSmaller(asker, batch, first);
  if (first.kind === 'quota' || first.kind === 'key' || first.kind === 'model') {
    abandonBatch(archive, batch, 'send nothing more');
    throw endingFor(first);
  }
  const named = await requestsNamed(asker, batch, remote);
  // Without its file nobody can say which photos those are; the next one is refused in the same way, and is here.
  if (named === undefined) return abandonBatch(archive, batch, 'send again');
  if (named.length > 0 && isFaultOfLines(asker, batch, named.length))
    return withoutLines(asker, batch, named);
  if (named.length === 0 && batch.tries < 2)
    return offerLater(asker, batch, pauseOfUnknown, {
      state: 'written',
      inputFile: null,
      failure: first.message,
    });
  if (first.kind === 'again') return abandonBatch(archive, batch, first);
  abandonBatch(archive, batch, 'send nothing more');
  throw new StopError(
    'request-refused',
    `The service refused a batch of ${batch.requests} requests: ${first.message}`,
    'None of it was billed and nothing is lost. Check `proofsheet config`, then run submit again.',
  );
}

/**
 * The queue is full: learn its limit, and offer the same file again after a pause, or as soon as one of ours ends. No
 * attempt is counted. A file that can never fit is split again.
 */
export function refusedForNow(asker: Asker, batch: StoredBatch, failure: Failure): StoredBatch {
  const { archive } = asker;
  const { catalog, settings } = archive;
  const others =
    queuedTokens(catalog, batch.model) - (batch.endedAt === null ? batch.inputTokens : 0);
  const learned = afterRefusal(queueLimit(catalog, settings, batch.model), {
    named: queueLimitIn(failure.message),
    alone: others <= 0,
    waited: batch.tries > 1,
  });
  learnQueueLimit(catalog, batch.model, learned);
  if (batch.inputTokens > queueRoom(learned)) {
    if (batch.requests > 1) return abandonBatch(archive, batch, 'send again');
    if (batch.inputTokens > learned.limit)
      return abandonBatch(archive, batch, { ...failure, kind: 'too-large' });
  }
  if (batch.tries >= bounds.offers) {
    offerLater(asker, batch, Math.max(...queuePauses), {
      state: 'uploaded',
      failure: failure.message,
    });
    throw new StopError(
      'request-refused',
      `The queue of the service has had no room for batch ${batch.id} on ${batch.tries} tries: ${failure.message}`,
      'None of it was billed. Run the same command again later, or take the batch back with `proofsheet batch cancel`.',
    );
  }
  const pause = queuePauses[Math.min(batch.tries, queuePauses.length) - 1] ?? 5;
  return offerLater(asker, batch, pause, { state: 'uploaded', failure: failure.message });
}

/** Lets a batch start again after a pause, in minutes: from its file, or from its upload. */
function offerLater(
  { archive, clock }: Asker,
  batch: StoredBatch,
  pause: number,
  change: Partial<Pick<StoredBatch, 'state' | 'inputFile' | 'failure'>>,
): StoredBatch {
  return updateBatchDurably(archive.catalog, batch.id, {
    ...change,
    remoteId: null,
    status: null,
    sentAt: null,
    endedAt: null,
    notBefore: new Date(clock.now().getTime() + pause * 60_000).toISOString(),
  });
}

/** The service, or a proxy before it, takes no file of this length: smaller ones are cut from now on. */
export function cutSmaller({ archive }: Asker, batch: StoredBatch, failure: Failure): StoredBatch {
  if (batch.requests > 1) {
    learnFileSize(archive.catalog, batch.bytes);
    return abandonBatch(archive, batch, 'send again');
  }
  abandonBatch(archive, batch, 'send nothing more');
  throw new StopError(
    'request-refused',
    `Even a batch file of one photo (${Math.ceil(batch.bytes / 1000)} kB) is refused as too large: ${failure.message}`,
    'A proxy in front of the service may allow too little; raise its limit, or use `proofsheet config set engine live`. Nothing was billed.',
  );
}

type Named = { readonly request: StoredRequest; readonly message: string };

/** The requests on the lines that a failed batch names; a line that its file does not have is none. Undefined without the file. */
async function requestsNamed(
  { archive }: Asker,
  batch: StoredBatch,
  { failures }: RemoteBatch,
): Promise<Named[] | undefined> {
  const messages = new Map(
    failures.flatMap(({ line, message }) => (line === undefined ? [] : [[line, message]])),
  );
  if (messages.size === 0) return [];
  const path = batchFile(archive, batch.tag);
  if (!existsSync(path)) return undefined;
  const named: Named[] = [];
  let number = 0;
  for await (const text of readLines(path)) {
    const message = messages.get(++number);
    if (message === undefined) continue;
    const request = requestByCustomId(archive.catalog, customIdIn(text) ?? '');
    if (request?.batchId === batch.id) named.push({ request, message });
  }
  return named;
}

/** The service names single lines; with more of them the fault is not the photos'. */
const mostBadLines = 10;

function isFaultOfLines({ archive }: Asker, batch: StoredBatch, lines: number): boolean {
  const { requests, runId } = batch;
  const before = countLinesRefused(archive.catalog, runId);
  return before + lines <= mostBadLines && (lines * 2 < requests || requests <= 2);
}

/** Single lines were refused: their photos get an issue, all others go into another file. */
function withoutLines(
  { archive }: Asker,
  batch: StoredBatch,
  named: readonly Named[],
): StoredBatch {
  const { catalog } = archive;
  return catalog.transaction(() => {
    for (const { request, message } of named)
      failRequest(catalog, request, {
        stage: 'submit',
        code: 'line-refused',
        message: `The service refused its request (${message}); try again, or write its title and keywords yourself.`,
      });
    return abandonBatch(archive, batch, 'send again');
  });
}
