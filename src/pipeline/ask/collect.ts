/** collect: follows the batches at the service, takes their answers in, and sends what has been waiting for room. */

import { counted } from '../../amounts.ts';
import { batchesIn, type StoredBatch } from '../../catalog/batches.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { countAnswered } from '../../catalog/photos.ts';
import { isAnyWaiting, withdrawReleased } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { countAll } from '../review/accept.ts';
import { type Asking, openAsking } from './asking.ts';
import { cleanUp, deleteLeftovers } from './clean-up.ts';
import { type Collected, collectBatch, nothingCollected } from './collect-batch.ts';
import { dissolveUnsent } from './dissolve.ts';
import { pollBatch, unknownStatus } from './follow.ts';
import { askLive } from './live.ts';
import { stopOf } from './patience.ts';
import { reconcile } from './reconcile.ts';
import { failuresBelow, sendWave } from './send.ts';
import { inTurn } from './turns.ts';
import { returnToPrepare, trimUnneeded } from './upkeep.ts';
import { isStuck, pauseUntilNext } from './watch.ts';

export type CollectOptions = {
  /** Stay until every batch has been collected and nothing waits to be sent. */
  readonly wait?: boolean;
};

/** How long a service that stays away is left alone before looking again, while waiting. */
const outagePause = 5 * 60_000;

/**
 * Collects what has ended and sends what waits for room, once or until nothing is under way.
 * @throws StopError when nothing more will succeed; everything that had come is taken in before
 */
export async function collect(
  context: StageContext,
  { wait = false }: CollectOptions = {},
): Promise<StageSummary> {
  const counts = nothingCollected();
  if (!hasWork(context) && !hasLeftovers(context))
    return summary(context, counts, ['No batch is under way.']);
  const asking = await openAsking(context, 'collect');
  asking.context.tell('asking the service');
  const notes = await inTurn(context.archive, () => reconcile(asking));
  const changed = returnToPrepare(context.archive);
  if (changed > 0)
    notes.push(
      `${counted(changed, 'photo')} had been prepared with other settings and ${changed === 1 ? 'is' : 'are'} not sent; prepare and submit again.`,
    );
  for (;;) {
    const pause = await roundOf(asking, counts, wait);
    if (!wait || !hasWork(context) || onlyUnknown(context)) break;
    reportUnderWay(asking);
    await context.clock.wait(
      pause ?? pauseUntilNext(context.archive, context.clock.now()),
      context.signal,
    );
  }
  if (counts.suggestions > 0) await countAll(context, 'collect');
  if (counts.suggestions > 0) {
    await trimUnneeded(context.archive);
    if (!hasWork(context)) await deleteLeftovers(asking);
  }
  return summary(context, counts, notes);
}

/** Whether anything is at the service or waits to be sent. */
function hasWork({ archive: { catalog } }: StageContext): boolean {
  return (
    batchesIn(catalog, 'written', 'uploaded', 'creating', 'open').length > 0 ||
    isAnyWaiting(catalog, 'released')
  );
}

/** Whether files of batches that are over are still at the service. */
function hasLeftovers({ archive: { catalog, settings } }: StageContext): boolean {
  return settings['batch.deleteInputs'] && undeleted(catalog).length > 0;
}

function undeleted(catalog: Catalog): StoredBatch[] {
  return batchesIn(catalog, 'collected', 'dissolved').filter(
    ({ inputsDeleted, inputFile }) => inputsDeleted === 0 && inputFile !== null,
  );
}

/** Nothing will come of waiting for batches that the service does not know. */
function onlyUnknown({ archive: { catalog } }: StageContext): boolean {
  const open = batchesIn(catalog, 'written', 'uploaded', 'creating', 'open');
  return open.length > 0 && open.every(({ status }) => status === unknownStatus);
}

