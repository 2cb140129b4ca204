/** Batches that the service refused or failed as a whole: nothing of them was done or billed. */
import { existsSync } from 'node:fs';
import { queuedTokens, type StoredBatch, updateBatchDurably } from '../../catalog/batches.ts';
import { recordIssue } from '../../catalog/photos.ts';
import { requestByCustomId, type StoredRequest, setRequestState } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { readLines } from '../../files/lines.ts';
import { type Failure, queueLimitIn } from '../../openai/failures.ts';
import type { RemoteBatch } from '../../openai/service.ts';
import type { Archive } from '../archive/archive.ts';
import type { Asking } from './asking.ts';
import { customIdIn } from './batch-file.ts';
import { dissolve } from './dissolve.ts';
import { stopOf } from './patience.ts';
import { batchFile } from './places.ts';
import { afterRefusal, learnQueueLimit, queueLimit, queueRoom } from './queue.ts';

/** Pauses after the first, second, ... time that the queue had no room, in minutes. */
const queuePauses = [5, 10, 20, 30];

/** Whether the pause of a batch is over. One that lasts longer than any was begun by a clock that was set back since. */
export function isDue({ notBefore }: StoredBatch, now: Date): boolean {
  if (notBefore === null) return true;
  const minutesLeft = (Date.parse(notBefore) - now.getTime()) / 60_000;
  return minutesLeft <= 0 || minutesLeft > Math.max(...queuePauses);
}

/** The service names single lines; with more of them the fault is not the photos'. */
const mostBadLines = 10;

function isFaultOfLines({ catalog }: Archive, batch: StoredBatch, lines: number): boolean {
  const { requests, runId } = batch;
  const before = catalog.count(
    `SELECT count(DISTINCT issue.photo_id) FROM issue JOIN request ON request.photo_id = issue.photo_id
     WHERE code = 'line-refused' AND run_id = ?`,
    runId,
  );
  return before + lines <= mostBadLines && (lines * 2 < requests || requests <= 2);
}

/** The service, or a proxy before it, takes no file of this length: smaller ones are cut from now on. */
export function cutSmaller(asking: Asking, batch: StoredBatch, failure: Failure): StoredBatch {
  if (batch.requests > 1) return dissolve(asking.archive, batch, { smaller: true });
  dissolve(asking.archive, batch, { withdraw: true });
  throw new StopError(
    'request-refused',
    `Even a batch file of one photo (${Math.ceil(batch.bytes / 1000)} kB) is refused as too large: ${failure.message}`,
    'A proxy before the service may allow too little; ask for more there, or use `proofsheet config set engine live`. Nothing was billed.',
  );
}

/** Acts on why a batch failed. */
export async function noteFailed(
  asking: Asking,
  batch: StoredBatch,
  remote: RemoteBatch,
): Promise<StoredBatch> {
  const first = remote.failures[0] ?? unknownFailure;
  if (first.kind === 'later') return refusedForNow(asking, batch, first);
  if (first.kind === 'too-large') return cutSmaller(asking, batch, first);
  if (first.kind === 'quota' || first.kind === 'key' || first.kind === 'model') {
    dissolve(asking.archive, batch, { withdraw: true });
    throw stopOf(first) ?? new Error(first.message);
  }
  const named = await requestsNamed(asking, batch, remote);
  // Without its file nobody can say which photos those are; the next one is refused in the same way, and is here.
  if (named === undefined) return dissolve(asking.archive, batch, {});
  if (named.length > 0 && isFaultOfLines(asking.archive, batch, named.length))
    return withoutLines(asking, batch, named);
  if (named.length === 0 && batch.tries < 2) return offerAgain(asking, batch, first);
  if (first.kind === 'again') return dissolve(asking.archive, batch, { failure: first });
  dissolve(asking.archive, batch, { withdraw: true });
  throw new StopError(
    'request-refused',
    `The service refused a batch of ${batch.requests} requests: ${first.message}`,
    'Nothing of it was billed and nothing is lost. Check `proofsheet config`, then run submit again.',
  );
}

const unknownFailure: Failure = {
  kind: 'again',
  code: 'unknown',
  message: 'The batch failed and the service gives no reason.',
};

/**
 * The queue is full: learn its limit, and offer the same file again after a pause, or as soon as one of ours ends. No
 * attempt is counted. A file that can never fit is cut anew.
 */
export function refusedForNow(asking: Asking, batch: StoredBatch, failure: Failure): StoredBatch {
  const { archive, context } = asking;
  const { catalog } = archive;
  const others =
    queuedTokens(catalog, batch.model) - (batch.endedAt === null ? batch.inputTokens : 0);
  const learned = afterRefusal(queueLimit(catalog, archive.settings, batch.model), {
    named: queueLimitIn(failure.message),
    alone: others <= 0,
    waited: batch.tries > 1,
  });
  learnQueueLimit(catalog, batch.model, learned);
  if (batch.inputTokens > queueRoom(learned)) {
    if (batch.requests > 1) return dissolve(archive, batch, {});
    if (batch.inputTokens > learned.limit)
      return dissolve(archive, batch, { failure: { ...failure, kind: 'too-large' } });
  }
  const pause = queuePauses[Math.min(batch.tries, queuePauses.length) - 1] ?? 5;
  const now = context.clock.now().getTime();
  return updateBatchDurably(catalog, batch.id, {
    state: 'uploaded',
    remoteId: null,
    status: null,
    sentAt: null,
    endedAt: null,
    notBefore: new Date(now + pause * 60_000).toISOString(),
    failure: failure.message,
  });
}

/** Minutes before a batch that failed for no reason that we know is offered once more. */
const pauseOfUnknown = 1;

/** Failed for no reason that we know: uploaded and offered once more. */
function offerAgain(asking: Asking, batch: StoredBatch, failure: Failure): StoredBatch {
  const now = asking.context.clock.now().getTime();
  return updateBatchDurably(asking.archive.catalog, batch.id, {
    state: 'written',
    inputFile: null,
    remoteId: null,
    status: null,
    sentAt: null,
    endedAt: null,
    notBefore: new Date(now + pauseOfUnknown * 60_000).toISOString(),
    failure: failure.message,
  });
}

type Named = { readonly request: StoredRequest; readonly message: string };

/** The requests on the lines that a failed batch names; a line that its file does not have is none. Undefined without the file. */
async function requestsNamed(
  { archive }: Asking,
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

/** Single lines were refused: their photos get an issue, all others go into another file. */
function withoutLines(asking: Asking, batch: StoredBatch, named: readonly Named[]): StoredBatch {
  const { catalog } = asking.archive;
  return catalog.transaction(() => {
    for (const { request, message } of named) {
      setRequestState(catalog, request.id, 'failed');
      recordIssue(catalog, request.photoId, {
        stage: 'submit',
        code: 'line-refused',
        message: `The service refused its request (${message}); try again, or write its title and keywords yourself.`,
      });
    }
    return dissolve(asking.archive, batch, {});
  });
}
