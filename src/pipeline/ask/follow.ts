/** Following a batch at the service: what its state there means for our row of it, and for its photos. */
import {
  batchesIn,
  offerWaiting,
  queuedTokens,
  type StoredBatch,
  updateBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { recordIssue } from '../../catalog/photos.ts';
import {
  movePhotosOfBatch,
  requestByCustomId,
  requestsOfBatch,
  setRequestState,
  withdrawReleased,
} from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { readLines } from '../../files/lines.ts';
import { type Failure, queueLimitIn, ServiceError } from '../../openai/failures.ts';
import { hasEnded, type RemoteBatch } from '../../openai/service.ts';
import type { Archive } from '../archive.ts';
import type { Asking } from './asking.ts';
import { learnFileSize } from './file-size.ts';
import { patiently, stopOf } from './patience.ts';
import { batchFile } from './places.ts';
import { afterAcceptance, afterRefusal, learnQueueLimit, queueLimit, queueRoom } from './queue.ts';
import { sendBack, takeFailure } from './take-in.ts';

/** What we call the status of a batch that the service does not know. */
export const unknownStatus = 'unknown';

/** Asks the service how a batch is and writes that down. */
export async function pollBatch(asking: Asking, batch: StoredBatch): Promise<StoredBatch> {
  const { service, context } = asking;
  const { remoteId } = batch;
  if (remoteId === null) return batch;
  try {
    const remote = await patiently(() => service.retrieve(remoteId, context.signal), context);
    return await noteRemote(asking, batch, remote);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.failure.kind !== 'gone') throw error;
    // Another key sees other batches. Sending the photos again would pay for them twice, so the user decides.
    return updateBatch(asking.archive.catalog, batch.id, {
      status: unknownStatus,
      failure: `The service does not know this batch with the present key. If it is lost, give it up with \`proofsheet batch forget ${batch.id}\`.`,
    });
  }
}

/** Writes down what the service says of a batch, and acts on a status that is new. */
export async function noteRemote(
  asking: Asking,
  batch: StoredBatch,
  remote: RemoteBatch,
): Promise<StoredBatch> {
  const { catalog } = asking.archive;
  const now = asking.context.clock.now().toISOString();
  const ended = hasEnded(remote.status);
  const noted = catalog.durably(() =>
    updateBatch(catalog, batch.id, {
      state: 'open',
      remoteId: remote.id,
      inputFile: remote.inputFile,
      status: remote.status,
      outputFile: remote.outputFile ?? null,
      errorFile: remote.errorFile ?? null,
      completed: remote.counts.completed,
      failed: remote.counts.failed,
      sentAt: batch.sentAt ?? new Date(remote.createdAt).toISOString(),
      expiresAt: remote.expiresAt === undefined ? null : new Date(remote.expiresAt).toISOString(),
      endedAt: ended ? (batch.endedAt ?? now) : null,
      failure: remote.failures.map((failure) => failure.message).join(' ') || null,
      polledAt: now,
    }),
  );
  if (remote.status === 'failed') return noteFailed(asking, noted, remote);
  if (ended && batch.endedAt === null) offerWaiting(catalog, noted.model);
  if (remote.status === 'validating' || noted.acceptedAt !== null) return noted;
  return noteAccepted(asking, noted, now);
}

/** The service has read the file and works on it: only now its photos count as sent. */
function noteAccepted(asking: Asking, batch: StoredBatch, now: string): StoredBatch {
  const { archive } = asking;
  const { catalog } = archive;
  return catalog.transaction(() => {
    movePhotosOfBatch(catalog, batch.id, 'submit', 'collect');
    const limit = queueLimit(catalog, archive.settings, batch.model);
    const learned = afterAcceptance(limit, queuedTokens(catalog, batch.model));
    if (learned !== limit) learnQueueLimit(catalog, batch.model, learned);
    return updateBatch(catalog, batch.id, { acceptedAt: now });
  });
}

