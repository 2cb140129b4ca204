/**
 * A batch from its file to its answers. One table says what comes next in each phase; `advance` does that one step, and
 * submit, collect, cancel and the start after a crash all call it. A step can be called again at any time: what it is about
 * to do is on the disk before the service is called, and what came of it after.
 *
 *     phase      next step                         leads to
 *     written    upload the file                   uploaded; abandoned when the file is gone or too large
 *     uploaded   ask for a batch over it           creating, running; uploaded with a pause when the queue is full
 *     creating   look whether the service made it  running; uploaded
 *     running    look how it is                    running, ended; when it failed, as failed-batch.ts says
 *     ended      take its answers in               collected
 *     collected  delete its files                  collected
 *     abandoned  delete its files                  abandoned
 *     exported   nothing: answers come by import   collected
 *
 * Its requests are `asking` from `written` to `ended`; then each is answered, failed, or waits again. Its photos stand at
 * `submit` until the service has read the file, then at `collect`.
 */
import { existsSync } from 'node:fs';
import { counted } from '../../amounts.ts';
import {
  type BatchState,
  isOfAnother,
  offerWaiting,
  queuedTokens,
  type StoredBatch,
  unknownStatus,
  updateBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { markBatchSent } from '../../catalog/request-moves.ts';
import { StopError } from '../../errors.ts';
import { ServiceError } from '../../openai/failures.ts';
import { hasEnded, type RemoteBatch } from '../../openai/service.ts';
import { collectAnswers, withholdsAnswers } from './answers.ts';
import type { Asker } from './asker.ts';
import { batchFile, deleteInput } from './batch-folder.ts';
import { abandonBatch, cutSmaller, noteFailed, refusedForNow } from './failed-batch.ts';
import { afterAcceptance, learnQueueLimit, queueLimit } from './limits.ts';
import {
  arrivedFile,
  madeFor,
  metadataOf,
  type RemoteBatches,
  remoteBatches,
} from './remote-batches.ts';
import { failureIn, mayHaveHappened, withRetries } from './retry.ts';

type Phase = Exclude<BatchState, 'open'> | 'running' | 'ended';
type BatchStep = (asker: Asker, batch: StoredBatch) => StoredBatch | Promise<StoredBatch>;

const steps: Readonly<Record<Phase, BatchStep>> = {
  written: upload,
  uploaded: create,
  creating: async (asker, batch) => settleMade(asker, batch, await remoteBatches(asker)),
  running: poll,
  ended: async (asker, batch) =>
    collectAnswers(asker, withholdsAnswers(batch) ? await poll(asker, batch) : batch),
  collected: deleteInput,
  abandoned: deleteInput,
  exported: (_, batch) => batch,
};

/** Where a batch is. A failed one may have ended just before a crash, its reason not acted upon: it is looked at again. */
export function phaseOf({ state, status, endedAt }: StoredBatch): Phase {
  if (state !== 'open') return state;
  return endedAt === null || status === 'failed' ? 'running' : 'ended';
}

/** Does what comes next for a batch, and gives it back as it then is. */
export async function advance(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  return steps[phaseOf(batch)](asker, batch);
}

async function upload(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  const { service, archive } = asker;
  const path = batchFile(archive, batch.tag);
  // Somebody deleted it; its requests are put into a new file.
  if (!existsSync(path)) return abandonBatch(archive, batch, 'send again');
  const note = `uploading ${counted(batch.requests, 'photo')}`;
  const send = async () => {
    const { id } = await service.upload(path, {
      name: `${batch.tag}.jsonl`,
      signal: asker.signal,
      onProgress: (done, total) =>
        asker.report({ stage: 'submit', done, total, unit: 'bytes', note }),
    });
    return id;
  };
  try {
    // On a slow line it is worth looking whether it arrived before sending it again.
    const whatCame = () => arrivedFile(asker, batch);
    const inputFile = await withRetries(send, { ...asker, whatCame });
    return updateBatchDurably(archive.catalog, batch.id, { state: 'uploaded', inputFile });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.failure.kind === 'too-large') return cutSmaller(asker, batch, error.failure);
    throw refused(error);
  }
}

function refused(error: ServiceError): StopError {
  return new StopError(
    'request-refused',
    `The service rejected the batch file: ${error.failure.message}`,
    'Check that it offers batches (`proofsheet config set engine live` asks without them). Nothing was billed.',
    { cause: error },
  );
}

/** How often a creation without an answer is looked into before the run stops, and the pause before the first look. */
const unclear = { tries: 5, firstPause: 4000 };

/**
 * Asks for the batch. The intention is on the disk before, with its number of tries in the batch's metadata, so
 * that whatever happens the batch can be found and is never asked for twice.
 */
