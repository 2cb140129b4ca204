/** What came back for a request, written down: the bill, then a suggestion, another try, or an issue. */

import { waitingCopies } from '../../catalog/copies.ts';
import {
  type AttemptEnd,
  type AttemptWay,
  endLiveAttempt,
  recordAttempt,
} from '../../catalog/ledger.ts';
import { getPhoto } from '../../catalog/photos.ts';
import {
  failRequest,
  forgetIssues,
  sendBack,
  setRequestState,
} from '../../catalog/request-moves.ts';
import type { StoredRequest } from '../../catalog/requests.ts';
import { insertSuggestion } from '../../catalog/suggestions.ts';
import { takeSuggestion } from '../../catalog/take-suggestion.ts';
import { messageOf, StopError, systemCode } from '../../errors.ts';
import { type AnswerOutcome, asAsked, notUnderstood } from '../../openai/answer.ts';
import { repeatsThePrompt } from '../../openai/echo.ts';
import type { Failure } from '../../openai/failures.ts';
import { findModel, type ModelPrice } from '../../openai/models.ts';
import { dollarsFor, noTokens, type Way } from '../../openai/prices.ts';
import type { SuggestionSource } from '../../photo.ts';
import type { Asked } from '../../rules/answers/further.ts';
import { whyNoDescription } from '../../rules/answers/non-answers.ts';
import { type RawAnswer, toSuggestion } from '../../rules/answers/suggest.ts';
import { respellingsIn } from '../../rules/texts/respell.ts';
import type { Archive } from '../archive/archive.ts';
import { existingKeywordsOf, requiredKeywords } from '../review/existing.ts';
import type { RunTotals } from './asker.ts';
import { factsIn } from './make-request.ts';
import { decide } from './remedies.ts';
import { estimateOf, priceFor } from './request-profile.ts';

/** Where an outcome came from. */
type Origin = {
  readonly way: AttemptWay;
  readonly at: Date;
  /** The batch it was in. */
  readonly batchId?: number | undefined;
  /** The live call it ends. */
  readonly attemptId?: number | undefined;
  /** It was asked by flex. */
  readonly isFlex?: boolean | undefined;
};

/** By which price an outcome is billed: by flex, unless the service says that it was answered otherwise. */
export function wayBilled(
  origin: Pick<Origin, 'way' | 'isFlex'>,
  outcome: Pick<AnswerOutcome, 'tier'> | undefined,
): Way {
  if (origin.way !== 'live') return 'batch';
  return origin.isFlex === true && (outcome?.tier ?? 'flex') === 'flex' ? 'flex' : 'live';
}

/** What an outcome led to. `known` when it had been written down before. */
export type Applied =
  | { readonly kind: 'suggestion' | 'again' | 'issue' | 'known' }
  | { readonly kind: 'stop'; readonly failure: Failure };

/**
 * Writes down one outcome and moves its photo accordingly, in one transaction. Reading the same answer again does
 * nothing; an answer to a request that has been replaced is only billed.
 */
export function applyResult(
  archive: Archive,
  request: StoredRequest,
  answered: AnswerOutcome,
  origin: Origin,
): Applied {
  const { asked } = factsIn(request);
  return orFailure(answered, (outcome) =>
    applyJudged(archive, request, ofPhoto(archive, request.photoId, outcome, asked), origin),
  );
}

/** The same of an outcome of which is known what it is of its photo (`ofPhoto`). */
export function applyJudged(
  archive: Archive,
  request: StoredRequest,
  answered: AnswerOutcome,
  origin: Origin,
): Applied {
  return orFailure(answered, (outcome) => write(archive, request, outcome, origin));
}

/** A text that the rules stumble over costs its photo the answer, and not the run. What is wrong with the disk does. */
function orFailure<T>(answered: AnswerOutcome, work: (outcome: AnswerOutcome) => T): T {
  try {
    return work(answered);
  } catch (error) {
    if (answered.kind === 'failure' || isOfSystem(error)) throw error;
    const { answer: _, ...rest } = answered;
    const failure = notUnderstood(`it cannot be checked (${messageOf(error)})`);
    return work({ ...rest, kind: 'failure', failure });
  }
}

function isOfSystem(error: unknown): boolean {
  return error instanceof StopError || systemCode(error) !== undefined;
}

function write(
  archive: Archive,
  request: StoredRequest,
  outcome: AnswerOutcome,
  origin: Origin,
): Applied {
  return archive.catalog.transaction(() => {
    if (!bill(archive, request, outcome, origin)) return { kind: 'known' };
    if (request.state !== 'asking') return { kind: 'known' };
    if (outcome.kind === 'failure')
      return applyFailure(archive, request, outcome.failure, origin.way);
    setRequestState(archive.catalog, request.id, 'answered');
    const { asked, hint } = factsIn(request);
    storeAnswer(archive, outcome.answer, {
      photoId: request.photoId,
      requestId: request.id,
      model: outcome.model ?? request.model,
      hint,
      asked,
      source: sourceOf(archive, origin.way, outcome),
      at: origin.at,
    });
    return { kind: 'suggestion' };
  });
}

/**
 * The outcome as far as it was asked for; a failure where the answer describes this photo by the name of its file, or gives
 * the user's own prompt back.
 */
