/** What came back for a request, written down: the bill, then a suggestion, another try, or an issue. */
import type { Catalog } from '../../catalog/catalog.ts';
import {
  type AttemptEnd,
  type AttemptWay,
  endLiveAttempt,
  recordAttempt,
} from '../../catalog/ledger.ts';
import { getPhoto, recordIssue } from '../../catalog/photos.ts';
import {
  countFailure,
  noteRemedy,
  type StoredRequest,
  setRequestState,
} from '../../catalog/requests.ts';
import { insertSuggestion } from '../../catalog/suggestions.ts';
import { takeSuggestion } from '../../catalog/take-suggestion.ts';
import type { Failure } from '../../openai/failures.ts';
import { findModel, type ModelPrice } from '../../openai/models.ts';
import { noTokens } from '../../openai/prices.ts';
import type { Facts } from '../../openai/prompt.ts';
import type { Outcome } from '../../openai/result.ts';
import type { Answer } from '../../openai/schema.ts';
import type { Standing, SuggestionSource } from '../../photo.ts';
import { type SuggestionRules, toSuggestion } from '../../rules/suggest.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';
import { billOf, estimateOf, priceFor, sourceOf } from './asking.ts';
import { decide } from './retry.ts';

/** Where an outcome came from. */
export type Origin = {
  readonly way: AttemptWay;
  readonly at: Date;
  /** The batch it was in. */
  readonly batchId?: number;
  /** The live call it ends. */
  readonly attemptId?: number;
};

/** What an outcome led to. `known` when it had been written down before. */
export type TakenIn =
  | { readonly kind: 'suggestion' | 'again' | 'issue' | 'known' }
  | { readonly kind: 'stop'; readonly failure: Failure };

/**
 * Writes down one outcome and moves its photo accordingly, in one transaction. Reading the same answer again does
 * nothing; an answer to a request that has been replaced is only billed.
 */
export function takeIn(
  archive: Archive,
  request: StoredRequest,
  outcome: Outcome,
  origin: Origin,
): TakenIn {
  return archive.catalog.transaction(() => {
    if (!bill(archive, request, outcome, origin)) return { kind: 'known' };
    if (request.state !== 'asking') return { kind: 'known' };
    if (outcome.kind === 'failure')
      return takeFailure(archive, request, outcome.failure, origin.way);
    const { catalog } = archive;
    setRequestState(catalog, request.id, 'answered');
    const { hint } = JSON.parse(request.facts) as Facts;
    storeAnswer(archive, outcome.answer, {
      photoId: request.photoId,
      requestId: request.id,
      model: outcome.model ?? request.model,
      hint,
      source: sourceOf(archive, origin.way, outcome),
      at: origin.at,
    });
    return { kind: 'suggestion' };
  });
}

export type AnswerOrigin = {
  readonly photoId: number;
  readonly requestId: number | undefined;
  readonly model: string;
  readonly hint: string | undefined;
  readonly source: SuggestionSource;
  readonly at: Date;
};

/** Runs an answer through the checks and gives it to the review. */
export function storeAnswer(archive: Archive, answer: Answer, origin: AnswerOrigin): void {
  const { catalog, settings } = archive;
  const photo = getPhoto(catalog, origin.photoId);
  if (photo === undefined) return;
  const suggestion = toSuggestion(answer, photo, rulesOf(settings));
  const id = insertSuggestion(catalog, {
    ...origin,
    suggestion,
    answer: JSON.stringify(answer),
  });
  takeSuggestion(catalog, photo.id, id, suggestion, origin.source);
  forgetIssues(catalog, photo.id);
}

/** What stood in the way of an answer does so no more. */
export function forgetIssues(catalog: Catalog, photoId: number): void {
  catalog.run("DELETE FROM issue WHERE photo_id = ? AND stage IN ('submit', 'collect')", photoId);
}

function rulesOf(settings: Settings): SuggestionRules {
  return {
    keywordCount: settings['keywords.count'],
    requiredKeywords: settings['keywords.required'],
    bannedKeywords: settings['keywords.banned'],
  };
}

/** What a file from elsewhere cost: the price of a model we know; a cluster's own costs us nothing. */
function elsewherePrice(model: string): ModelPrice {
  return findModel(model)?.price ?? { input: 0, cached: 0, output: 0 };
}

/** Enters an outcome in the ledger; false when it is there already. */
function bill(archive: Archive, request: StoredRequest, outcome: Outcome, origin: Origin): boolean {
  const { catalog } = archive;
  const way = origin.way === 'live' ? 'live' : 'batch';
  const model = origin.way === 'file' ? (outcome.model ?? 'unknown') : request.model;
  const price = origin.way === 'file' ? elsewherePrice(model) : priceFor(archive, model);
  const estimated = estimateOf(request, price, way);
  const end: AttemptEnd = {
    outcome: outcome.kind === 'answer' ? 'answered' : outcome.failure.kind,
    ...(outcome.kind === 'answer'
      ? {}
      : { code: outcome.failure.code, message: outcome.failure.message }),
    model,
    tokens: outcome.tokens ?? noTokens,
    estimated,
    // An answer whose server does not say what it took is counted as estimated.
    dollars:
      outcome.kind === 'answer' && outcome.tokens === undefined
        ? estimated
        : billOf(outcome.tokens, price, way),
  };
  if (origin.attemptId !== undefined) {
    endLiveAttempt(catalog, origin.attemptId, end);
    return true;
  }
  return recordAttempt(catalog, request.id, origin.batchId, origin.way, origin.at, end);
}

/** What becomes of a request that got no answer. Call inside a transaction. */
export function takeFailure(
  archive: Archive,
  request: StoredRequest,
  failure: Failure,
  way: AttemptWay,
): TakenIn {
  const { catalog } = archive;
  const decision = decide(request, failure, way === 'live' ? 'live' : 'batch');
  // What another engine could not do is not sent to the service without the user's consent.
  const waits = way === 'file' ? 'ready' : 'released';
  switch (decision.kind) {
    case 'again':
      if (decision.counts) countFailure(catalog, request.id);
      if (decision.remedy !== undefined) noteRemedy(catalog, request.id, decision.remedy);
      sendBack(archive, request, waits);
      return { kind: 'again' };
    case 'issue':
      setRequestState(catalog, request.id, 'failed');
      moveStanding(archive, request.photoId, 'submit', 'collect');
      recordIssue(catalog, request.photoId, decision.issue, { blocking: request.redo === 0 });
      return { kind: 'issue' };
    case 'stop':
      sendBack(archive, request, 'ready');
      return decision;
  }
}

/** Lets a request wait again: released, or only when the user agrees anew. */
export function sendBack(
  archive: Archive,
  request: StoredRequest,
  state: 'released' | 'ready',
): void {
  setRequestState(archive.catalog, request.id, state);
  moveStanding(archive, request.photoId, 'collect', 'submit');
}

function moveStanding(archive: Archive, photoId: number, from: Standing, to: Standing): void {
  archive.catalog.run(
    'UPDATE photo SET standing = ? WHERE id = ? AND standing = ?',
    to,
    photoId,
    from,
  );
}
