/** Cancelling batches, and giving up those that the service does not know any more. */
import { batchesIn, findBatch, type StoredBatch } from '../catalog/batches.ts';
import { StopError } from '../errors.ts';
import { openAsking } from './ask/asking.ts';
import { dissolve } from './ask/dissolve.ts';
import { noteRemote } from './ask/follow.ts';
import { patiently } from './ask/patience.ts';
import { reconcile } from './ask/reconcile.ts';
import { inTurn } from './ask/turns.ts';
import type { StageContext } from './stage.ts';

const unfinished = ['written', 'uploaded', 'creating', 'open', 'exported'] as const;

/** The batch that the user names by our number, our tag or the service's id. @throws StopError `usage` */
function named(context: StageContext, name: string): StoredBatch {
  const batch = findBatch(context.archive.catalog, name);
  if (batch !== undefined && unfinished.some((state) => state === batch.state)) return batch;
  throw new StopError(
    'usage',
    batch === undefined ? `There is no batch ${name}.` : `Batch ${name} is over.`,
    'List them with `proofsheet batch list`.',
  );
}

/**
 * Cancels a batch, or all with `all`. What it had answered is collected and billed as usual; its other photos wait
 * until they are submitted again.
 */
export function cancelBatches(context: StageContext, name: string): Promise<string[]> {
  return inTurn(context.archive, () => cancelNow(context, name));
}

async function cancelNow(context: StageContext, name: string): Promise<string[]> {
  const { catalog } = context.archive;
  if (name !== 'all') named(context, name);
  const asking = await openAsking(context);
  // A batch that was being created when the program ended may exist.
  const notes = await reconcile(asking);
  const batches = name === 'all' ? batchesIn(catalog, ...unfinished) : [named(context, name)];
  for (const batch of batches) {
    const { remoteId } = batch;
    if (batch.state !== 'open' || remoteId === null) {
      dissolve(asking.archive, batch, { takeBack: true });
      notes.push(`Batch ${batch.id} was not under way; its ${batch.requests} photos wait again.`);
      continue;
    }
    const remote = await patiently(() => asking.service.cancel(remoteId, context.signal), context);
    await noteRemote(asking, batch, remote);
    notes.push(
      `Batch ${batch.id} is being cancelled, which takes up to ten minutes; \`proofsheet collect\` takes in what it had answered.`,
    );
  }
  return notes;
}

/** Gives up a batch without asking the service; its photos wait until they are submitted, and paid for, again. */
export function forgetBatch(context: StageContext, name: string): string[] {
  const batch = named(context, name);
  dissolve(context.archive, batch, { takeBack: true });
  return [`Batch ${batch.id} is given up; its ${batch.requests} photos wait again.`];
}