async function create(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  const { service, archive } = asker;
  const { catalog } = archive;
  const { inputFile } = batch;
  if (inputFile === null) return updateBatchDurably(catalog, batch.id, { state: 'written' });
  const intend = ({ tries }: StoredBatch) =>
    updateBatchDurably(catalog, batch.id, {
      state: 'creating',
      tries: tries + 1,
      notBefore: null,
      sentAt: asker.clock.now().toISOString(),
    });
  let asked = intend(batch);
  let isClear = true;
  const ask = () => service.create(inputFile, metadataOf(asker, asked), asker.signal);
  const whatCame = async () => {
    isClear = false;
    const made = madeFor(asked, await remoteBatches(asker));
    isClear = true;
    if (made === undefined) asked = intend(asked);
    return made;
  };
  let remote: RemoteBatch;
  try {
    remote = await withRetries(ask, { ...asker, ...unclear, whatCame });
  } catch (error) {
    const failure = failureIn(error);
    // It may have been made. Its phase stays `creating`, so that the list of the service is asked before it is.
    if (failure === undefined || mayHaveHappened(failure) || !isClear) throw error;
    if (failure.kind === 'later') return refusedForNow(asker, asked, failure);
    const isLost = failure.kind === 'gone' && asked.tries < 3;
    const change = isLost
      ? ({ state: 'written', inputFile: null } as const)
      : { state: 'uploaded' as const };
    const back = updateBatchDurably(catalog, batch.id, { ...change, failure: failure.message });
    if (isLost) return back;
    throw error instanceof ServiceError ? refused(error) : error;
  }
  return noteRemote(asker, asked, remote);
}

/**
 * Whether the service made a batch that was asked for: the process ended before the answer, or its list was late and
 * the batch seemed not to have been made.
 */
export async function settleMade(
  asker: Asker,
  batch: StoredBatch,
  remotes: RemoteBatches,
): Promise<StoredBatch> {
  const made = madeFor(batch, remotes);
  if (made !== undefined) return noteRemote(asker, batch, made);
  if (batch.state !== 'creating') return batch;
  return updateBatchDurably(asker.archive.catalog, batch.id, { state: 'uploaded' });
}

/** Asks the service how a batch is and writes that down. */
async function poll(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  const { remoteId } = batch;
  if (remoteId === null) return batch;
  try {
    const remote = await withRetries(() => asker.service.retrieve(remoteId, asker.signal), asker);
    return await noteRemote(asker, batch, remote);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.failure.kind !== 'gone') throw error;
    // Another key sees other batches. Sending the photos again would pay for them twice, so the user decides.
    return updateBatch(asker.archive.catalog, batch.id, {
      status: unknownStatus,
      failure: `The service does not know this batch under the current key. If it is lost, give it up with \`proofsheet batch forget ${batch.id}\`.`,
    });
  }
}

/** Cancels a batch at the service, unless it has ended or is not known any more. */
export async function cancelBatch(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  const polled = await poll(asker, batch);
  const { remoteId } = polled;
  const isUnderWay = polled.state === 'open' && polled.endedAt === null;
  if (!isUnderWay || remoteId === null || polled.status === unknownStatus) return polled;
  try {
    const remote = await withRetries(() => asker.service.cancel(remoteId, asker.signal), asker);
    return await noteRemote(asker, polled, remote);
  } catch (error) {
    // It may have ended just now.
    const again = await poll(asker, polled);
    if (again.endedAt === null) throw error;
    return again;
  }
}

function givenTwice({ id }: RemoteBatch): StopError {
  return new StopError(
    'request-refused',
    `The service gives two batches the same id: ${id}.`,
    'Check the address with `proofsheet config get baseURL`; everything done so far is kept.',
  );
}

/**
 * Writes down what the service says of a batch, and acts on a status that is new.
 * @throws StopError `request-refused` when it says it of another one
 */
export async function noteRemote(
  asker: Asker,
  batch: StoredBatch,
  remote: RemoteBatch,
): Promise<StoredBatch> {
  const { catalog } = asker.archive;
  if (isOfAnother(catalog, batch.id, remote.id)) throw givenTwice(remote);
  const now = asker.clock.now().toISOString();
  const ended = hasEnded(remote.status);
  const noted = updateBatchDurably(catalog, batch.id, {
    state: 'open',
    remoteId: remote.id,
    inputFile: remote.inputFile,
    status: remote.status,
    outputFile: remote.outputFile ?? null,
    errorFile: remote.errorFile ?? null,
    completed: remote.counts.completed,
    failed: remote.counts.failed,
    sentAt:
      batch.sentAt ??
      (remote.createdAt === undefined ? now : new Date(remote.createdAt).toISOString()),
    expiresAt: remote.expiresAt === undefined ? null : new Date(remote.expiresAt).toISOString(),
    endedAt: ended ? (batch.endedAt ?? now) : null,
    failure:
      remote.failures
        .slice(0, 3)
        .map(({ message }) => message)
        .join(' ') || null,
    polledAt: now,
  });
  if (remote.status === 'failed') return noteFailed(asker, noted, remote);
  if (ended && batch.endedAt === null) offerWaiting(catalog, noted.model);
  if (remote.status === 'validating' || noted.acceptedAt !== null) return noted;
  return noteAccepted(asker, noted, now);
}

/** The service has read the file and works on it: only now its photos count as sent. */
function noteAccepted(asker: Asker, batch: StoredBatch, now: string): StoredBatch {
  const { catalog, settings } = asker.archive;
  return catalog.transaction(() => {
    markBatchSent(catalog, batch.id);
    const limit = queueLimit(catalog, settings, batch.model);
    const learned = afterAcceptance(limit, queuedTokens(catalog, batch.model));
    if (learned !== limit) learnQueueLimit(catalog, batch.model, learned);
    return updateBatch(catalog, batch.id, { acceptedAt: now });
  });
}
