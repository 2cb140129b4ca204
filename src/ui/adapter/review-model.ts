/** The review as the screen sees it, over the pipeline's review and the catalog. */
import { redoStep, type StepDone, undoStep } from '../../catalog/changes.ts';
import { dropDraft, getDraft, saveDraft } from '../../catalog/drafts.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { countReviews } from '../../catalog/reviews.ts';
import type { Archive } from '../../pipeline/archive.ts';
import { systemClock } from '../../pipeline/clock.ts';
import { applyBulk, previewBulk } from '../../pipeline/review/bulk.ts';
import {
  type Checker,
  countChecks,
  fixAllChecks,
  fixCheck,
  openChecker,
  withSilences,
} from '../../pipeline/review/checks.ts';
import { decide } from '../../pipeline/review/decide.ts';
import { editText } from '../../pipeline/review/edit.ts';
import { setUsage } from '../../pipeline/review/facts.ts';
import {
  type ReviewList as PipelineList,
  rememberedView,
  rememberView,
} from '../../pipeline/review/list.ts';
import { keepName } from '../../pipeline/review/names.ts';
import { silence } from '../../pipeline/review/silence.ts';
import type { Vocabulary } from '../../pipeline/review/vocabulary.ts';
import type { Change, ReviewModel } from '../model.ts';
import { reviewList } from './review-list.ts';
import { reviewPhoto } from './review-photo.ts';

/** Photos whose checks are counted before the key press is answered; more are counted beside it. */
const countedAtOnce = 100;

/** The review of an open archive. */
export function reviewModel(archive: Archive, vocabulary: Vocabulary): ReviewModel {
  const { catalog, settings } = archive;
  let checker: Checker = openChecker(catalog, settings);
  let list: PipelineList | undefined;

  /** Brings the counts of what changed up to date, so that the list tells the truth in the same frame. */
  function done<T extends StepDone | undefined>(step: T): T {
    const changed = step?.photoIds ?? [];
    if (changed.length > 0 && changed.length <= countedAtOnce)
      countChecks(catalog, checker, changed);
    return step;
  }
  /** Undoing may bring a silenced check back. */
  function doneWithRules(step: StepDone | undefined): Change | undefined {
    checker = withSilences(catalog, checker);
    return done(step);
  }

  return {
    list(view) {
      const made = reviewList(archive, view, list);
      list = made.behind;
      return made.shown;
    },
    remembered: () => rememberedView(catalog),
    remember: (view, photoId) => rememberView(catalog, view, photoId),
    progress: () => countReviews(catalog),
    photo: (photoId) => reviewPhoto(archive, checker, photoId),

    decide: (photoIds, verdict, part) => done(decide(catalog, photoIds, verdict, part)),
    edit: (photoId, text) => done(editText(catalog, photoId, text)),
    usage: (photoIds, usage) => done(setUsage(catalog, photoIds, usage)),
    fix: (photoId, check) => done(fixCheck(catalog, checker, photoId, check)),
    fixAll: (photoId) => done(fixAllChecks(catalog, checker, photoId)),
    silence(photoId, { code, word = '' }) {
      if (code === 'unsure') return done(keepName(catalog, [photoId], word));
      const step = silence(catalog, { rule: code, word });
      checker = withSilences(catalog, checker);
      countChecks(catalog, checker, [photoId]);
      return { ...step, photoIds: [photoId] };
    },
    bulkPreview: (photoIds, change) =>
      previewBulk(catalog, photoIds, change, settings['keywords.count']),
    bulk: (photoIds, change) => done(applyBulk(catalog, photoIds, change)),
    undo: () => doneWithRules(undoStep(catalog)),
    redo: () => doneWithRules(redoStep(catalog)),

    complete: (beginning, limit) => vocabulary.complete(beginning, limit),
    draft: (photoId, field) => getDraft(catalog, photoId, field)?.text,
    keepDraft(photoId, field, text, cursor) {
      if (text === undefined) dropDraft(catalog, photoId, field);
      else saveDraft(catalog, { photoId, field, text, cursor });
    },

    async redoPrice(photoId) {
      const photo = getPhoto(catalog, photoId);
      if (photo === undefined) return undefined;
      const { redoPrice } = await import('../../pipeline/redo.ts');
      return redoPrice(archive, photo);
    },
    async askLater(photoId, hint) {
      const { redoInBatch } = await import('../../pipeline/redo.ts');
      const context = {
        archive,
        clock: systemClock,
        signal: new AbortController().signal,
        report: () => undefined,
      };
      const failed = await redoInBatch(context, photoId, hint);
      return failed?.issue.message;
    },
    async askNow(photoId, hint, signal) {
      const { redoNow } = await import('../../pipeline/redo.ts');
      const context = { archive, clock: systemClock, signal, report: () => undefined };
      const answered = await redoNow(context, photoId, hint);
      countChecks(catalog, checker, [photoId]);
      return 'issue' in answered
        ? { failed: answered.issue.message }
        : answered.suggestion.suggestion;
    },
  };
}
