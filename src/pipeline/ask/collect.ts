/** collect: follows the batches at the service, takes their answers in, and sends what has been waiting for room. */
import { count, counted } from '../../amounts.ts';
import { batchesIn, type StoredBatch, unknownStatus } from '../../catalog/batches.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { countAnswered } from '../../catalog/photos.ts';
import { withdrawReleased } from '../../catalog/request-moves.ts';
import { isAnyWaiting } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { bounds } from '../../openai/bounds.ts';
import { trimUnneeded } from '../archive/previews.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { countAll } from '../review/accept.ts';
import {
  type Asker,
  billNotes,
  connectService,
  emptyTotals,
  inTurn,
  type RunTotals,
} from './asker.ts';
import { deleteLeftovers } from './batch-folder.ts';
import { recoverBatches } from './batch-recovery.ts';
import { advance, phaseOf } from './batches.ts';
import { clearHosted, endHosting } from './hosting.ts';
import { endingFor } from './retry.ts';
import { sendReleased } from './send.ts';
import { prepareAgain } from './try-again.ts';
import { isGivenUp, isStuck, overdueText, pauseUntilNext } from './watch.ts';

type CollectOptions = {
  /** Stay until every batch has been collected and nothing waits to be sent. */
  readonly wait?: boolean;
};

/**
 * Collects what has ended and sends what waits for room, once or until nothing is under way.
 * @throws StopError when nothing more will succeed; everything that had come is taken in before
 */
export function collect(
  context: StageContext,
  options: CollectOptions = {},
): Promise<StageSummary> {
  return collectNow(context, options).finally(() => endHosting(context.archive));
}

async function collectNow(
  context: StageContext,
  { wait = false }: CollectOptions,
): Promise<StageSummary> {
  const { archive, clock, signal } = context;
  if (!hasWork(context) && !hasLeftovers(context))
    return summaryOf(context, emptyTotals(), [
      'No batch is under way.',
      ...(await clearHosted(context)),
    ]);
  const asker = await connectService(context, 'collect');
  const { totals } = asker;
  asker.tell('asking the service');
  const notes = await inTurn(archive, () => recoverBatches(asker));
  const changed = prepareAgain(archive);
  if (changed > 0)
    notes.push(
      `${counted(changed, 'photo')} ${changed === 1 ? 'was' : 'were'} prepared with other settings and not sent; prepare and submit again.`,
    );
  for (let outages = 0; ; ) {
    const pause = await lookOrPause(asker, wait && outages < bounds.outages);
    outages = pause === undefined ? 0 : outages + 1;
    if (!wait || !hasWork(context) || isHopeless(context)) break;
    reportUnderWay(asker);
    await clock.wait(pause ?? pauseUntilNext(archive, clock.now()), signal);
  }
  if (totals.answered > 0) {
    await countAll(context, 'collect');
    await trimUnneeded(archive);
    if (!hasWork(context)) await deleteLeftovers(asker);
  }
  totals.notes.push(...(await inTurn(archive, () => clearHosted(context))));
  return summaryOf(context, totals, notes);
}

/** Batches that are not over, oldest first. */
function underWay(catalog: Catalog): StoredBatch[] {
  return batchesIn(catalog, 'written', 'uploaded', 'creating', 'open');
}

/** Whether anything is at the service or waits to be sent. */
function hasWork({ archive: { catalog } }: StageContext): boolean {
  return underWay(catalog).length > 0 || isAnyWaiting(catalog, 'released');
}

/** Whether files of batches that are over are still at the service. */
function hasLeftovers({ archive: { catalog, settings } }: StageContext): boolean {
  return settings['batch.deleteInputs'] && undeleted(catalog).length > 0;
}

function undeleted(catalog: Catalog): StoredBatch[] {
  return batchesIn(catalog, 'collected', 'abandoned').filter(
    ({ inputsDeleted, inputFile }) => inputsDeleted === 0 && inputFile !== null,
  );
}

/** Nothing will come of waiting for batches that the service does not know, or should have ended a day ago. */
function isHopeless({ archive: { catalog }, clock }: StageContext): boolean {
  const batches = underWay(catalog);
  const now = clock.now();
  return (
    batches.length > 0 &&
    batches.every((batch) => batch.status === unknownStatus || isGivenUp(batch, now))
  );
}