/** One look at everything. Returns a pause when the service is away and the user wants to wait for it. */
async function roundOf(
  asking: Asking,
  counts: Collected,
  wait: boolean,
): Promise<number | undefined> {
  try {
    await inTurn(asking.archive, () => lookOnce(asking, counts));
    return undefined;
  } catch (error) {
    const away = error instanceof StopError && error.code === 'service-unreachable';
    if (!wait || !away) throw error;
    asking.context.report({
      stage: 'collect',
      done: counts.suggestions,
      unit: 'photos',
      note: 'the service is away; looking again in 5 minutes',
    });
    return outagePause;
  }
}

async function lookOnce(asking: Asking, counts: Collected): Promise<void> {
  const { catalog } = asking.archive;
  for (const batch of batchesIn(catalog, 'open')) {
    asking.context.signal.throwIfAborted();
    // A failed one may have ended just before a crash, its reason not acted upon: it is looked at again.
    const known = batch.endedAt !== null && batch.status !== 'failed';
    const polled = known ? batch : await pollBatch(asking, batch);
    if (polled.state === 'open' && polled.endedAt !== null)
      await collectBatch(asking, polled, counts);
  }
  for (const batch of undeleted(catalog)) await cleanUp(asking, batch);
  if (counts.stop !== undefined) {
    withdrawReleased(catalog);
    throw stopOf(counts.stop) ?? new Error(counts.stop.message);
  }
  try {
    await sendRest(asking, counts);
  } catch (error) {
    if (!(error instanceof StopError) || error.code !== 'budget-exceeded') throw error;
    // What is under way is worth waiting for; the rest needs the user's consent anew.
    withdrawReleased(catalog);
    counts.notes.push(`${error.message} ${error.advice}`);
  }
}

/** What was released and has not been sent: photos that batches failed go live, the others as the queue has room. */
async function sendRest(asking: Asking, counts: Collected): Promise<void> {
  const live = asking.settings.engine === 'live';
  if (live) dissolveUnsent(asking.archive);
  if (!live) await sendWave(asking);
  if (!live && asking.settings['batch.liveAfter'] === 0) return;
  const { answered, issues } = await askLive(asking, live ? 0 : failuresBelow(asking));
  counts.suggestions += answered;
  counts.issues += issues;
}

function reportUnderWay(asking: Asking): void {
  const open = batchesIn(asking.archive.catalog, 'open');
  const total = open.reduce((sum, batch) => sum + batch.requests, 0);
  const done = open.reduce((sum, batch) => sum + batch.completed + batch.failed, 0);
  const stuck = open.filter((batch) => isStuck(batch, asking.context.clock.now()));
  const note =
    stuck.length === 0
      ? `${counted(open.length, 'batch', 'batches')} at the service; closing is safe`
      : `${stuck.length === 1 ? `batch ${stuck[0]?.id} seems` : `${stuck.length} batches seem`} stuck; they can be cancelled and sent again`;
  asking.context.report({ stage: 'collect', done, total, unit: 'photos', note });
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
  return `${counted(now, 'photo')} answered${all > now ? `, ${all.toLocaleString('en-US')} in all` : ''}.`;
}

function summary(context: StageContext, counts: Collected, notes: string[]): StageSummary {
  const { catalog } = context.archive;
  const open = batchesIn(catalog, 'open', 'creating', 'uploaded', 'written');
  const underWay = open.reduce((sum, batch) => sum + batch.requests, 0);
  const said = [...notes, ...counts.notes];
  if (counts.suggestions > 0) said.push(answeredNote(counts.suggestions, countAnswered(catalog)));
  if (counts.reasons.size > 0) said.push(`Not answered: ${reasonsText(counts.reasons)}.`);
  if (counts.again > 0)
    said.push(`${counted(counts.again, 'photo is', 'photos are')} asked again.`);
  if (counts.issues > 0)
    said.push(`${counted(counts.issues, 'photo needs', 'photos need')} a person.`);
  if (underWay > 0)
    said.push(
      `${counted(underWay, 'photo')} in ${counted(open.length, 'batch', 'batches')} under way; answers come within a day, often much sooner.`,
    );
  for (const batch of open)
    if (batch.failure !== null) said.push(`Batch ${batch.id}: ${batch.failure}`);
  return { stage: 'collect', done: counts.suggestions, issues: counts.issues, notes: said };
}
