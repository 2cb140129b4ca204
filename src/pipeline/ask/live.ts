/** Asking one by one, at once and at the full price: the live engine, and the way out for photos that batches failed. */
import { pMapIterable } from 'p-map';
import {
  getRequest,
  isAnyWaiting,
  type RequestOfPhoto,
  setRequestState,
  waitingRequests,
  withdrawReleased,
} from '../../catalog/requests.ts';
import type { Asking } from './asking.ts';
import { LiveMeter } from './budget.ts';
import { deliveryOf } from './delivery.ts';
import { askOne, RateGate } from './one-live.ts';
import { stopOf } from './patience.ts';

export type LiveCounts = { readonly answered: number; readonly issues: number };

/**
 * Asks released requests live until none is left: those that came back from at least `failuresFrom` batches.
 * @throws StopError when nothing more will succeed; what was answered until then is kept
 */
export async function askLive(asking: Asking, failuresFrom: number): Promise<LiveCounts> {
  const { catalog } = asking.archive;
  const meter = new LiveMeter(asking);
  const total = { answered: 0, issues: 0 };
  // A request that gets a remedy waits again, possibly before the place in the archive that was reached.
  while (isAnyWaiting(catalog, 'released', { failuresFrom }))
    await askOnce(asking, failuresFrom, meter, total);
  return total;
}

/** After so many photos in a row that the service fails at, it is left alone. */
const mostFailing = 5;

/** Asks every request that waits now. What ends it, ends it after the calls under way, because they are paid for. */
async function askOnce(
  asking: Asking,
  failuresFrom: number,
  meter: LiveMeter,
  total: { answered: number; issues: number },
): Promise<void> {
  const { catalog } = asking.archive;
  const { signal, report } = asking.context;
  const gate = new RateGate(asking);
  const deliver = deliveryOf(asking.settings);
  const concurrency = asking.settings['live.concurrency'];
  const end = new End();
  let failing = 0;
  const requests = function* () {
    for (const request of waitingRequests(catalog, 'released', { failuresFrom })) {
      if (end.reached || signal.aborted) return;
      // The page it was read from may be older than the user's last decision.
      if (getRequest(catalog, request.id)?.state !== 'released') continue;
      if (!end.unless(() => meter.take(request))) return;
      // Marked at once, so that no request can be picked twice while others are under way.
      setRequestState(catalog, request.id, 'asking');
      yield request;
    }
  };
  const ask = (request: RequestOfPhoto) =>
    askOne(asking, request, deliver, gate).catch((error: unknown) => end.because(error));
  const answers = pMapIterable(requests(), ask, { concurrency, backpressure: concurrency });
  for await (const answer of answers) {
    if (answer === undefined) continue;
    const { request, taken, outcome, lost } = answer;
    meter.settle(request, outcome?.tokens, lost);
    if (taken.kind === 'stop') {
      withdrawReleased(catalog);
      end.because(stopOf(taken.failure) ?? new Error(taken.failure.message));
    }
    // One photo may be beyond the service; several in a row say that the service is.
    failing = outcome?.kind === 'failure' && outcome.failure.kind === 'again' ? failing + 1 : 0;
    if (failing >= mostFailing && outcome?.kind === 'failure') end.because(stopOf(outcome.failure));
    if (taken.kind === 'suggestion') total.answered++;
    if (taken.kind === 'issue') total.issues++;
    const done = total.answered + total.issues;
    report({ stage: 'submit', done, unit: 'photos', note: 'asked live' });
  }
  end.throwIfReached();
  signal.throwIfAborted();
}

/** The first reason for which no more is asked. */
class End {
  #reasons: unknown[] = [];

  get reached(): boolean {
    return this.#reasons.length > 0;
  }

  because(reason: unknown): undefined {
    this.#reasons.push(reason);
  }

  /** Does the work; false when it threw, which ends all. */
  unless(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.because(error);
      return false;
    }
  }

  throwIfReached(): void {
    if (this.reached) throw this.#reasons[0];
  }
}
