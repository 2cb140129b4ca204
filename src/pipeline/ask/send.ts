/** Sending what was released: cut into files, uploaded, made into batches, in waves that fit the service's queue. */

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { counted } from '../../amounts.ts';
import {
  batchesIn,
  insertBatch,
  newBatchTag,
  queuedTokens,
  type StoredBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { latestRun } from '../../catalog/ledger.ts';
import { recordIssue } from '../../catalog/photos.ts';
import { setRequestState, waitingRequests } from '../../catalog/requests.ts';
import { asStop, StopError } from '../../errors.ts';
import { ServiceError } from '../../openai/failures.ts';
import { type Asking, estimateOf } from './asking.ts';
import { type FileLimits, tokensIn, writeBatchFile } from './batch-file.ts';
import { assertBudget } from './budget.ts';
import { deliveryOf } from './delivery.ts';
import { dissolve } from './dissolve.ts';
import { cutSmaller, isDue, refusedForNow } from './failed-batch.ts';
import { mostFileBytes } from './file-size.ts';
import { noteRemote, pollBatch } from './follow.ts';
import { againText, mayHaveHappened, patiently, pauseAfter, stopOf, triesFor } from './patience.ts';
import { batchFile } from './places.ts';
import { partTokens, queueLimit, queueRoom } from './queue.ts';
import { metadataOf, reconcile, settleUpload } from './reconcile.ts';

/** Why sending came to its end: nothing is left, or what is left has to wait. */
export type WaveEnd = 'all sent' | 'queue full';

/** Sends as much as fits into the queue now. */
export async function sendWave(asking: Asking): Promise<WaveEnd> {
  for (;;) {
    asking.context.signal.throwIfAborted();
    const waiting = nextToOffer(asking);
    if (waiting === 'later') return 'queue full';
    const batch = waiting ?? (await cutNext(asking));
    if (batch === 'nothing left') return 'all sent';
    if (batch === 'no room') return 'queue full';
    await offer(asking, batch);
  }
}

/** A file that is cut and not yet a batch goes first. `later` when it has to wait for room or time. */
function nextToOffer(asking: Asking): StoredBatch | 'later' | undefined {
  const { catalog } = asking.archive;
  const now = asking.context.clock.now();
  const waiting = batchesIn(catalog, 'written', 'uploaded');
  const next = waiting.find(
    (batch) => isDue(batch, now) && batch.inputTokens <= roomFor(asking, batch.model),
  );
  return next ?? (waiting.length > 0 ? 'later' : undefined);
}

/** Estimated tokens that the queue of a model takes now. An empty one takes any single file. */
function roomFor(asking: Asking, model: string): number {
  const { catalog, settings } = asking.archive;
  const queued = queuedTokens(catalog, model);
  if (queued === 0) return Number.POSITIVE_INFINITY;
  return queueRoom(queueLimit(catalog, settings, model)) - queued;
}

/** Cuts the next batch file from what is released, if the queue and the budget have room for it. */
async function cutNext(asking: Asking): Promise<StoredBatch | 'nothing left' | 'no room'> {
  const { archive, settings, context } = asking;
  const { catalog } = archive;
  const { model } = asking.manner;
  const limits = {
    requests: settings['batch.maxRequests'],
    bytes: mostFileBytes(catalog, settings),
    lineBytes: settings['batch.maxMegabytes'] * 1e6,
    tokens: partTokens(queueLimit(catalog, settings, model)),
  };
  const wanted = tokensOfNext(asking, limits);
  if (wanted === 0) return 'nothing left';
  if (wanted > roomFor(asking, model)) return 'no room';
  const tag = newBatchTag(catalog);
  try {
    const written = await writeBatchFile(
      archive,
      waitingForBatch(asking),
      batchFile(archive, tag),
      limits,
      deliveryOf(settings),
      context.signal,
    );
    catalog.transaction(() => {
      for (const { request, issue } of written.failed) {
        setRequestState(catalog, request.id, 'failed');
        recordIssue(catalog, request.photoId, issue);
      }
    });
    if (written.requests.length === 0)
      return written.failed.length > 0 ? cutNext(asking) : 'nothing left';
    const estimates = written.requests.map((request) => estimateOf(request, asking.price, 'batch'));
    const dollars =
      asking.price === undefined
        ? undefined
        : estimates.reduce<number>((sum, estimate) => sum + (estimate ?? 0), 0);
    assertBudget(asking, dollars);
    const fields = {
      runId: latestRun(catalog)?.id ?? null,
      tag,
      way: 'service',
      state: 'written',
      model,
      bytes: written.bytes,
      inputTokens: written.tokens,
      dollars: dollars ?? null,
      writtenAt: context.clock.now().toISOString(),
    } as const;
    return insertBatch(
      catalog,
      fields,
      written.requests.map(({ id }) => id),
    );
  } catch (error) {
    await rm(batchFile(archive, tag), { force: true });
    throw asStop(error, 'batch files');
  }
}

/** From how many failed batches on a photo is asked live instead. */
export function failuresBelow(asking: Asking): number {
  const { settings } = asking;
  return settings['batch.liveAfter'] === 0 ? 1_000_000 : settings['batch.liveAfter'];
}

function waitingForBatch(asking: Asking) {
  const filter = { failuresBelow: failuresBelow(asking) };
  return waitingRequests(asking.archive.catalog, 'released', filter);
}

/** Bytes of a request line besides its picture; rough. */
const lineBytes = 5000;

/** Estimated tokens of the file that would be cut next within these limits, or of all that is left. */
function tokensOfNext(asking: Asking, limits: FileLimits): number {
  let tokens = 0;
  let requests = 0;
  let bytes = 0;
  for (const request of waitingForBatch(asking)) {
    bytes += (request.previewBytes * 4) / 3 + lineBytes;
    const full = tokens + tokensIn(request) > limits.tokens || bytes > limits.bytes;
    if (requests > 0 && (full || requests >= limits.requests)) return tokens;
    tokens += tokensIn(request);
    requests++;
  }
  return tokens;
}

/** Takes a batch file through upload and creation, and watches it until the service has read it. */
async function offer(asking: Asking, batch: StoredBatch): Promise<void> {
  const uploaded = batch.state === 'written' ? await upload(asking, batch) : batch;
  if (uploaded.state !== 'uploaded') return;
  const created = await create(asking, uploaded);
  if (created.state === 'open') await watchValidation(asking, created);
}

async function upload(asking: Asking, batch: StoredBatch, failed = 0): Promise<StoredBatch> {
  const { service, context, archive } = asking;
  const name = `${batch.tag}.jsonl`;
  const path = batchFile(archive, batch.tag);
  // Somebody tidied up; what was in it is cut anew.
  if (!existsSync(path)) return dissolve(archive, batch, {});
  const note = `uploading ${counted(batch.requests, 'photo')}`;
  const send = () =>
    service.upload(path, {
      name,
      signal: context.signal,
      onProgress: (done, total) =>
        context.report({ stage: 'submit', done, total, unit: 'bytes', note }),
    });
  try {
    const file = await patiently(send, { ...context, repeatable: false });
    return updateBatchDurably(archive.catalog, batch.id, { state: 'uploaded', inputFile: file.id });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (mayHaveHappened(error.failure)) return uploadAgain(asking, batch, error, failed + 1);
    if (error.failure.kind === 'too-large') return cutSmaller(asking, batch, error.failure);
    throw uploadRefused(error);
  }
}

const mostUploads = 6;

/** No answer came to an upload: on a slow line it is worth looking whether it arrived before sending it again. */
async function uploadAgain(
  asking: Asking,
  batch: StoredBatch,
  error: ServiceError,
  failed: number,
): Promise<StoredBatch> {
  const { clock, signal, tell } = asking.context;
  const most = triesFor(error.failure, mostUploads);
  if (failed >= most) throw stopOf(error.failure, error) ?? error;
  const pause = pauseAfter(failed, error.retryAfter);
  tell(againText(error.failure, pause, failed + 1, most));
  await clock.wait(pause, signal);
  const arrived = await settleUpload(asking, batch);
  return arrived ?? upload(asking, batch, failed);
}

function uploadRefused(error: ServiceError): StopError {
  return new StopError(
    'request-refused',
    `The service does not take the batch file: ${error.failure.message}`,
    'Check that it offers batches (`proofsheet config set engine live` asks without them). Nothing was billed.',
    { cause: error },
  );
}

/**
 * Asks for the batch. The intention is on the disk before, with its number of tries in the batch's metadata, so
 * that whatever happens the batch can be found and is never asked for twice.
 */
async function create(asking: Asking, batch: StoredBatch): Promise<StoredBatch> {
  const { service, context, archive } = asking;
  const { catalog } = archive;
  const { inputFile } = batch;
  if (inputFile === null) return updateBatchDurably(catalog, batch.id, { state: 'written' });
  const asked = updateBatchDurably(catalog, batch.id, {
    state: 'creating',
    tries: batch.tries + 1,
    notBefore: null,
    sentAt: context.clock.now().toISOString(),
  });
  try {
    const metadata = metadataOf(asking, asked);
    const remote = await patiently(() => service.create(inputFile, metadata, context.signal), {
      ...context,
      repeatable: false,
    });
    return await noteRemote(asking, asked, remote);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { failure } = error;
    if (failure.kind === 'later') return refusedForNow(asking, asked, failure);
    if (mayHaveHappened(failure)) return settle(asking, asked, error);
    const lostFile = failure.kind === 'gone' && asked.tries < 3;
    const change = lostFile
      ? ({ state: 'written', inputFile: null } as const)
      : ({ state: 'uploaded' } as const);
    const back = updateBatchDurably(catalog, batch.id, { ...change, failure: failure.message });
    if (lostFile) return back;
    throw stopOf(failure, error) ?? uploadRefused(error);
  }
}

/** How often a creation without an answer is looked into before the run stops. */
const mostUnclear = 5;

/** No answer came: the service's list says whether the batch was made. */
async function settle(
  asking: Asking,
  batch: StoredBatch,
  error: ServiceError,
): Promise<StoredBatch> {
  const { clock, signal, tell } = asking.context;
  const pause = Math.min(60_000, 2000 * 2 ** batch.tries);
  const most = triesFor(error.failure, mostUnclear);
  tell(againText(error.failure, pause, batch.tries + 1, most));
  await clock.wait(pause, signal);
  await reconcile(asking);
  const settled = batchesIn(asking.archive.catalog, 'open', 'uploaded').find(
    ({ id }) => id === batch.id,
  );
  if (settled === undefined || (settled.state === 'uploaded' && settled.tries >= most))
    throw stopOf(error.failure, error) ?? error;
  return settled;
}

/** Seconds between looks at a new batch: most are read within seconds, a missing file takes many minutes. */
const validationPauses = [1, 2, 5, 15, 15, 15, 60];

/** Watches a new batch until the service has read it, but not for long: collecting goes on watching. */
async function watchValidation(asking: Asking, batch: StoredBatch): Promise<void> {
  const { clock, signal, report } = asking.context;
  let current = batch;
  for (const seconds of validationPauses) {
    if (current.status !== 'validating' || current.state !== 'open') return;
    report({ stage: 'submit', done: 0, unit: 'batches', note: 'the service reads the file' });
    await clock.wait(seconds * 1000, signal);
    current = await pollBatch(asking, current);
  }
}
