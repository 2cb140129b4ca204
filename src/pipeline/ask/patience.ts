/** Calling the service: waiting out what passes, stopping at what does not. */
import { type StopCode, StopError } from '../../errors.ts';
import { type Failure, type FailureKind, ServiceError } from '../../openai/failures.ts';
import { durationText } from '../archive/pace.ts';
import type { Clock } from '../archive/stage.ts';
import type { Telling } from './contact.ts';

export type Patience = Partial<Telling> & {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How often to ask before giving up. */
  readonly tries?: number;
  /** Whether a call that may have been carried out although no answer came may be made again. */
  readonly repeatable?: boolean;
};

const defaultTries = 6;
const firstWait = 1000;
const longestWait = 60_000;
/** A service that asks for a longer pause than this is waited for only this long before asking again. */
const longestAsked = 10 * 60_000;

/** A service that answers something else is hardly going to change; asking without end would send, and pay, without end. */
const triesOfNonsense = 2;

/** How often a call that failed like this is made, where a passing fault is given `most` tries. */
export function triesFor({ kind }: Failure, most: number): number {
  return kind === 'not-understood' ? Math.min(triesOfNonsense, most) : most;
}

/** Failures that may be over the next time. */
export function isPassing({ kind }: Failure): boolean {
  return kind === 'again' || kind === 'unreachable' || kind === 'not-understood';
}

/** Waits before the try after `failed` failures: 1, 2, 4, ... seconds, or as long as the service asks. */
export function pauseAfter(failed: number, retryAfter: number | undefined): number {
  if (retryAfter !== undefined) return Math.min(Math.max(retryAfter, 0), longestAsked);
  return Math.min(firstWait * 2 ** (failed - 1), longestWait);
}

/**
 * Makes a call, again after a pause when it failed for a passing reason.
 * @throws StopError for what only the user can change, and when the service stays away
 * @throws ServiceError for everything the caller has to decide on
 */
export async function patiently<T>(call: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, signal, tell, tries = defaultTries, repeatable = true } = patience;
  for (let failed = 1; ; failed++) {
    signal.throwIfAborted();
    try {
      const result = await call();
      if (failed > 1) tell?.();
      return result;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (!isPassing(error.failure)) throw stopOf(error.failure, error) ?? error;
      if (!repeatable && mayHaveHappened(error.failure)) throw error;
      const most = triesFor(error.failure, tries);
      if (failed >= most) throw stopOf(error.failure, error) ?? error;
      const pause = pauseAfter(failed, error.retryAfter);
      tell?.(againText(error.failure, pause, failed + 1, most));
      await clock.wait(pause, signal);
    }
  }
}

/** `asking again in 4 s, try 3 of 6: no connection to ...`. `pause` is in milliseconds. */
export function againText(failure: Failure, pause: number, next: number, tries: number): string {
  const why = failure.message.replace(/[.\s]+$/, '');
  return `asking again in ${durationText(pause / 1000)}, try ${next} of ${tries}: ${why}`;
}

/** A refusal with a status below 500 was not carried out; a broken connection or a server's fault may have been. */
export function mayHaveHappened(failure: Failure): boolean {
  return failure.status === undefined || failure.status >= 500 || failure.status === 408;
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

/** The error that stops a run for a failure of this kind, or undefined where the caller has to decide. */
export function stopOf(failure: Failure, cause?: unknown): StopError | undefined {
  const stop = stops[failure.kind];
  if (stop === undefined) return undefined;
  return new StopError(stop.code, `${stop.sentence}: ${failure.message}`, stop.advice, { cause });
}
