/** Sending what was released: cut into files, uploaded, made into batches, in waves that fit the service's queue. */
import { batchesIn, queuedTokens, type StoredBatch } from '../../catalog/batches.ts';
import { latestRun } from '../../catalog/ledger.ts';
import { waitingRequests } from '../../catalog/requests.ts';
import type { Asker } from './asker.ts';
import { cutBatch, type FileLimits, tokensIn } from './batch-file.ts';
import { batchFile } from './batch-folder.ts';
import { advance } from './batches.ts';
import { Budget } from './budget.ts';
import { bytesInLine } from './delivery.ts';
import { abandonExcluded, abandonUnsent, isDue } from './failed-batch.ts';
import { mostFileBytes, partTokens, queueLimit, queueRoom } from './limits.ts';
import { askLive } from './live.ts';
import { sumOf } from './request-profile.ts';

/** Sends what was released: photos that batches failed go live, the others as the queue has room. */
export async function sendReleased(asker: Asker): Promise<void> {
  const { engine, 'batch.liveAfter': liveAfter } = asker.settings;
  if (engine !== 'batch') {
    abandonUnsent(asker.archive);
    await askLive(asker, 0);
    return;
  }
  await sendWave(asker);
  if (liveAfter > 0) await askLive(asker, liveAfter);
}

/** Sends as much as fits into the queue now. */
async function sendWave(asker: Asker): Promise<void> {
  abandonExcluded(asker.archive);
  for (;;) {
    asker.signal.throwIfAborted();
    const waiting = nextToOffer(asker);
    const batch = waiting ?? (await cutNext(asker));
    if (batch === 'wait' || batch === undefined) return;
    const next = await advance(asker, batch);
    if (next.state === 'open') await watchValidation(asker, next);
  }
}

/** A file that is cut and not yet a batch goes first; `wait` when it has to wait for room or time. */
function nextToOffer(asker: Asker): StoredBatch | 'wait' | undefined {
  const now = asker.clock.now();
  const waiting = batchesIn(asker.archive.catalog, 'written', 'uploaded');
  const next = waiting.find(
    (batch) => isDue(batch, now) && batch.inputTokens <= roomFor(asker, batch.model),
  );
  return next ?? (waiting.length > 0 ? 'wait' : undefined);
}

/** Estimated tokens that the queue of a model takes now. An empty one takes any single file. */
function roomFor(asker: Asker, model: string): number {
  const { catalog, settings } = asker.archive;
  const queued = queuedTokens(catalog, model);
  if (queued === 0) return Number.POSITIVE_INFINITY;
  return queueRoom(queueLimit(catalog, settings, model)) - queued;
}

/** Cuts the next batch file from what is released, if there is something, and the queue and the budget have room for it. */
async function cutNext(asker: Asker): Promise<StoredBatch | undefined> {
  const { archive, settings, price } = asker;
  const { catalog } = archive;
  const { model } = asker.profile;
  const limits = {
    requests: settings['batch.maxRequests'],
    bytes: mostFileBytes(catalog, settings),
    lineBytes: settings['batch.maxMegabytes'] * 1e6,
    tokens: partTokens(queueLimit(catalog, settings, model)),
  };
  const wanted = tokensOfNext(asker, limits);
  if (wanted === 0 || wanted > roomFor(asker, model)) return undefined;
  return cutBatch(asker, {
    waiting: () => waitingForBatch(asker),
    pathOf: (tag) => batchFile(archive, tag),
    limits,
    way: 'service',
    runId: latestRun(catalog)?.id ?? null,
    dollarsFor(requests) {
      const dollars = sumOf(requests, price, 'batch');
      new Budget(asker).take(dollars);
      return dollars;
    },
  });
}

/** Those that go into batches: not the ones that too many batches have failed. */
function waitingForBatch({ archive: { catalog }, settings }: Asker) {
  const failuresBelow = settings['batch.liveAfter'] || undefined;
  return waitingRequests(catalog, 'released', { failuresBelow });
}

/** Bytes of a request line besides its picture; rough. */
const lineBytes = 5000;

/** Estimated tokens of the file that would be cut next within these limits, or of all that is left. */
function tokensOfNext(asker: Asker, limits: FileLimits): number {
  let tokens = 0;
  let requests = 0;
  let bytes = 0;
  for (const request of waitingForBatch(asker)) {
    bytes += bytesInLine(asker.settings, request.previewBytes) + lineBytes;
    const isFull = tokens + tokensIn(request) > limits.tokens || bytes > limits.bytes;
    if (requests > 0 && (isFull || requests >= limits.requests)) return tokens;
    tokens += tokensIn(request);
    requests++;
  }
  return tokens;
}

/** Seconds between looks at a new batch: most are read within seconds, a missing file takes many minutes. */
const validationPauses = [1, 2, 5, 15, 15, 15, 60];

/** Watches a new batch until the service has read it, but not for long: collecting goes on watching. */
async function watchValidation(asker: Asker, batch: StoredBatch): Promise<void> {
  const { clock, signal, report } = asker;
  let current = batch;
  for (const seconds of validationPauses) {
    if (current.status !== 'validating' || current.state !== 'open') return;
    report({ stage: 'submit', done: 0, unit: 'batches', note: 'the service reads the file' });
    await clock.wait(seconds * 1000, signal);
    current = await advance(asker, current);
  }
}
