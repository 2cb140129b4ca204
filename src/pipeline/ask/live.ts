/** Asking one by one, at once and at the full price: the live engine, and the way out for photos that batches failed. */
import { pMapIterable } from 'p-map';
import { beginLiveAttempt, withdrawAttempt } from '../../catalog/ledger.ts';
import { loseAttempt } from '../../catalog/lost-calls.ts';
import { failRequest, setRequestState, withdrawReleased } from '../../catalog/request-moves.ts';
import {
  getRequest,
  isAnyWaiting,
  type RequestOfPhoto,
  waitingRequests,
} from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { type AnswerOutcome, readLiveReply } from '../../openai/answer.ts';
import { bounds } from '../../openai/bounds.ts';
import type { RequestBody } from '../../openai/request.ts';
import type { ServiceReply } from '../../openai/service.ts';
import { type Applied, addToTotals, applyResult, wayBilled } from './apply-result.ts';
import type { Asker } from './asker.ts';
import { Budget } from './budget.ts';
import { assertRoomForReplies, keepReply } from './kept-replies.ts';
import { liveBody } from './request-line.ts';
import { estimateOf } from './request-profile.ts';
import { endingFor, pauseAfter, stopOf, withRetries } from './retry.ts';

/**
 * Asks released requests live until none is left: those that came back from at least `failuresFrom` batches.
 * @throws StopError when nothing more will succeed; what was answered until then is kept
 */
export async function askLive(asker: Asker, failuresFrom: number): Promise<void> {
  const budget = new Budget(asker);
  // A request that gets a remedy waits again, possibly before the place in the archive that was reached.
  while (isAnyWaiting(asker.archive.catalog, 'released', { failuresFrom }))
    await askAllWaiting(asker, failuresFrom, budget);
}

/** After so many photos in a row that the service fails, or answers with what nobody can read, we stop asking. */
const mostFailing = { again: bounds.liveFailures, 'not-understood': bounds.unreadable };

/** Asks every request that waits now. Whatever stops it lets the calls under way finish, because they are paid for. */
async function askAllWaiting(asker: Asker, failuresFrom: number, budget: Budget): Promise<void> {
  const { catalog } = asker.archive;
  const { signal, report } = asker;
  const { totals, settings, price } = asker;
  const isFlex = settings.engine === 'flex';
  const asked = isFlex ? 'flex' : 'live';
  const gate = new RateGate(asker);
  const concurrency = settings['live.concurrency'];
  const reasonsToEnd: unknown[] = [];
  const endFor = (reason: unknown): undefined => void reasonsToEnd.push(reason);
  const requests = function* () {
    for (const request of waitingRequests(catalog, 'released', { failuresFrom })) {
      if (reasonsToEnd.length > 0 || signal.aborted) return;
      // The page it was read from may be older than the user's last decision.
      if (getRequest(catalog, request.id)?.state !== 'released') continue;
      try {
        budget.take(estimateOf(request, price, asked));
      } catch (error) {
        return endFor(error);
      }
      // Marked at once, so that no request can be picked twice while others are under way.
      setRequestState(catalog, request.id, 'asking');
      yield request;
    }
  };
  const ask = (request: RequestOfPhoto) =>
    askOne(asker, request, gate, { isFlex, budget }).catch(endFor);
  const failing = { again: 0, 'not-understood': 0 };
  for await (const answer of pMapIterable(requests(), ask, {
    concurrency,
    backpressure: concurrency,
  })) {
    if (answer === undefined) continue;
    const { request, applied, outcome, lost } = answer;
    const billed = wayBilled({ way: 'live', isFlex }, outcome);
    budget.settle(request, outcome?.tokens, lost, { asked, billed });
    if (isFlex && billed === 'live' && outcome?.tokens !== undefined) totals.fullPrice++;
    if (applied.kind === 'stop') {
      withdrawReleased(catalog);
      endFor(endingFor(applied.failure));
    }
    // One photo may be beyond the service; several in a row say that the service is.
    const failure = outcome?.kind === 'failure' ? outcome.failure : undefined;
    for (const kind of ['again', 'not-understood'] as const) {
      failing[kind] = failure?.kind === kind ? failing[kind] + 1 : 0;
      if (failure !== undefined && failing[kind] >= mostFailing[kind]) endFor(stopOf(failure));
    }
    addToTotals(totals, applied, outcome);
    report({
      stage: 'submit',
      done: totals.answered + totals.issues,
      unit: 'photos',
      note: 'asked live',
    });
  }
  if (reasonsToEnd.length > 0) throw reasonsToEnd[0];
  signal.throwIfAborted();
}

/** A door all live requests go through; it closes for a while when the service says that its room is used up. */
export class RateGate {
  #opensAt = 0;
  readonly #asking: Pick<Asker, 'clock' | 'signal'>;

  constructor(asker: Pick<Asker, 'clock' | 'signal'>) {
    this.#asking = asker;
  }

