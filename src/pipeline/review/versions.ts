/** What else a photo's text could be: other answers of the model, what the file says, and words that were removed. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { getReview, type Review } from '../../catalog/reviews.ts';
import { type StoredSuggestion, suggestionsOf } from '../../catalog/suggestions.ts';
import type { ExistingText, Photo, PhotoText } from '../../photo.ts';
import { splitTitle } from '../../rules/title.ts';
import { recall } from '../sidecars/sidecar-row.ts';
import type { Change } from './change.ts';
import type { Part, TextEdit } from './edit.ts';
import { sameKeyword, sortedBack, withKeywords } from './keywords.ts';

/** A text that can take the place of the present one. */
export type Version = {
  /** The stored answer, or what the photo's own file or its sidecar says. */
  readonly id: number | 'file' | 'sidecar';
  /** `the model`, `the model, first answer`, `asked again: "it is the Galata Tower"`, `already in the file`, `in its sidecar`. */
  readonly origin: string;
  /** True for the answer that the present text was made from. */
  readonly isBasis: boolean;
  readonly text: PhotoText;
};

/** Every version of a photo's text, the newest answer first and what sidecar and file say last. */
export function versionsOf(catalog: Catalog, photoId: number): Version[] {
  const photo = getPhoto(catalog, photoId);
  if (photo === undefined) return [];
  const review = getReview(catalog, photoId);
  const answers = suggestionsOf(catalog, photoId);
  const versions = answers.map((answer, index) => ({
    id: answer.id,
    origin: originOf(answer, index, answers.length),
    isBasis: review?.suggestionId === answer.id,
    text: answer.suggestion,
  }));
  const others: readonly (readonly [Version['id'], string, PhotoText | undefined])[] = [
    ['sidecar', 'in its sidecar', textIn(photo, recall(catalog, photoId)?.content)],
    ['file', 'already in the file', textIn(photo, photo.existing)],
  ];
  const written = others.flatMap(([id, origin, text]): Version[] =>
    text === undefined ? [] : [{ id, origin, isBasis: false, text }],
  );
  return [...versions, ...written];
}

function originOf({ hint, source }: StoredSuggestion, index: number, count: number): string {
  const who = authors[source] ?? 'the model';
  if (hint !== undefined && hint !== '') return `${who}, asked again: "${hint}"`;
  if (count === 1) return who;
  return index === count - 1 ? `${who}, first answer` : `${who}, answer ${count - index}`;
}

const authors: Partial<Record<StoredSuggestion['source'], string>> = {
  file: 'an imported answer',
  sidecar: 'the sidecar, imported',
};

function textIn(photo: Photo, said: ExistingText | undefined): PhotoText | undefined {
  if (said === undefined) return undefined;
  const { headline, caption, shortTitle, keywords } = said;
  const description = splitTitle(headline ?? caption ?? '', photo);
  if (description === '' && keywords.length === 0) return undefined;
  return { description, shortTitle: shortTitle ?? '', keywords };
}

/** Whether an answer came after the person's last change and waits among the versions. */
export function hasNewerAnswer(catalog: Catalog, { photoId, version }: Review): boolean {
  if (version === 0) return false;
  const found = catalog.count(
    `SELECT count(*) FROM suggestion JOIN review USING (photo_id)
     WHERE photo_id = ? AND suggestion.id > coalesce(suggestion_id, 0) AND at >= changed_at`,
    photoId,
  );
  return found > 0;
}

/** The change that puts a version, or only its title or keywords, in the place of the present text; undefined where there is no such version. */
export function versionChange(
  catalog: Catalog,
  photoId: number,
  id: Version['id'],
  part: Part = 'all',
): Change | undefined {
  const version = versionsOf(catalog, photoId).find((one) => one.id === id);
  if (version === undefined) return undefined;
  const label = `Took ${partInWords[part]} of ${version.origin}`;
  const answer = suggestionsOf(catalog, photoId).find((one) => one.id === id);
  if (answer !== undefined && part === 'all') return { kind: 'takeAnswer', answer, label };
  const { description, shortTitle, keywords } = version.text;
  const text: TextEdit = {
    ...(part === 'keywords' ? {} : { description, shortTitle, shortTitleFits: true }),
    ...(part === 'title' ? {} : { keywords }),
  };
  return { kind: 'edit', text, label };
}

const partInWords = { all: 'the text', title: 'the title', keywords: 'the keywords' } as const;

/** A keyword that is not in the list but was once, and why. */
export type RemovedKeyword = {
  readonly keyword: string;
  /** The rule that removed it; `person` for what was in the answer and no longer is, `file` and `sidecar` for what those have. */
  readonly rule: string;
};

/** Keywords that could be brought back: those the checks removed, those the person did, those of the file. */
export function removedKeywords(catalog: Catalog, photoId: number): RemovedKeyword[] {
  const review = getReview(catalog, photoId);
  const photo = getPhoto(catalog, photoId);
  if (review === undefined || photo === undefined) return [];
  const found: RemovedKeyword[] = [];
  const add = (keyword: string, rule: string) => {
    if (sameKeyword(review.keywords, keyword) !== undefined) return;
    if (found.some((other) => other.keyword === keyword)) return;
    found.push({ keyword, rule });
  };
  for (const { id, suggestion } of suggestionsOf(catalog, photoId)) {
    if (id === review.suggestionId)
      for (const keyword of suggestion.keywords) add(keyword, 'person');
    for (const { field, rule, before, after } of suggestion.repairs)
      if (field === 'keywords' && after === undefined) add(before, rule);
  }
  for (const keyword of photo.existing.keywords) add(keyword, 'file');
  for (const keyword of recall(catalog, photoId)?.content.keywords ?? []) add(keyword, 'sidecar');
  return found;
}

/** The change that puts a removed keyword back at the end of the list. */
export function bringBackChange(catalog: Catalog, photoId: number, keyword: string): Change {
  const keywords = withKeywords(getReview(catalog, photoId)?.keywords ?? [], [keyword]);
  return { kind: 'edit', text: { keywords }, label: `Brought "${keyword}" back` };
}

/** The change that brings the keywords back into the order of the answer they came from; undefined without one. */
export function sortBackChange(catalog: Catalog, photoId: number): Change | undefined {
  const review = getReview(catalog, photoId);
  const basis = suggestionsOf(catalog, photoId).find(({ id }) => id === review?.suggestionId);
  if (review === undefined || basis === undefined) return undefined;
  const keywords = sortedBack(review.keywords, basis.suggestion.keywords);
  return { kind: 'edit', text: { keywords }, label: 'Sorted the keywords back' };
}