/** Pauses after the first, second, ... time that the queue had no room, in minutes. */
const queuePauses = [5, 10, 20, 30];
/** The service names single lines; with more of them the fault is not the photos'. */
const mostBadLines = 10;

/** A batch that failed as a whole: nothing of it was done or billed. */
async function noteFailed(
  asking: Asking,
  batch: StoredBatch,
  remote: RemoteBatch,
): Promise<StoredBatch> {
  const first = remote.failures[0] ?? unknownFailure;
  const lines = remote.failures.flatMap(({ line }) => (line === undefined ? [] : [line]));
  if (first.kind === 'later') return refusedForNow(asking, batch, first);
  if (first.kind === 'too-large') return dissolve(asking.archive, batch, { smaller: true });
  if (first.kind === 'quota' || first.kind === 'key' || first.kind === 'model') {
    dissolve(asking.archive, batch, { withdraw: true });
    throw stopOf(first) ?? new Error(first.message);
  }
  if (lines.length > 0 && lines.length <= mostBadLines && lines.length * 2 < batch.requests)
    return withoutLines(asking, batch, remote);
  if (lines.length === 0 && batch.tries < 2) return offerAgain(asking, batch, first);
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

/** Failed for no reason that we know: uploaded and offered once more. */
function offerAgain(asking: Asking, batch: StoredBatch, failure: Failure): StoredBatch {
  return updateBatchDurably(asking.archive.catalog, batch.id, {
    state: 'written',
    inputFile: null,
    remoteId: null,
    status: null,
    sentAt: null,
    endedAt: null,
    failure: failure.message,
  });
}

/** Single lines were refused: their photos get an issue, all others go into another file. */
async function withoutLines(
  asking: Asking,
  batch: StoredBatch,
  remote: RemoteBatch,
): Promise<StoredBatch> {
  const { catalog } = asking.archive;
  const bad = new Map(remote.failures.map(({ line, message }) => [line ?? 0, message]));
  const named: { customId: string; message: string }[] = [];
  let number = 0;
  for await (const text of readLines(batchFile(asking.archive, batch.tag))) {
    const message = bad.get(++number);
    const { custom_id: customId } = JSON.parse(text) as { custom_id: string };
    if (message !== undefined) named.push({ customId, message });
  }
  return catalog.transaction(() => {
    for (const { customId, message } of named) {
      const request = requestByCustomId(catalog, customId);
      if (request === undefined) continue;
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

/** Takes requests out of files that have not become batches: they are to be asked live now. */
export function dissolveUnsent(archive: Archive): void {
  for (const batch of batchesIn(archive.catalog, 'written', 'uploaded'))
    dissolve(archive, batch, {});
}

export type DissolveOptions = {
  /** The service found the file too large: cut smaller ones from now on. */
  readonly smaller?: boolean;
  /** Take back the consent for everything, because nothing may be sent until something has been changed. */
  readonly withdraw?: boolean;
  /** Take back the consent for its requests alone. */
  readonly takeBack?: boolean;
  /** Counts as a batch that came back without answers, for this reason. */
  readonly failure?: Failure;
};

/** Gives a batch up that the service did not work on; its requests wait again and are cut anew. */
export function dissolve(
  archive: Archive,
  batch: StoredBatch,
  { smaller = false, withdraw = false, takeBack = false, failure }: DissolveOptions,
): StoredBatch {
  const { catalog } = archive;
  return catalog.transaction(() => {
    if (smaller) learnFileSize(catalog, batch.bytes);
    for (const request of requestsOfBatch(catalog, batch.id)) {
      if (request.state !== 'asking') continue;
      if (failure === undefined)
        sendBack(archive, request, withdraw || takeBack ? 'ready' : 'released');
      else takeFailure(archive, request, failure, 'batch');
    }
    if (withdraw) withdrawReleased(catalog);
    return updateBatch(catalog, batch.id, { state: 'dissolved' });
  });
}
