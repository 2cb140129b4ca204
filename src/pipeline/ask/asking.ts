/** What the stages that ask the model share: the service, the manner of asking, prices, and what has come back so far. */
import { createHash } from 'node:crypto';
import { faultOfKey } from '../../api-key.ts';
import { StopError } from '../../errors.ts';
import type { Outcome } from '../../openai/answer.ts';
import type { Failure } from '../../openai/failures.ts';
import { findModel, type ModelPrice } from '../../openai/models.ts';
import { dollarsFor, noTokens, priceOf, type Tokens, type Way } from '../../openai/prices.ts';
import { promptVersion } from '../../openai/prompt.ts';
import type { Manner } from '../../openai/request.ts';
import type { BatchService } from '../../openai/service.ts';
import type { SuggestionSource } from '../../photo.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';
import type { Progress, StageContext } from '../archive/stage.ts';

/** What came back in a run. */
export type Tally = {
  answered: number;
  again: number;
  issues: number;
  /** How often photos came back without an answer, by the service's code for why. */
  readonly reasons: Map<string, number>;
  /** Sentences for the user. */
  readonly notes: string[];
  /** Why nothing more will succeed; the first reason there was. */
  stop: Failure | undefined;
};

export function emptyTally(): Tally {
  return { answered: 0, again: 0, issues: 0, reasons: new Map(), notes: [], stop: undefined };
}

export type Asking = {
  readonly context: StageContext & {
    /** Says what is waited for; without a note it is over, and the progress stands as it was before. */
    readonly tell: (note?: string) => void;
  };
  readonly tally: Tally;
  readonly archive: Archive;
  readonly settings: Settings;
  readonly service: BatchService;
  readonly manner: Manner;
  /** Undefined when nobody knows the price of the model. */
  readonly price: ModelPrice | undefined;
};

/** Why the service cannot be asked: OpenAI itself wants a key, and what is no key cannot be sent. */
export function missingKey({ service }: Archive): StopError | undefined {
  if (service.apiKey !== undefined) return faultOfKey(service.apiKey);
  if (service.baseURL !== undefined) return undefined;
  return new StopError(
    'no-key',
    'There is no API key to ask the model with.',
    'Set OPENAI_API_KEY or run `proofsheet config key`; `proofsheet rehearse` needs none.',
  );
}

/** Connects to the archive's service on behalf of a stage. @throws StopError `no-key`, `key-refused` */
export async function openAsking(
  context: StageContext,
  stage: 'submit' | 'collect',
): Promise<Asking> {
  const { archive } = context;
  const { apiKey, baseURL } = archive.service;
  const missing = missingKey(archive);
  if (missing !== undefined) throw missing;
  const { connect } = await import('../../openai/client.ts');
  const service = await connect({ apiKey, baseURL });
  return {
    context: withWaitingNote(context, stage),
    tally: emptyTally(),
    archive,
    settings: archive.settings,
    service,
    manner: mannerOf(archive),
    price: priceFor(archive, archive.settings.model),
  };
}

/** The context of a stage, remembering how far it has come while something is waited for. */
function withWaitingNote(context: StageContext, stage: 'submit' | 'collect'): Asking['context'] {
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

/**
 * How this archive's requests are worded. A server other than OpenAI's that is asked live for a model of its own gets
 * the older common form, and so does every model with the name of a hub; one that offers OpenAI's models (a gateway)
 * takes what they take.
 */
export function mannerOf({ settings, service, rehearsal }: Archive): Manner {
  const elsewhere = service.baseURL !== undefined && !isOpenAi(service.baseURL) && !rehearsal;
  const unknown = findModel(settings.model) === undefined;
  const foreign =
    unknown && ((elsewhere && settings.engine === 'live') || isHubName(settings.model));
  return {
    model: settings.model,
    dialect: foreign ? 'compatible' : 'openai',
    detail: settings['preview.detail'],
    effort: settings.reasoningEffort,
  };
}

/** `Qwen/Qwen3-VL-8B`: named as model hubs do, for vLLM and its like, also in files that are carried there. */
function isHubName(model: string): boolean {
  return /^[^:]+\/[^:]+$/.test(model);
}

function isOpenAi(baseURL: string): boolean {
  return URL.canParse(baseURL) && /(^|\.)(openai|azure)\.com$/.test(new URL(baseURL).hostname);
}

/** The price of a model for this archive; servers of one's own cost nothing unless the user says otherwise. */
export function priceFor(archive: Archive, model: string): ModelPrice | undefined {
  const { settings } = archive;
  const given = { input: settings['price.input'], output: settings['price.output'] };
  const price = priceOf(model, given);
  if (price === undefined && mannerOf(archive).dialect === 'compatible')
    return { input: 0, cached: 0, output: 0 };
  return price;
}

/** Dollars a request is estimated at, or undefined where no price is known. */
export function estimateOf(
  request: { textTokens: number; imageTokens: number; answerTokens: number },
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  if (price === undefined) return undefined;
  const input = request.textTokens + request.imageTokens;
  return dollarsFor({ ...noTokens, input, output: request.answerTokens }, price, way);
}

/** Dollars that all of these requests are estimated at together. */
export function sumOf(
  requests: readonly Parameters<typeof estimateOf>[0][],
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  if (price === undefined) return undefined;
  return requests.reduce((sum, request) => sum + (estimateOf(request, price, way) ?? 0), 0);
}

/** Dollars for what was billed. */
export function billOf(
  tokens: Tokens | undefined,
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  return price === undefined ? undefined : dollarsFor(tokens ?? noTokens, price, way);
}

/** A fingerprint of every setting that changes a request; one prepared with another has to be prepared again. */
export function recipeOf(archive: Archive): string {
  const { settings } = archive;
  const parts = [
    promptVersion,
    mannerOf(archive),
    settings['preview.edge'],
    settings['preview.quality'],
    settings['keywords.count'],
    settings['prompt.notes'],
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** Whose text a suggestion will be. */
export function sourceOf(
  archive: Archive,
  way: 'batch' | 'live' | 'file',
  { rehearsed }: Pick<Outcome, 'rehearsed'>,
): SuggestionSource {
  return archive.rehearsal || rehearsed === true ? 'rehearsal' : way;
}
