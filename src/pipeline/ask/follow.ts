/** Following a batch at the service: what its state there means for our row of it, and for its photos. */
import {
  offerWaiting,
  queuedTokens,
  type StoredBatch,
  updateBatch,
} from '../../catalog/batches.ts';
import { movePhotosOfBatch } from '../../catalog/requests.ts';
import { ServiceError } from '../../openai/failures.ts';
import { hasEnded, type RemoteBatch } from '../../openai/service.ts';
import type { Asking } from './asking.ts';
import { noteFailed } from './failed-batch.ts';
import { patiently } from './patience.ts';
import { afterAcceptance, learnQueueLimit, queueLimit } from './queue.ts';

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
