/** Asking one request live: written down before, repeated while the service is busy, its outcome taken in. */
import { beginLiveAttempt, loseAttempt } from '../../catalog/ledger.ts';
import { recordIssue } from '../../catalog/photos.ts';
import { type RequestOfPhoto, setRequestState } from '../../catalog/requests.ts';
import type { RequestBody } from '../../openai/request.ts';
import { type Outcome, readLiveReply } from '../../openai/result.ts';
import type { Reply } from '../../openai/service.ts';
import type { Asking } from './asking.ts';
import { liveBody } from './batch-file.ts';
import type { Deliver } from './delivery.ts';
import { patiently, pauseAfter } from './patience.ts';
import { type TakenIn, takeIn } from './take-in.ts';

/** A door all live requests go through; it closes for a while when the service says that its room is used up. */
export class RateGate {
  #opensAt = 0;
  readonly #asking: Asking;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  async pass(): Promise<void> {
    const { clock, signal } = this.#asking.context;
    for (;;) {
      signal.throwIfAborted();
      const wait = this.#opensAt - clock.now().getTime();
      if (wait <= 0) return;
      await clock.wait(wait, signal);
    }
  }

  /** Notes what a reply says about the room that is left this minute. */
  note(reply: Reply): void {
    const { requests, tokens, resetsIn } = reply.room;
    if (resetsIn !== undefined && (requests === 0 || tokens === 0)) this.close(resetsIn);
  }

  close(milliseconds: number): void {
    const until = this.#asking.context.clock.now().getTime() + milliseconds;
    this.#opensAt = Math.max(this.#opensAt, until);
  }
}

export type LiveOutcome = {
  readonly request: RequestOfPhoto;
  readonly taken: TakenIn;
  readonly outcome?: Outcome;
};

const mostTries = 6;

/**
 * Asks one request and takes its outcome in. It is let finish when the user interrupts, because it is paid for.
 * The request has to be marked as asking; when this throws, it waits again.
 */
export async function askOne(
  asking: Asking,
  request: RequestOfPhoto,
  deliver: Deliver,
  gate: RateGate,
): Promise<LiveOutcome> {
  const { archive, context } = asking;
  const { catalog } = archive;
  const body = await liveBody(archive, request, deliver);
  if ('issue' in body) {
    catalog.transaction(() => {
      setRequestState(catalog, request.id, 'failed');
      recordIssue(catalog, request.photoId, body.issue);
    });
    return { request, taken: { kind: 'issue' } };
  }
  let attemptId: number | undefined;
  try {
    await gate.pass();
    attemptId = beginLiveAttempt(catalog, request.id, request.model, context.clock.now());
    const outcome = readLiveReply(await replyTo(asking, body, gate));
    const origin = { way: 'live', at: context.clock.now(), attemptId } as const;
    const taken = takeIn(archive, { ...request, state: 'asking' }, outcome, origin);
    return { request, taken, outcome };
  } catch (error) {
    letWait(asking, request, attemptId);
    throw error;
  }
}

/** No reply came, and none will: the request waits for the next time. */
function letWait(asking: Asking, request: RequestOfPhoto, attemptId: number | undefined): void {
  const { catalog } = asking.archive;
  catalog.transaction(() => {
    if (attemptId !== undefined) loseAttempt(catalog, attemptId);
    setRequestState(catalog, request.id, 'released');
  });
}

/** The reply, after as many tries as a busy service is given. */
async function replyTo(asking: Asking, body: RequestBody, gate: RateGate): Promise<Reply> {
  const { service, context } = asking;
  for (let failed = 1; ; failed++) {
    const reply = await patiently(() => service.complete(body), context);
    gate.note(reply);
    const kind = reply.failure?.kind;
    if ((kind !== 'again' && kind !== 'later') || failed >= mostTries) return reply;
    gate.close(pauseAfter(failed, reply.room.resetsIn));
    await gate.pass();
  }
}
