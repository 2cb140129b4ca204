/** submit: sends what was prepared, after the user's consent to its estimate, as far as the service has room for it. */

import { counted, dollarText } from '../../amounts.ts';
import { batchesIn } from '../../catalog/batches.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { beginRun, setRunRequests } from '../../catalog/ledger.ts';
import { countReady } from '../../catalog/photos.ts';
import { releaseReady } from '../../catalog/request-moves.ts';
import { isAnyWaiting } from '../../catalog/requests.ts';
import { countAskedAgain } from '../../catalog/unsent.ts';
import { heldBackNote } from '../archive/held-back.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { type Asker, billNotes, connectService, inTurn } from './asker.ts';
import { recoverBatches } from './batch-recovery.ts';
import { Budget, budgetExceeded } from './budget.ts';
import { type Estimate, estimateWaiting, modelNotes, priceText } from './estimate.ts';
import { clearHosted, endHosting } from './hosting.ts';
import { prepare } from './prepare.ts';
import { probe } from './probe.ts';
import { sendReleased } from './send.ts';
import { lookUpShutdown } from './shutdown.ts';
import { prepareAgain } from './try-again.ts';

type SubmitOptions = {
  /** Send at most this many photos, the first in archive order. */
  readonly limit?: number | undefined;
};

/**
 * Releases everything that is prepared and sends as much of it as fits into the service's queue; collecting sends the
 * rest as room appears. Calling it is the user's consent to the estimate.
 * @throws StopError before anything is sent: `no-key`, `budget-exceeded`, `bill-unexpected`, ...
 */
export function submit(context: StageContext, options: SubmitOptions = {}): Promise<StageSummary> {
  return inTurn(context.archive, () => submitNow(context, options)).finally(() =>
    endHosting(context.archive),
  );
}

async function submitNow(context: StageContext, { limit }: SubmitOptions): Promise<StageSummary> {
  const { archive, clock } = context;
  const asker = await connectService(context, 'submit');
  const notes: string[] = [];
  if (prepareAgain(archive) > 0) notes.push(...(await prepare(context)).notes);
  asker.tell('asking the service');
  notes.push(...(await recoverBatches(asker)));
  const { model } = archive.settings;
  const { service } = asker;
  const { signal } = context;
  await lookUpShutdown(archive.catalog, service, { model, now: clock.now(), signal });
  const estimate = estimateWaiting(archive, clock.now());
  const before = countUnsent(archive.catalog);
  if (estimate.photos > 0) notes.push(...modelNotes(estimate), ...release(asker, estimate, limit));
  if (
    isAnyWaiting(archive.catalog, 'released') ||
    batchesIn(archive.catalog, 'written', 'uploaded').length > 0
  )
    notes.push(...(await send(asker)), ...(await clearHosted(context)));
  const left = countUnsent(archive.catalog);
  const held = isAnyWaiting(archive.catalog, 'ready');
  if (before === 0)
    notes.push('Nothing is waiting to be sent.', ...heldBackNote(archive.catalog, 'submit'));
  else if (left > 0 && !held)
    notes.push(
      `${counted(left, 'photo waits', 'photos wait')} for room in the queue; collecting sends the rest as it appears.`,
    );
  return { stage: 'submit', done: Math.max(0, before - left), issues: 0, notes };
}

/** Photos that stand to be sent, and those that are asked again. */
function countUnsent(catalog: Catalog): number {
  return countReady(catalog, 'submit') + countAskedAgain(catalog, { chosen: true }).submit;
}

/** Writes the user's consent down, unless it would cost too much. */
function release(asker: Asker, estimate: Estimate, limit: number | undefined): string[] {
  const { catalog } = asker.archive;
  const { budget } = asker.settings;
  if (estimate.dollars === undefined) new Budget(asker).take(undefined);
  const whole = estimate.dollars ?? 0;
  const share = limit === undefined ? 1 : Math.min(1, limit / estimate.photos);
  if (budget > 0 && whole * share > budget) throw budgetExceeded(whole * share, budget);
  catalog.transaction(() => {
    const runId = beginRun(catalog, {
      startedAt: asker.clock.now().toISOString(),
      dollars: estimate.dollars === undefined ? null : whole * share,
      budget,
    });
    const released = releaseReady(catalog, runId, limit);
    setRunRequests(catalog, runId, released);
  });
  if (limit === undefined || limit >= estimate.photos)
    return [`Agreed to send ${counted(estimate.photos, 'photo')}, ${priceText(estimate)}.`];
  return [
    `The first ${counted(limit, 'photo')} of ${estimate.photos}, about ${dollarText(whole * share)}.`,
  ];
}

async function send(asker: Asker): Promise<string[]> {
  if (asker.settings.engine !== 'batch') {
    await sendReleased(asker);
    const { answered, issues } = asker.totals;
    return [
      `${counted(answered, 'photo')} answered live${issues > 0 ? `, ${issues} held back` : ''}.`,
      ...billNotes(asker.totals),
    ];
  }
  const notes = await probe(asker);
  await sendReleased(asker);
  return [...notes, 'It is safe to close the program: the batches go on at the service.'];
}
