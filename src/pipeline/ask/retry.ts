/** Calling the service: waiting out what passes, stopping at what does not. */
import { durationText } from '../../amounts.ts';
import { type StopCode, StopError } from '../../errors.ts';
import { bounds } from '../../openai/bounds.ts';
import { type Failure, type FailureKind, reasonIn, ServiceError } from '../../openai/failures.ts';
import type { Clock } from '../archive/stage.ts';

type RetryOptions<T> = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Says what is waited for; without a note that is over. */
  readonly tell?: ((note?: string) => void) | undefined;
  /** How many attempts before giving up. */
  readonly tries?: number | undefined;
  /** Before the second try, in milliseconds; twice as long before each further one. */
  readonly firstPause?: number | undefined;
  /**
   * For a call that must not be carried out twice: looks what came of one that got no answer. It is made again only
   * where this finds nothing.
   */
  readonly whatCame?: (() => Promise<T | undefined>) | undefined;
};

/** Milliseconds before the try after `failed` failures: 1, 2, 4, ... seconds, or as long as the service asks. */
export function pauseAfter(
  failed: number,
  retryAfter: number | undefined,
  first: number = bounds.firstPause,
): number {
  if (retryAfter !== undefined)
    return Math.min(Math.max(retryAfter, bounds.shortestAsked), bounds.longestAsked);
  return Math.min(first * 2 ** (failed - 1), bounds.longestPause);
}

/**
 * Makes a call, again after a pause when it failed for a passing reason.
 * @throws StopError for what only the user can change, and when the service stays away
 * @throws ServiceError for everything the caller has to decide on
 */
export async function withRetries<T>(
  call: () => Promise<T>,
  { clock, signal, tell, tries = bounds.tries, firstPause, whatCame }: RetryOptions<T>,
): Promise<T> {
  for (let failed = 1; ; failed++) {
    signal.throwIfAborted();
    try {
      const result = await call();
      if (failed > 1) tell?.();
      return result;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { failure } = error;
      const most =
        failure.kind === 'not-understood' ? Math.min(bounds.triesOfNonsense, tries) : tries;
      const over = !isPassing(failure) || failed >= most;
      if (!over) {
        const pause = pauseAfter(failed, error.retryAfter, firstPause);
        tell?.(againText(failure, pause, failed + 1, most));
        await clock.wait(pause, signal);
      }
      const came = mayHaveHappened(failure) ? await whatCame?.() : undefined;
      if (came !== undefined) {
        tell?.();
        return came;
      }
      if (over) throw stopOf(failure, error) ?? error;
    }
  }
}

/** Failures that may be over the next time. */
export function isPassing({ kind }: Failure): boolean {
  return kind === 'again' || kind === 'unreachable' || kind === 'not-understood';
}

/** `asking again in 4 s, try 3 of 6: no connection to ...`. `pause` is in milliseconds. */
function againText(failure: Failure, pause: number, next: number, tries: number): string {
  return `asking again in ${durationText(pause / 1000)}, try ${next} of ${tries}: ${reasonIn(failure)}`;
}

/** A refusal with a status below 500 was not carried out; a broken connection or a server's fault may have been. */
export function mayHaveHappened(failure: Failure): boolean {
  return failure.status === undefined || failure.status >= 500 || failure.status === 408;
}

/** What the service said, whether the caller was to decide on it or the run is stopped for it. */
export function failureIn(error: unknown): Failure | undefined {
  const from = error instanceof StopError ? error.cause : error;
  return from instanceof ServiceError ? from.failure : undefined;
}

type Stop = { readonly code: StopCode; readonly sentence: string; readonly advice: string };

const stops: Partial<Record<FailureKind, Stop>> = {
  key: {
    code: 'key-refused',
    sentence: 'The service does not accept the API key',
    advice:
      'Check the key with `proofsheet doctor`, or store another with `proofsheet config key`.',
  },
  quota: {
    code: 'no-quota',
    sentence: 'The account has no credit left or has reached its spending limit',
    advice:
      'Add credit or raise the limit at the service, then run the same command again; nothing is lost.',
  },
  model: {
    code: 'model-unknown',
    sentence: 'The service does not offer this model to your account',
    advice: 'Choose another with `proofsheet config set model NAME`.',
  },
  request: {
    code: 'request-refused',
    sentence: 'The service refuses requests of this form',
    advice:
      'Check `proofsheet config` (model, reasoningEffort, preview.detail); what was prepared is kept and nothing more is sent.',
  },
  again: {
    code: 'service-unreachable',
    sentence: 'The service keeps failing',
    advice: 'Run the same command again later; everything done so far is kept.',
  },
  'not-understood': {
    code: 'request-refused',
    sentence: 'The service does not answer as OpenAI documents it',
    advice:
      'Check the address with `proofsheet config get baseURL`; everything done so far is kept.',
  },
  unreachable: {
    code: 'service-unreachable',
    sentence: 'The service cannot be reached',
    advice: 'Check the connection and run the same command again; everything done so far is kept.',
  },
};

/** The error that ends a run for this failure. */
export function endingFor(failure: Failure): Error {
  return stopOf(failure) ?? new Error(failure.message);
}

/** The error that stops a run for a failure of this kind, or undefined where the caller has to decide. */
export function stopOf(failure: Failure, cause?: unknown): StopError | undefined {
  const stop = stops[failure.kind];
  if (stop === undefined) return undefined;
  return new StopError(stop.code, `${stop.sentence}: ${failure.message}`, stop.advice, { cause });
}
