/** What else a photo's text could be: other answers of the model, what the file says, and words that were removed. */
import type { StoredSuggestion } from '../../catalog/suggestions.ts';
import type { ExistingText, Photo, PhotoText } from '../../photo.ts';
import { splitTitle } from '../../rules/texts/title.ts';
import type { Change } from './change.ts';
import type { PhotoDoc } from './doc.ts';
import type { Part, TextEdit } from './edit.ts';
import { sameKeyword, sortedBack, typedKeywords, withKeywords } from './keywords.ts';

/** A text that can take the place of the present one. */
export type Version = {
  /** The stored answer, or what the photo's own file or its sidecar says. */
  readonly id: number | 'file' | 'sidecar';
  /** `the model`, `the model, first answer`, `asked again: "it is the Galata Tower"`, `already in the file`, `in its sidecar`. */
  readonly origin: string;
  /** True for the answer that the present text was made from. */
  readonly isBasis: boolean;
  readonly text: PhotoText;
  /** Set where it is an answer of the model. */
  readonly answer?: StoredSuggestion | undefined;
};

/** What versions come from, as it was read. */
export type Sources = {
  readonly doc: PhotoDoc;
  /** Every answer for the photo, the newest first. */
  readonly answers: readonly StoredSuggestion[];
  /** What its sidecar says, where one is known. */
  readonly sidecar: ExistingText | undefined;
};

/** Every version of a photo's text, the newest answer first and what sidecar and file say last. */
export function versionsIn({ doc: { photo, review }, answers, sidecar }: Sources): Version[] {
  const versions = answers.map((answer, index) => ({
    id: answer.id,
    origin: originOf(answer, index, answers.length),
    isBasis: review.suggestionId === answer.id,
    text: answer.suggestion,
    answer,
  }));
  const others: readonly (readonly [Version['id'], string, PhotoText | undefined])[] = [
    ['sidecar', 'in its sidecar', textIn(photo, sidecar)],
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

function textIn(photo: Photo, existing: ExistingText | undefined): PhotoText | undefined {
  if (existing === undefined) return undefined;
  const { headline, caption, shortTitle, keywords } = existing;
  const description = splitTitle(headline ?? caption ?? '', photo);
  if (description === '' && keywords.length === 0) return undefined;
  return { description, shortTitle: shortTitle ?? '', keywords };
}

/** Whether an answer came after the person's last change and waits among the versions. */
export function hasNewerAnswer({ doc, answers }: Sources): boolean {
  const { version, suggestionId = 0, changedAt } = doc.review;
  return version > 0 && answers.some(({ id, at }) => id > suggestionId && at >= changedAt);
}

/** The change that puts a version, or only its title or keywords, in the place of the present text. */
export function versionChange({ text, answer, origin }: Version, part: Part = 'all'): Change {
  const label = `Took ${partInWords[part]} of ${origin}`;
  if (answer !== undefined && part === 'all') return { kind: 'takeAnswer', answer, label };
  const { description, shortTitle, keywords } = text;
  const edit: TextEdit = {
    ...(part === 'keywords' ? {} : { description, shortTitle, shortTitleFits: true }),
    ...(part === 'title' ? {} : { keywords }),
  };
  return { kind: 'edit', text: edit, label };
}

const partInWords = { all: 'the text', title: 'the title', keywords: 'the keywords' } as const;

/** A keyword that is not in the list but was once, and why. */
export type RemovedKeyword = {
  readonly keyword: string;
  /** The rule that removed it; `person` for what was in the answer and no longer is, `file` and `sidecar` for what those have. */
  readonly rule: string;
};

/** Keywords that could be brought back: those the checks removed, those the person did, those of the file. */
export function removedIn({ doc, answers, sidecar }: Sources): RemovedKeyword[] {
  const { photo, review, hasText } = doc;
  if (!hasText) return [];
  const found: RemovedKeyword[] = [];
  const add = (keyword: string, rule: string) => {
    if (sameKeyword(review.keywords, keyword) !== undefined) return;
    if (found.some((other) => other.keyword === keyword)) return;
    found.push({ keyword, rule });
  };
  for (const { id, suggestion } of answers) {
    if (id === review.suggestionId)
      for (const keyword of suggestion.keywords) add(keyword, 'person');
    for (const { field, rule, before, after } of suggestion.repairs)
      if (field === 'keywords' && after === undefined) add(before, rule);
  }
  for (const keyword of photo.existing.keywords.flatMap(typedKeywords)) add(keyword, 'file');
  for (const keyword of (sidecar?.keywords ?? []).flatMap(typedKeywords)) add(keyword, 'sidecar');
  return found;
}

/** The change that puts a removed keyword back at the end of the list. */
export function bringBackChange(keywords: readonly string[], keyword: string): Change {
  const text = { keywords: withKeywords(keywords, [keyword]) };
  return { kind: 'edit', text, label: `Brought "${keyword}" back` };
}

/** The change that brings keywords back into the order of the answer they came from. */
export function sortBackChange(keywords: readonly string[], basis: Version): Change {
  const text = { keywords: sortedBack(keywords, basis.text.keywords) };
  return { kind: 'edit', text, label: 'Sorted the keywords back' };
}