/** One look at everything. Returns a pause when the service is away and the user wants to wait for it. */
async function lookOrPause(asker: Asker, wait: boolean): Promise<number | undefined> {
  const { archive, totals } = asker;
  try {
    await inTurn(archive, () => look(asker));
    return undefined;
  } catch (error) {
    const isAway = error instanceof StopError && error.code === 'service-unreachable';
    if (!wait || !isAway) throw error;
    asker.report({
      stage: 'collect',
      done: totals.answered,
      unit: 'photos',
      note: 'the service cannot be reached; looking again in 5 minutes',
    });
    return bounds.outagePause;
  }
}

async function look(asker: Asker): Promise<void> {
  const { archive, totals } = asker;
  const { catalog } = archive;
  for (const batch of batchesIn(catalog, 'creating', 'open')) {
    asker.signal.throwIfAborted();
    const next = phaseOf(batch) === 'ended' ? batch : await advance(asker, batch);
    if (phaseOf(next) === 'ended') await advance(asker, next);
  }
  for (const batch of undeleted(catalog)) await advance(asker, batch);
  if (totals.stop !== undefined) {
    withdrawReleased(catalog);
    throw endingFor(totals.stop);
  }
  try {
    await sendReleased(asker);
  } catch (error) {
    if (!(error instanceof StopError) || error.code !== 'budget-exceeded') throw error;
    // What is under way is worth waiting for; the rest needs the user's consent again.
    withdrawReleased(catalog);
    totals.notes.push(`${error.message} ${error.advice}`);
  }
}

function reportUnderWay({ archive, clock, report }: Asker): void {
  const open = batchesIn(archive.catalog, 'open');
  const total = open.reduce((sum, batch) => sum + batch.requests, 0);
  const done = open.reduce((sum, batch) => sum + batch.completed + batch.failed, 0);
  const stuck = open.filter((batch) => isStuck(batch, clock.now()));
  const note =
    stuck.length === 0
      ? `${counted(open.length, 'batch', 'batches')} at the service; closing is safe`
      : `${stuck.length === 1 ? `batch ${stuck[0]?.id} seems` : `${stuck.length} batches seem`} stuck; they can be cancelled and sent again`;
  report({ stage: 'collect', done, total, unit: 'photos', note });
}

/** `12 x rate_limit_exceeded, 3 x missing`, the most frequent first. */
function reasonsText(reasons: ReadonlyMap<string, number>): string {
  return [...reasons]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([code, times]) => `${times} x ${code}`)
    .join(', ');
}

/** With those that were answered before, such as the one that was asked live as a test. */
function answeredNote(now: number, all: number): string {
  return `${counted(now, 'photo')} answered${all > now ? ` now, ${count(all)} with those before` : ''}.`;
}

function summaryOf(context: StageContext, totals: RunTotals, first: string[]): StageSummary {
  const { catalog } = context.archive;
  const { answered, again, issues, reasons } = totals;
  const batches = underWay(catalog);
  const photos = batches.reduce((sum, batch) => sum + batch.requests, 0);
  const notes = [...first, ...totals.notes, ...billNotes(totals)];
  if (answered > 0) notes.push(answeredNote(answered, countAnswered(catalog)));
  const isOver = !hasWork(context) && !isAnyWaiting(catalog, 'ready');
  const when = isOver && issues === 0 ? ' at first' : '';
  if (reasons.size > 0) notes.push(`Not answered${when}: ${reasonsText(reasons)}.`);
  if (again > 0)
    notes.push(
      `${isOver ? counted(again, 'photo was', 'photos were') : counted(again, 'photo is', 'photos are')} asked again.`,
    );
  if (issues > 0) notes.push(`${counted(issues, 'photo needs', 'photos need')} your attention.`);
  if (photos > 0)
    notes.push(
      `${counted(photos, 'photo')} in ${counted(batches.length, 'batch', 'batches')} under way; answers come within a day, often much sooner.`,
    );
  for (const batch of batches) {
    const why = batch.failure ?? overdueText(batch, context.clock.now());
    if (why !== undefined) notes.push(`Batch ${batch.id}: ${why}`);
  }
  return { stage: 'collect', done: answered, issues, notes };
}
