/** Asking one by one, at once and at the full price: the live engine, and the way out for photos that batches failed. */
import { pMapIterable } from 'p-map';
import { setRequestState, withdrawReleased } from '../../catalog/request-moves.ts';
import {
  getRequest,
  isAnyWaiting,
  type RequestOfPhoto,
  waitingRequests,
} from '../../catalog/requests.ts';
import { tallyUp } from './apply-result.ts';
import type { Asking } from './asking.ts';
import { LiveMeter } from './budget.ts';
import { askOne, RateGate } from './live-call.ts';
import { stopOf } from './retry.ts';

/**
 * Asks released requests live until none is left: those that came back from at least `failuresFrom` batches.
 * @throws StopError when nothing more will succeed; what was answered until then is kept
 */
export async function askLive(asking: Asking, failuresFrom: number): Promise<void> {
  const meter = new LiveMeter(asking);
  // A request that gets a remedy waits again, possibly before the place in the archive that was reached.
  while (isAnyWaiting(asking.archive.catalog, 'released', { failuresFrom }))
    await askAllWaiting(asking, failuresFrom, meter);
}

/** After so many photos in a row that the service fails at, it is left alone. */
const mostFailing = 5;

/** Asks every request that waits now. Whatever stops it lets the calls under way finish, because they are paid for. */
async function askAllWaiting(
  asking: Asking,
  failuresFrom: number,
  meter: LiveMeter,
): Promise<void> {
  const { catalog } = asking.archive;
  const { signal, report } = asking.context;
  const { tally, settings } = asking;
  const gate = new RateGate(asking);
  const concurrency = settings['live.concurrency'];
  const reasonsToEnd: unknown[] = [];
  const endFor = (reason: unknown): undefined => void reasonsToEnd.push(reason);
  const requests = function* () {
    for (const request of waitingRequests(catalog, 'released', { failuresFrom })) {
      if (reasonsToEnd.length > 0 || signal.aborted) return;
      // The page it was read from may be older than the user's last decision.
      if (getRequest(catalog, request.id)?.state !== 'released') continue;
      try {
        meter.take(request);
      } catch (error) {
        return endFor(error);
      }
      // Marked at once, so that no request can be picked twice while others are under way.
      setRequestState(catalog, request.id, 'asking');
      yield request;
    }
  };
  const ask = (request: RequestOfPhoto) => askOne(asking, request, gate).catch(endFor);
  let failing = 0;
  for await (const answer of pMapIterable(requests(), ask, {
    concurrency,
    backpressure: concurrency,
  })) {
    if (answer === undefined) continue;
    const { request, applied, outcome, lost } = answer;
    meter.settle(request, outcome?.tokens, lost);
    if (applied.kind === 'stop') {
      withdrawReleased(catalog);
      endFor(stopOf(applied.failure) ?? new Error(applied.failure.message));
    }
    // One photo may be beyond the service; several in a row say that the service is.
    failing = outcome?.kind === 'failure' && outcome.failure.kind === 'again' ? failing + 1 : 0;
    if (failing >= mostFailing && outcome?.kind === 'failure') endFor(stopOf(outcome.failure));
    tallyUp(tally, applied);
    report({
      stage: 'submit',
      done: tally.answered + tally.issues,
      unit: 'photos',
      note: 'asked live',
    });
  }
  if (reasonsToEnd.length > 0) throw reasonsToEnd[0];
  signal.throwIfAborted();
}
