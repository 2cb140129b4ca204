/** What the stages that ask the model share: the service, how requests are worded, prices, and what has come back so far. */
import { counted } from '../../amounts.ts';
import { faultOfKey } from '../../api-key.ts';
import { StopError } from '../../errors.ts';
import type { Failure } from '../../openai/failures.ts';
import type { ModelPrice } from '../../openai/models.ts';
import type { RequestProfile } from '../../openai/request.ts';
import type { BatchService } from '../../openai/service.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';
import type { Progress, StageContext } from '../archive/stage.ts';
import { assertEffort, priceFor, requestProfileOf } from './request-profile.ts';

/** What came back in a run. */
export type RunTotals = {
  answered: number;
  again: number;
  issues: number;
  /** Answers whose bill makes no sense, counted as estimated. */
  unclearBills: number;
  /** Answers at the full price, because flex had no room for them. */
  fullPrice: number;
  /** How often photos came back without an answer, by the service's code for why. */
  readonly reasons: Map<string, number>;
  /** Sentences for the user. */
  readonly notes: string[];
  /** Why nothing more will succeed; the first reason there was. */
  stop: Failure | undefined;
};

export function emptyTotals(): RunTotals {
  return {
    answered: 0,
    again: 0,
    issues: 0,
    unclearBills: 0,
    fullPrice: 0,
    reasons: new Map(),
    notes: [],
    stop: undefined,
  };
}

/** What is said of answers that cost more than was agreed, and of those whose bill makes no sense. */
export function billNotes({ unclearBills, fullPrice }: RunTotals): string[] {
  const full =
    fullPrice === 0
      ? []
      : [`${counted(fullPrice, 'photo')} answered at the full price, because flex had no room.`];
  return unclearBills === 0
    ? full
    : [
        ...full,
        `The service billed ${counted(unclearBills, 'answer')} in numbers that make no sense; what they cost is estimated.`,
      ];
}

export type Asker = StageContext & {
  /** Says what is waited for; without a note it is over, and the progress stands as it was before. */
  readonly tell: (note?: string) => void;
  readonly totals: RunTotals;
  readonly settings: Settings;
  readonly service: BatchService;
  readonly profile: RequestProfile;
  /** Undefined when nobody knows the price of the model. */
  readonly price: ModelPrice | undefined;
};

/** Why the service cannot be asked: OpenAI itself requires a key, and a key with characters that no key has cannot be sent. */
export function missingKey({ service }: Pick<Archive, 'service'>): StopError | undefined {
  if (service.apiKey !== undefined) return faultOfKey(service.apiKey);
  if (service.baseURL !== undefined) return undefined;
  return new StopError(
    'no-key',
    'There is no API key for the service.',
    'Set OPENAI_API_KEY or run `proofsheet config key`; `proofsheet rehearse` works without one.',
  );
}

/** Connects to the archive's service on behalf of a stage. @throws StopError `no-key`, `key-refused` */
export async function connectService(
  context: StageContext,
  stage: 'submit' | 'collect',
): Promise<Asker> {
  const { archive } = context;
  const { apiKey, baseURL } = archive.service;
  const missing = missingKey(archive);
  if (missing !== undefined) throw missing;
  const { connect } = await import('../../openai/client.ts');
  const service = await connect({ apiKey, baseURL });
  return {
    ...withWaitingNote(context, stage),
    totals: emptyTotals(),
    settings: archive.settings,
    service,
    profile:
      stage === 'submit' ? assertEffort(requestProfileOf(archive)) : requestProfileOf(archive),
    price: priceFor(archive, archive.settings.model),
  };
}

/** The context of a stage, remembering how far it has come while something is waited for. */
function withWaitingNote(
  context: StageContext,
  stage: 'submit' | 'collect',
): StageContext & Pick<Asker, 'tell'> {
  let last: Progress = { stage, done: 0, unit: 'photos' };
  return {
    ...context,
    report(progress) {
      last = progress;
      context.report(progress);
    },
    tell: (note) => context.report(note === undefined ? last : { ...last, note }),
  };
}

const lastTurn = new WeakMap<Archive, Promise<unknown>>();

/**
 * One at a time: submitting, collecting and cancelling may be started side by side from the screen, and must not both
 * send the same file. Does the work when all that was begun before for this archive has ended; waiting between two looks
 * at the service is not part of it.
 */
export function inTurn<T>(archive: Archive, work: () => Promise<T>): Promise<T> {
  const before = lastTurn.get(archive) ?? Promise.resolve();
  const turn = before.then(work, work);
  lastTurn.set(archive, turn);
  return turn;
}
