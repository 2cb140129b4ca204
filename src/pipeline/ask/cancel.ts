/** Cancelling batches, and giving up those that the service does not know any more. */
import { counted } from '../../amounts.ts';
import {
  batchesIn,
  findBatch,
  type StoredBatch,
  unknownStatus,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { StopError } from '../../errors.ts';
import type { StageContext } from '../archive/stage.ts';
import { type Asker, connectService, inTurn } from './asker.ts';
import { recoverBatches } from './batch-recovery.ts';
import { cancelBatch } from './batches.ts';
import { abandonBatch } from './failed-batch.ts';
import { learnFileSize } from './limits.ts';
import { isStuck } from './watch.ts';

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

type CancelOptions = {
  /** Its unanswered photos are sent again by the next `collect`, without another consent. */
  readonly resend?: boolean;
};

/**
 * Cancels a batch, or all with `all`. What it had answered is collected and billed as usual; its other photos wait
 * until they are submitted again, or are sent again.
 */
export function cancelBatches(
  context: StageContext,
  name: string,
  { resend = false }: CancelOptions = {},
): Promise<string[]> {
  const { archive } = context;
  return inTurn(archive, async () => {
    if (name !== 'all') named(context, name);
    const asker = await connectService(context, 'collect');
    // A batch that was being created when the program ended may exist.
    const notes = await recoverBatches(asker);
    const batches =
      name === 'all' ? batchesIn(archive.catalog, ...unfinished) : [named(context, name)];
    for (const batch of batches) notes.push(await cancelOne(asker, batch, resend));
    return notes;
  });
}

async function cancelOne(asker: Asker, batch: StoredBatch, resend: boolean): Promise<string> {
  const { archive } = asker;
  // Whatever the service cannot read in time is worth trying in smaller files.
  if (isStuck(batch, asker.clock.now())) learnFileSize(archive.catalog, batch.bytes);
  if (batch.state !== 'open') {
    abandonBatch(archive, batch, resend ? 'send again' : 'ask the user');
    return `Batch ${batch.id} was not under way; its ${counted(batch.requests, 'photo waits', 'photos wait')} again.`;
  }
  // Written down before the call: after a crash in between, the photos are still sent again.
  const marked = updateBatchDurably(archive.catalog, batch.id, { resend: resend ? 1 : 0 });
  const now = await cancelBatch(asker, marked);
  if (now.status === unknownStatus) return `Batch ${batch.id}: ${now.failure}`;
  if (now.endedAt !== null)
    return `Batch ${batch.id} has already ended; \`proofsheet collect\` takes in what it answered.`;
  return `Batch ${batch.id} is being cancelled, which takes up to ten minutes; \`proofsheet collect\` takes in what it had answered${resend ? ' and sends its other photos again' : ''}.`;
}

/** Gives up a batch without asking the service; its photos wait until they are submitted, and paid for, again. */
export function forgetBatch(context: StageContext, name: string): string[] {
  const batch = named(context, name);
  abandonBatch(context.archive, batch, 'ask the user');
  return [
    `Batch ${batch.id} is given up; its ${counted(batch.requests, 'photo waits', 'photos wait')} again.`,
  ];
}
