/** Making a change to photos, one or many, as one step that can be undone; and telling beforehand what it would do. */

import { counted } from '../../amounts.ts';
import { photoName } from '../../catalog/photo-names.ts';
import {
  runAction,
  type Step,
  type StepDone,
  type UndoableAction,
} from '../../catalog/undo-log.ts';
import { placeInWords } from '../../rules/datelines/dateline.ts';
import { mentions } from '../../rules/keywords/terms.ts';
import { titleOf } from '../../rules/texts/title.ts';
import { actionOf, type Change, needsText } from './change.ts';
import { type ChangeTotals, countChange, noTotals } from './change-totals.ts';
import type { ReviewContext } from './context.ts';
import { decisionInWords, inWords, nothingInWords, smallFirst } from './describe.ts';
import { differenceInWords } from './difference.ts';
import { loadDoc, type PhotoDoc, saveDoc } from './doc.ts';
import { openDoc } from './existing.ts';
import { type Transform, transformFor } from './transform.ts';

/** Makes a change to photos, all at once. */
export function apply(
  context: ReviewContext,
  photoIds: readonly number[],
  change: Change,
): StepDone {
  return runAction(context.catalog, undoableActionOf(context, photoIds, change));
}

/** The same as a plan, which very many photos are done by in chunks. */
export function undoableActionOf(
  context: ReviewContext,
  photoIds: readonly number[],
  change: Change,
): UndoableAction {
  const done = noTotals();
  const transform = transformFor(change, context);
  return {
    action: actionOf(change),
    work: (step) => changing(context, step, photoIds, transform, done),
    message: () => inWords(context.catalog, change, done, photoIds.length === 1),
    nothing: () => nothingInWords(context.catalog, change, photoIds),
  };
}

/** Accepts one photo and rejects the others, as one step; nothing, where it has no text to accept. */
export function choicePlan(
  context: ReviewContext,
  chosen: number,
  others: readonly number[],
): UndoableAction {
  const { catalog } = context;
  const accept: Change = { kind: 'decide', decision: 'accepted' };
  const reject: Change = { kind: 'decide', decision: 'rejected' };
  const accepting = undoableActionOf(context, [chosen], accept);
  const rejected = noTotals();
  return {
    action: 'choose',
    *work(step) {
      const { hasText, review } = loadDoc(catalog, chosen) ?? {};
      if (hasText !== true || (review?.description === '' && review.keywords.length === 0)) return;
      yield* accepting.work(step);
      yield* changing(context, step, others, transformFor(reject, context), rejected);
    },
    message(step) {
      const accepted = step.photoIds.has(chosen) ? accepting.message(step) : accepting.nothing();
      const theirs =
        rejected.changed === 0
          ? nothingInWords(catalog, reject, others)
          : decisionInWords(context.catalog, reject, rejected);
      return `${accepted}; ${smallFirst(theirs)}`;
    },
    nothing: accepting.nothing,
  };
}

function* changing(
  context: ReviewContext,
  step: Step,
  photoIds: readonly number[],
  transform: Transform,
  done: ChangeTotals,
): Generator<void> {
  for (const id of photoIds) {
    const before = openDoc(context, id);
    const after = before === undefined ? undefined : transform(before);
    if (before !== undefined && after !== undefined && after !== before)
      if (saveDoc(context.catalog, step, before, after)) countChange(done, before, after);
    yield;
  }
}

type Example = {
  /** File name. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
};

export type ChangePreview = {
  /** How many photos would change, of how many. */
  readonly changed: number;
  readonly of: number;
  /** The first of them. */
  readonly examples: readonly Example[];
  /** Sentences about what stands against it: `3 photos would have more than 50 keywords`. */
  readonly warnings: readonly string[];
};

/** More than a person looks through. */
const mostExamples = 100;

/** What a change would do to the photos, without doing it; rests after every photo. */
export function* previewing(
  context: ReviewContext,
  photoIds: readonly number[],
  change: Change,
): Generator<void, ChangePreview> {
  const transform = transformFor(change, context);
  const examples: Example[] = [];
  const against = { withoutText: 0, tooMany: 0, tooLong: 0, accepted: 0, placed: 0 };
  const most = context.settings['keywords.count'];
  let changed = 0;
  for (const id of photoIds) {
    const before = openDoc(context, id);
    yield;
    if (before === undefined) continue;
    if (needsText(change) && !before.hasText) against.withoutText++;
    const after = transform(before);
    const difference = differenceInWords(before, after);
    if (difference === undefined) continue;
    changed++;
    if (examples.length < mostExamples)
      examples.push({ name: photoName(context.catalog, before.photo.path), ...difference });
    if (before.hasText && before.review.decision === 'accepted') against.accepted++;
    if (change.kind === 'place' && namesOldPlace(before, after)) against.placed++;
    const { keywords } = after.review;
    if (keywords !== before.review.keywords && keywords.length > most) against.tooMany++;
    if (isCut(before, after)) against.tooLong++;
  }
  const warnings = warningsFor(against, most, change, changed);
  return { changed, of: photoIds.length, examples, warnings };
}

/** Whether the title would not fit where the change touches it. */
function isCut(before: PhotoDoc, { photo, review, hasText }: PhotoDoc): boolean {
  const isTouched = photo !== before.photo || review.description !== before.review.description;
  return isTouched && hasText && titleOf({ ...photo, description: review.description }).cut > 0;
}

/** Whether a title says a city or country of the photo that its new place would not have. */
function namesOldPlace({ photo, review }: PhotoDoc, after: PhotoDoc): boolean {
  const titles = `${review.description} ; ${review.shortTitle}`;
  const places = placeInWords(after.photo.place);
  return [photo.place?.city ?? '', photo.place?.country ?? ''].some(
    (name) => mentions(titles, name) && !mentions(places, name),
  );
}

function warningsFor(
  against: Readonly<Record<'withoutText' | 'tooMany' | 'tooLong' | 'accepted' | 'placed', number>>,
  most: number,
  change: Change,
  changed: number,
): string[] {
  const { withoutText, tooMany, tooLong, accepted, placed } = against;
  const photos = (count: number) => counted(count, 'photo');
  const equal = change.kind === 'copyTitle' && changed > 0;
  return [
    ...(placed > 0 ? [`the titles of ${photos(placed)} would still name the place before`] : []),
    ...(tooMany > 0 ? [`${photos(tooMany)} would have more than ${most} keywords`] : []),
    ...(tooLong > 0 ? [`${photos(tooLong)} would have a title that is cut at 200 characters`] : []),
    ...(equal ? [`${photos(changed + 1)} would have the same title; agencies rank that down`] : []),
    ...(accepted > 0 ? [`${photos(accepted)} accepted already would be written again`] : []),
    ...(withoutText > 0 ? [`${photos(withoutText)} without text would stay as they are`] : []),
  ];
}