  async pass(): Promise<void> {
    const { clock, signal } = this.#asking;
    for (;;) {
      signal.throwIfAborted();
      const wait = this.#opensAt - clock.now().getTime();
      // A longer wait than any was begun by a clock that was set back since.
      if (wait <= 0 || wait > bounds.longestAsked) return;
      await clock.wait(wait, signal);
    }
  }

  /** Notes what a reply says about the room that is left this minute. */
  note(reply: ServiceReply): void {
    const { requests, tokens, resetsIn } = reply.room;
    if (resetsIn !== undefined && (requests === 0 || tokens === 0)) this.close(resetsIn);
  }

  close(milliseconds: number): void {
    const now = this.#asking.clock.now().getTime();
    const before = this.#opensAt - now > bounds.longestAsked ? now : this.#opensAt;
    this.#opensAt = Math.max(before, now + Math.min(milliseconds, bounds.longestAsked));
  }
}

type LiveOutcome = {
  readonly request: RequestOfPhoto;
  readonly applied: Applied;
  readonly outcome?: AnswerOutcome;
  /** How many calls got no reply before this outcome. */
  readonly lost: number;
};

/** How the service says that flex has no room; nothing was done or billed. */
const noRoom = 'resource_unavailable';

function noRoomInFlex(message: string): StopError {
  return new StopError(
    'service-unreachable',
    `The service has no room for flex now: ${message}`,
    'Nothing was billed for what it refused. Run the same command later, or ask at the full price with `--set flex.fallback=live`.',
  );
}

type FlexOptions = {
  /** At the price of batches, as long as the service has room. */
  readonly isFlex?: boolean;
  /** What the full price is taken off where it has none. */
  readonly budget?: Budget;
};

/**
 * Asks one request and takes its outcome in. It is allowed to finish when the user interrupts, because it is paid for.
 * The request has to be marked as asking; when this throws, it waits again, for new consent if it was called.
 */
export async function askOne(
  asker: Asker,
  request: RequestOfPhoto,
  gate: RateGate,
  { isFlex = false, budget }: FlexOptions = {},
): Promise<LiveOutcome> {
  const { archive, price, service, settings } = asker;
  const { catalog } = archive;
  const estimated = estimateOf(request, price, isFlex ? 'flex' : 'live');
  let lost = 0;
  /** The entry in the ledger of a call under way. One that was refused is made again under the same entry. */
  let attemptId: number | undefined;
  const call = async (body: RequestBody) => {
    await assertRoomForReplies(archive);
    // Written down before it is made.
    attemptId ??= beginLiveAttempt(catalog, request, asker.clock.now(), estimated);
    try {
      return await service.complete(body);
    } catch (error) {
      // No reply came: it may have been carried out, and the next call is another one.
      loseAttempt(catalog, attemptId);
      attemptId = undefined;
      lost++;
      throw error;
    }
  };
  let reply: ServiceReply;
  try {
    const body = await liveBody(asker, request);
    if ('issue' in body) {
      catalog.transaction(() => failRequest(catalog, request, body.issue));
      return { request, applied: { kind: 'issue' }, lost };
    }
    reply = await replyTo(
      () => call(isFlex ? { ...body, service_tier: 'flex' } : body),
      asker,
      gate,
    );
    if (isFlex && reply.failure?.code === noRoom && settings['flex.fallback'] === 'live') {
      // The full price instead of half of it: as much again as was taken off the budget.
      budget?.take(estimated);
      reply = await replyTo(() => call(body), asker, gate);
    }
    if (isFlex && reply.failure?.code === noRoom) throw noRoomInFlex(reply.failure.message);
  } catch (error) {
    // Nothing came of a call that was refused and is not made again.
    if (attemptId !== undefined) withdrawAttempt(catalog, attemptId);
    // A request that was replaced in the meantime must not be sent beside the new one.
    if (getRequest(catalog, request.id)?.state === 'asking')
      setRequestState(catalog, request.id, lost > 0 ? 'ready' : 'released');
    throw error;
  }
  keepReply(archive, request.customId, reply);
  const outcome = readLiveReply(reply);
  const origin = { way: 'live', at: asker.clock.now(), attemptId, isFlex } as const;
  const applied = applyResult(archive, { ...request, state: 'asking' }, outcome, origin);
  return { request, applied, outcome, lost };
}

/** The reply, after as many tries as a busy service is given. */
async function replyTo(call: () => Promise<ServiceReply>, asker: Asker, gate: RateGate) {
  for (let failed = 1; ; failed++) {
    await gate.pass();
    const reply = await withRetries(call, asker);
    gate.note(reply);
    const kind = reply.failure?.kind;
    if ((kind !== 'again' && kind !== 'later') || failed >= bounds.liveTries) return reply;
    gate.close(pauseAfter(failed, reply.room.resetsIn));
  }
}
