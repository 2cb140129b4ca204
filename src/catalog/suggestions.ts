/** Suggestions as rows: what came back for a photo after the checks, the newest on top of the older ones. */
import type { Suggestion, SuggestionSource } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { sql } from './sql.ts';
import { stored } from './stored.ts';

type NewSuggestion = {
  readonly photoId: number;
  readonly requestId: number | undefined;
  readonly at: Date;
  readonly source: SuggestionSource;
  readonly model: string;
  readonly hint: string | undefined;
  readonly suggestion: Suggestion;
  /** What the model said, as JSON. */
  readonly answer: string;
};

export type StoredSuggestion = {
  readonly id: number;
  readonly photoId: number;
  /** What it answers; undefined where that is not known any more. */
  readonly requestId: number | undefined;
  readonly at: string;
  readonly source: SuggestionSource;
  readonly model: string;
  readonly hint?: string | undefined;
  readonly suggestion: Suggestion;
};

type SuggestionRow = {
  id: number;
  photo_id: number;
  request_id: number | null;
  at: string;
  source: string;
  model: string;
  hint: string | null;
  suggestion: string;
};

export function insertSuggestion(catalog: Catalog, given: NewSuggestion): number {
  const { photoId, requestId, at, source, model, hint, suggestion, answer } = given;
  const row = { photoId, requestId, at, source, model, hint, suggestion, answer };
  return catalog.insert('suggestion', row).id;
}

const columns = sql`id, photo_id, at, source, model, hint, suggestion, request_id`;

/** The newest suggestion for a photo. */
export function latestSuggestion(catalog: Catalog, photoId: number): StoredSuggestion | undefined {
  const row = catalog.get<SuggestionRow>`
    SELECT ${columns} FROM suggestion WHERE photo_id = ${photoId} ORDER BY id DESC LIMIT 1`;
  return row === undefined ? undefined : suggestionOf(row);
}

/** What the model said for a photo last, as JSON. */
export function latestAnswer(catalog: Catalog, photoId: number): string | undefined {
  return catalog.get<{ answer: string }>`
    SELECT answer FROM suggestion WHERE photo_id = ${photoId} ORDER BY id DESC LIMIT 1`?.answer;
}

/** Every suggestion a photo ever got, newest first. */
export function suggestionsOf(catalog: Catalog, photoId: number): StoredSuggestion[] {
  const rows = catalog.all<SuggestionRow>`
    SELECT ${columns} FROM suggestion WHERE photo_id = ${photoId} ORDER BY id DESC`;
  return rows.map(suggestionOf);
}

/** What an answer offers: its description, and as keywords what was taken, then what was left over. */
export type Offered = Pick<Suggestion, 'description' | 'shortTitle' | 'keywords' | 'left'>;

/** What the answer of a photo's text offers. */
export function offeredText(catalog: Catalog, id: number | null | undefined): Offered | undefined {
  if (id === null || id === undefined) return undefined;
  const row = catalog.get<{ photo_id: number; suggestion: string }>`
    SELECT photo_id, suggestion FROM suggestion WHERE id = ${id}`;
  return row === undefined ? undefined : offeredIn(suggestionIn(row));
}

/** The same among answers that have been read. */
export function offeredBy(
  answers: readonly StoredSuggestion[],
  id: number | undefined,
): Offered | undefined {
  const answer = answers.find((one) => one.id === id);
  return answer && offeredIn(answer.suggestion);
}

function offeredIn({ description, shortTitle, left, ...answer }: Suggestion): Offered {
  const { keywords, repairs, existing = [] } = answer;
  const spare = repairs.filter(({ field, rule }) => field === 'keywords' && rule === 'spare');
  const own = keywords.filter((keyword) => !existing.includes(keyword));
  const words = [...own, ...spare.map(({ before }) => before)];
  return { description, shortTitle, keywords: words, ...(left === undefined ? {} : { left }) };
}

function suggestionIn(row: { readonly photo_id: number; readonly suggestion: string }): Suggestion {
  return stored('suggestion.suggestion', row.suggestion, row);
}

function suggestionOf(row: SuggestionRow): StoredSuggestion {
  return {
    id: row.id,
    photoId: row.photo_id,
    requestId: row.request_id ?? undefined,
    at: row.at,
    source: row.source as SuggestionSource,
    model: row.model,
    suggestion: suggestionIn(row),
    hint: row.hint ?? undefined,
  };
}
