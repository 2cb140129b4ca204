/**
 * The life of a batch: validating, in progress, finalizing, an end. It advances when somebody asks for it: by so many
 * polls, or by the time that has passed since.
 */
import { type BatchRecord, failedWith, inStatus, isOver } from './batch.ts';
import { finish } from './batch-end.ts';
import { missingFile, queueFull, validateFile } from './batch-file.ts';
import { runLines } from './batch-run.ts';
import { type BatchFaults, faultsOfBatch } from './faults.ts';
import type { Service } from './service.ts';

/** Lets a batch that somebody asks for advance. Resolves to what can be shown now. */
export function poll(batch: BatchRecord, service: Service): Promise<BatchRecord> {
  return service.inTurn(async () => {
    const now = service.batches.get(batch.id) ?? batch;
    if (isOver(now))
      return now.withheld === 0 ? now : keep({ ...now, withheld: now.withheld - 1 }, service);
    return advance(keep({ ...now, polls: now.polls + 1 }, service), service);
  });
}

/** Lets all batches catch up with the clock: a new one may need the place of an old one. */
export async function catchUp(service: Service): Promise<void> {
  if (service.speed.by !== 'time') return;
  for (const batch of service.batches.all()) if (!isOver(batch)) await poll(batch, service);
}

/** Starts to cancel a batch, unless it is over. */
export function cancel(batch: BatchRecord, service: Service): Promise<BatchRecord> {
  return service.inTurn(async () => {
    const now = service.batches.get(batch.id) ?? batch;
    return isOver(now) || now.status === 'cancelling'
      ? now
      : keep(inStatus(now, 'cancelling', service.now()), service);
  });
}

function keep(batch: BatchRecord, { batches }: Service): BatchRecord {
  batches.put(batch);
  return batch;
}

/** Takes as many steps as are due. */
async function advance(batch: BatchRecord, service: Service): Promise<BatchRecord> {
  if (isOver(batch) || service.signal.aborted) return batch;
  const next = await step(batch, service);
  if (next !== batch) keep(next, service);
  return next.status === batch.status ? next : advance(next, service);
}

async function step(batch: BatchRecord, service: Service): Promise<BatchRecord> {
  const faults = faultsOfBatch(service.faults, batch.nth);
  const { status, expires_at: expires } = batch;
  if (status === 'cancelling') return finish(batch, 'cancelled', service);
  if (faults.stuck?.in === status) return batch;
  if (expires !== null && service.now() >= expires * 1000) return finish(batch, 'expired', service);
  if (status === 'in_progress') return run(batch, faults, service);
  if (!isDue(batch, faults, service)) return batch;
  return status === 'validating'
    ? validated(batch, faults, service)
    : finish(batch, 'completed', service);
}

/** Whether a batch has been validating or finalizing for long enough. */
function isDue(batch: BatchRecord, faults: BatchFaults, { speed, now }: Service): boolean {
  const byPolls = speed.by === 'polls';
  const slow = faults['slow-validating'];
  const wait =
    batch.status === 'validating'
      ? ((byPolls ? slow?.polls : slow?.milliseconds) ?? speed.validating ?? (byPolls ? 1 : 1000))
      : (speed.finalizing ?? (byPolls ? 0 : 500));
  return (byPolls ? batch.polls : now() - batch.since) >= wait;
}

/** The batch after its validation: in progress, or failed as a whole. */
async function validated(
  batch: BatchRecord,
  { invalid, 'token-limit': full }: BatchFaults,
  service: Service,
): Promise<BatchRecord> {
  const { blobs, files, now, queueLimit } = service;
  if (invalid !== undefined) {
    const { code = 'invalid_request', message = 'The batch is invalid.' } = invalid;
    const { line = null, param = null } = invalid;
    return failedWith(batch, [{ code, message, line, param }], now());
  }
  const file = batch.input_file_id;
  if (files.get(file) === undefined) return failedWith(batch, missingFile(file), now());
  const valid = await validateFile(blobs.path(file), batch.endpoint, service);
  if ('errors' in valid) return failedWith(batch, valid.errors, now());
  const { model, tokens, lines } = valid;
  const limit = full?.limit ?? queueLimit;
  if (full !== undefined || enqueued(model.snapshot, service) + tokens > limit)
    return failedWith(batch, queueFull(model.id, limit), now());
  return {
    ...inStatus(batch, 'in_progress', now()),
    model: model.snapshot,
    enqueued: tokens,
    request_counts: { total: lines, completed: 0, failed: 0 },
  };
}

/** Tokens of a model that wait in the queue; batches that ended lately may still be counted. */
function enqueued(model: string, service: Service): number {
  let sum = 0;
  for (const batch of service.batches.all()) {
    if (batch.enqueued === 0 || batch.model !== model) continue;
    const { checks, until } = batch.held;
    if (isOver(batch) && checks === 0 && until <= service.now()) {
      keep({ ...batch, enqueued: 0 }, service);
      continue;
    }
    if (isOver(batch) && checks > 0)
      keep({ ...batch, held: { until, checks: checks - 1 } }, service);
    sum += batch.enqueued;
  }
  return sum;
}

/** The batch after as many of its lines as would be done by now. */
async function run(
  batch: BatchRecord,
  { expired, cancelled }: BatchFaults,
  service: Service,
): Promise<BatchRecord> {
  const early = expired ?? cancelled;
  const { total } = batch.request_counts;
  const goal = early === undefined ? total : Math.floor(total * (early.part ?? 0.5));
  const reached = await runLines(batch, Math.min(goal, linesDue(batch, service)), service);
  if (reached.done < goal) return reached;
  if (early === undefined) return inStatus(reached, 'finalizing', service.now());
  return finish(reached, expired === undefined ? 'cancelled' : 'expired', service);
}

function linesDue(
  { polls, since, request_counts: { total } }: BatchRecord,
  { speed, now }: Service,
): number {
  if (speed.by === 'polls') return Math.ceil((total * polls) / Math.max(1, speed.running ?? 1));
  return Math.floor((now() - since) / (speed.line ?? 20));
}