export function ofPhoto(
  archive: Archive,
  photoId: number,
  answered: AnswerOutcome,
  asked: Asked | undefined,
): AnswerOutcome {
  const outcome = asAsked(answered, asked);
  if (outcome.kind === 'failure') return outcome;
  const { description } = outcome.answer;
  const path = getPhoto(archive.catalog, photoId)?.path;
  const isEcho = repeatsThePrompt(outcome.answer, promptOf(archive));
  const why = isEcho
    ? 'it repeats the question'
    : description === ''
      ? undefined
      : whyNoDescription(description, path);
  if (why === undefined) return outcome;
  const { answer: _, ...rest } = outcome;
  return { ...rest, kind: 'failure', failure: notUnderstood(why) };
}

/** The user's own prompt; none where it cannot be read, which stops those who ask, and not those who are answered. */
function promptOf(archive: Archive): string {
  try {
    return archive.prompt();
  } catch (error) {
    if (error instanceof StopError) return '';
    throw error;
  }
}

/** Adds what an outcome led to to what came back so far. */
export function addToTotals(totals: RunTotals, applied: Applied, outcome?: AnswerOutcome): void {
  const failure = outcome?.kind === 'failure' ? outcome.failure : undefined;
  if (outcome?.billUnclear === true && applied.kind !== 'known') totals.unclearBills++;
  if (applied.kind === 'suggestion') totals.answered++;
  if (applied.kind === 'again') totals.again++;
  if (applied.kind === 'issue') totals.issues++;
  if (applied.kind === 'stop') totals.stop ??= applied.failure;
  if (failure !== undefined && applied.kind !== 'known')
    totals.reasons.set(failure.code, (totals.reasons.get(failure.code) ?? 0) + 1);
}

/** Whose text a suggestion will be. */
export function sourceOf(
  archive: Archive,
  way: AttemptWay,
  { rehearsed }: Pick<AnswerOutcome, 'rehearsed'>,
): SuggestionSource {
  return archive.rehearsal || rehearsed === true ? 'rehearsal' : way;
}

type AnswerOrigin = {
  readonly photoId: number;
  readonly requestId: number | undefined;
  readonly model: string;
  readonly hint: string | undefined;
  /** What it was asked. */
  readonly asked?: Asked | undefined;
  readonly source: SuggestionSource;
  readonly at: Date;
};

/** Runs an answer through the checks and gives it to the review, and to the copies of the photo that wait for it. */
export function storeAnswer(archive: Archive, answer: RawAnswer, origin: AnswerOrigin): void {
  storeFor(archive, answer, origin);
  for (const photoId of waitingCopies(archive.catalog, origin.photoId))
    storeFor(archive, answer, { ...origin, photoId, requestId: undefined });
}

function storeFor(archive: Archive, answer: RawAnswer, origin: AnswerOrigin): void {
  const { catalog, settings } = archive;
  const photo = getPhoto(catalog, origin.photoId);
  if (photo === undefined) return;
  const facts = { ...photo, existingKeywords: existingKeywordsOf(archive, photo) };
  const suggestion = toSuggestion(answer, facts, {
    keywordCount: settings['keywords.count'],
    requiredKeywords: requiredKeywords(archive, photo),
    bannedKeywords: settings['keywords.banned'],
    list: archive.keywordList(),
    additions: settings['keywords.add'],
    respellings: respellingsIn(settings['words.replaced']),
    asked: origin.asked,
  });
  const stored = { ...origin, suggestion, answer: JSON.stringify(answer) };
  const id = insertSuggestion(catalog, stored);
  takeSuggestion(catalog, photo.id, id, suggestion, origin.source);
  forgetIssues(catalog, photo.id);
}

/** What a file from elsewhere cost: the price of a model we know; a cluster's own costs us nothing. */
function elsewherePrice(model: string): ModelPrice {
  return findModel(model)?.price ?? { input: 0, cached: 0, output: 0 };
}

/** Enters an outcome in the ledger; false when it is there already. */
function bill(
  archive: Archive,
  request: StoredRequest,
  outcome: AnswerOutcome,
  origin: Origin,
): boolean {
  const { catalog } = archive;
  const { tokens } = outcome;
  const failure = outcome.kind === 'failure' ? outcome.failure : undefined;
  const way = wayBilled(origin, outcome);
  const model = origin.way === 'file' ? (outcome.model ?? 'unknown') : request.model;
  const price = origin.way === 'file' ? elsewherePrice(model) : priceFor(archive, model);
  const estimated = estimateOf(request, price, way);
  // An answer whose server does not say what it took is counted as estimated.
  const isUnknown = failure === undefined && tokens === undefined;
  const end: AttemptEnd = {
    outcome: failure?.kind ?? 'answered',
    code: failure?.code,
    message: failure?.message,
    model,
    tokens: tokens ?? noTokens,
    estimated,
    dollars: isUnknown ? estimated : dollarsFor(tokens ?? noTokens, price, way),
  };
  if (origin.attemptId === undefined)
    return recordAttempt(catalog, request.id, origin.batchId, origin.way, origin.at, end);
  endLiveAttempt(catalog, origin.attemptId, end);
  return true;
}

/** What becomes of a request that got no answer. Call inside a transaction. */
export function applyFailure(
  archive: Archive,
  request: StoredRequest,
  failure: Failure,
  way: AttemptWay,
): Applied {
  const { catalog } = archive;
  const decision = decide(request, failure, way === 'live' ? 'live' : 'batch');
  switch (decision.kind) {
    case 'again':
      // What another engine could not do is not sent to the service without the user's consent.
      sendBack(catalog, request, way === 'file' ? 'ready' : 'released', decision);
      return { kind: 'again' };
    case 'issue':
      failRequest(catalog, request, decision.issue);
      return { kind: 'issue' };
    case 'stop':
      sendBack(catalog, request, 'ready');
      return decision;
  }
}
