/** What a person does in the review, as tests call it. */
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { suggestionsOf } from '../../../src/catalog/suggestions.ts';
import { drain, type StepDone, type UndoableAction } from '../../../src/catalog/undo-log.ts';
import type { Decision, Place, Usage } from '../../../src/photo.ts';
import {
  apply,
  choicePlan,
  previewing,
  undoableActionOf,
} from '../../../src/pipeline/review/apply.ts';
import type { Change } from '../../../src/pipeline/review/change.ts';
import type { Checker } from '../../../src/pipeline/review/checker.ts';
import type { ReviewContext } from '../../../src/pipeline/review/context.ts';
import { loadDoc } from '../../../src/pipeline/review/doc.ts';
import type { Part, TextEdit } from '../../../src/pipeline/review/edit.ts';
import { checksOfDoc } from '../../../src/pipeline/review/photo-checks.ts';
import {
  bringBackChange,
  type Sources,
  sortBackChange,
  type Version,
  versionChange,
  versionsIn,
} from '../../../src/pipeline/review/versions.ts';
import { recall } from '../../../src/pipeline/sidecars/sidecar-row.ts';
import { defaultSettings } from '../../../src/settings.ts';

export type ContextOptions = {
  readonly checker?: Checker;
  readonly count?: number;
  readonly required?: readonly string[];
};

export function reviewContext(catalog: Catalog, options: ContextOptions = {}): ReviewContext {
  const { checker, count = 50, required = [] } = options;
  const settings = {
    ...defaultSettings,
    'keywords.count': count,
    'keywords.required': [...required],
  };
  return { catalog, settings, checker };
}

export function applyTo(
  catalog: Catalog,
  photoIds: readonly number[],
  what: Change,
  options: ContextOptions = {},
): StepDone {
  return apply(reviewContext(catalog, options), photoIds, what);
}

export function changePlan(
  catalog: Catalog,
  photoIds: readonly number[],
  what: Change,
): UndoableAction {
  return undoableActionOf(reviewContext(catalog), photoIds, what);
}

export function previewOf(
  catalog: Catalog,
  photoIds: readonly number[],
  what: Change,
  options: ContextOptions = {},
) {
  return drain(previewing(reviewContext(catalog, options), photoIds, what));
}

export function decide(
  catalog: Catalog,
  photoIds: readonly number[],
  decision: Decision,
  part: Part = 'all',
): StepDone {
  return applyTo(catalog, photoIds, { kind: 'decide', decision, part });
}

export function choose(
  catalog: Catalog,
  chosen: number,
  others: readonly number[],
): UndoableAction {
  return choicePlan(reviewContext(catalog), chosen, others);
}

export function editText(catalog: Catalog, photoId: number, text: TextEdit): StepDone {
  return applyTo(catalog, [photoId], { kind: 'edit', text });
}

export function setUsage(catalog: Catalog, photoIds: readonly number[], usage: Usage): StepDone {
  return applyTo(catalog, photoIds, { kind: 'usage', usage });
}

export function setPlace(catalog: Catalog, photoIds: readonly number[], place: Place): StepDone {
  return applyTo(catalog, photoIds, { kind: 'place', place });
}

export function takeVersion(
  catalog: Catalog,
  photoId: number,
  id: Version['id'],
  part?: Part,
): StepDone {
  const version = versionsIn(sourcesOf(catalog, photoId)).find((one) => one.id === id);
  return found(catalog, photoId, version && versionChange(version, part));
}

export function bringBack(catalog: Catalog, photoId: number, keyword: string): StepDone {
  const { keywords } = sourcesOf(catalog, photoId).doc.review;
  return applyTo(catalog, [photoId], bringBackChange(keywords, keyword));
}

export function sortBack(catalog: Catalog, photoId: number): StepDone {
  const sources = sourcesOf(catalog, photoId);
  const basis = versionsIn(sources).find(({ isBasis }) => isBasis);
  return found(catalog, photoId, basis && sortBackChange(sources.doc.review.keywords, basis));
}

/** What the versions of a photo's text come from. */
export function sourcesOf(catalog: Catalog, photoId: number): Sources {
  const doc = loadDoc(catalog, photoId);
  if (doc === undefined) throw new Error(`there is no photo ${photoId}`);
  const sidecar = recall(catalog, photoId)?.content;
  return { doc, answers: suggestionsOf(catalog, photoId), sidecar };
}

/** Everything that may be wrong with a photo's text, problems first. */
export function checksOfPhoto(catalog: Catalog, checker: Checker, photoId: number) {
  return checksOfDoc(catalog, checker, sourcesOf(catalog, photoId).doc);
}

function found(catalog: Catalog, photoId: number, what: Change | undefined): StepDone {
  return what === undefined
    ? { message: 'nothing of the kind', photoIds: [] }
    : applyTo(catalog, [photoId], what);
}
