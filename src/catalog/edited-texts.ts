/** Answers beside the texts that a person accepted in their place, and what the person did not want to learn from them. */
import type { ExistingText, Suggestion } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { ignoredWordName } from './ignored-words.ts';
import { stored } from './stored.ts';

export type AnsweredText = {
  readonly path: string;
  readonly answer: Suggestion;
  readonly description: string;
  readonly keywords: readonly string[];
  /** Keywords of the file, and city, region and country. */
  readonly given: readonly string[];
};

type Row = {
  readonly photo_id: number;
  readonly path: string;
  readonly suggestion: string;
  readonly description: string;
  readonly keywords: string;
  readonly existing_keywords: string;
  readonly existing: string;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
};

/** The accepted texts that were made from an answer, one by one. */
export function* acceptedAnswers(catalog: Catalog): Generator<AnsweredText> {
  const rows = catalog.iterate<Row>`
    SELECT review.photo_id, path, suggestion.suggestion, review.description, review.keywords, existing_keywords,
      existing, city, region, country
    FROM review JOIN photo ON photo.id = review.photo_id JOIN suggestion ON suggestion.id = suggestion_id
    WHERE title_decision = 'accepted' AND keywords_decision = 'accepted' AND missing = 0`;
  for (const row of rows) {
    const { path, description, city, region, country } = row;
    const inFile = stored<ExistingText>('photo.existing', row.existing, row).keywords;
    const found = stored<string[]>('review.existing_keywords', row.existing_keywords, row);
    yield {
      path,
      description,
      answer: stored<Suggestion>('suggestion.suggestion', row.suggestion, row),
      keywords: stored<string[]>('review.keywords', row.keywords, row),
      given: [...inFile, ...found, ...[city, region, country].filter((name) => name !== null)],
    };
  }
}

/** Words that rules were offered for are kept with those that checks are silent about, under a name of their own. */
const declinedRule = (kind: string) => `learn-${kind}`;

/** Whether a person has declined to have a rule of that kind. */
export function isDeclined(catalog: Catalog, kind: string, word: string): boolean {
  const name = ignoredWordName({ rule: declinedRule(kind), word });
  return catalog.has`SELECT 1 FROM ignored_word WHERE name = ${name}`;
}

/** It is not offered again. */
export function decline(catalog: Catalog, kind: string, word: string): void {
  const rule = declinedRule(kind);
  const name = ignoredWordName({ rule, word });
  catalog.insert('ignored_word', { name, rule, word }, 'ignore');
}
