/** The review as the screen sees it, over the pipeline's review and the catalog. */
import {
  drain,
  type Plan,
  redoStep,
  runPlan,
  type StepDone,
  undoStep,
} from '../../catalog/changes.ts';
import { dropDraft, getDraft, saveDraft } from '../../catalog/drafts.ts';
import { shapeOf } from '../../catalog/groups.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { countReviews } from '../../catalog/reviews.ts';
import { lookInSlices, reverseInSlices, runPlanInSlices } from '../../catalog/slices.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { systemClock } from '../../pipeline/archive/clock.ts';
import { apply, choicePlan, planOf, previewing } from '../../pipeline/review/apply.ts';
import { isChecked, type Change as ReviewChange } from '../../pipeline/review/change.ts';
import { gathering } from '../../pipeline/review/check-groups.ts';
import { countChecks, countStale, hasStale } from '../../pipeline/review/checks.ts';
import type { ReviewContext } from '../../pipeline/review/context.ts';
import { completeFilter } from '../../pipeline/review/filter-completion.ts';
import { ignoreWord } from '../../pipeline/review/ignore-word.ts';
import {
  listOf,
  type ReviewList as PipelineList,
  rememberedView,
  rememberView,
} from '../../pipeline/review/list.ts';
import { setSpelling, spellingOf } from '../../pipeline/review/spelling.ts';
import { bringBackChange, sortBackChange, versionChange } from '../../pipeline/review/versions.ts';
import type { Vocabulary } from '../../pipeline/review/vocabulary.ts';
import { settleConflicts } from '../../pipeline/sidecars/resolve-conflicts.ts';
import type { Change, Doing, FoundChecks, Report, ReviewModel } from '../model/review.ts';
import { agencyOpinions } from './agencies.ts';
import { reviewList, shownList } from './review-list.ts';
import { reviewPhoto, shownCheck } from './review-photo.ts';
import type { SidecarProblems } from './review-sidecar.ts';
import type { SharedChecker } from './shared-checker.ts';
import { Steps } from './steps.ts';
import type { Upkeep } from './upkeep.ts';

/** Photos whose checks are counted before the key press is answered; more are counted beside it. */
const countedAtOnce = 100;
/** Changes to more photos than this are done in slices, so that keys are answered meanwhile. */
const changedAtOnce = 1000;
/** The same where each photo is checked for it, which takes longer. */
const checkedAtOnce = 50;

const mostAtOnce = (change: ReviewChange) => (isChecked(change) ? checkedAtOnce : changedAtOnce);

/**
 * The review of an open archive; `upkeep` is the work beside it.
 * @param problems what is wrong with sidecars, by photo; filled while photos are looked at
 */
export function reviewModel(
  archive: Archive,
  checker: SharedChecker,
  vocabulary: Vocabulary,
  upkeep: Pick<Upkeep, 'wake' | 'hurry'>,
  problems: SidecarProblems,
): ReviewModel {
  const { catalog, settings } = archive;
  const steps = new Steps(catalog);
  let list: PipelineList | undefined;

  /** Brings the counts of what changed up to date, so that the list tells the truth in the same frame. */
  function done<T extends StepDone | undefined>(step: T): T {
    const changed = step?.photoIds ?? [];
    // One change to very many photos brings the same words to all of them.
    vocabulary.learnFrom(catalog, changed.slice(0, countedAtOnce));
    if (changed.length > countedAtOnce) upkeep.wake();
    else if (changed.length > 0) countChecks(catalog, checker.current, changed);
    return step;
  }
  /** What is accepted in spite of problems is told with their number. */
  function countBefore(photoIds: readonly number[]): void {
    if (photoIds.length <= countedAtOnce && hasStale(catalog))
      countChecks(catalog, checker.current, photoIds);
  }
  function run(plan: Plan, photos: number, report: Report, most = changedAtOnce): Doing {
    if (photos <= most) return done(runPlan(catalog, plan));
    const { signal } = new AbortController();
    return runPlanInSlices(catalog, plan, { signal, report }).then(done);
  }
  function step(way: 'undo' | 'redo', report: Report): Doing {
    const photos = steps.take(way)?.photos ?? 0;
    if (photos > changedAtOnce) return reverseInSlices(catalog, way, report).then(doneWithRules);
    return doneWithRules(way === 'undo' ? undoStep(catalog) : redoStep(catalog));
  }
  /** Undoing may bring a silenced check back. */
  function doneWithRules(step: StepDone | undefined): Change | undefined {
    checker.silencesChanged();
    if (step?.photoIds.length === 0) upkeep.wake();
    return done(step);
  }

  const context = (): ReviewContext => ({ catalog, settings, checker: checker.current });
  const changeOne = (photoId: number, change: ReviewChange | undefined, nothing: string) =>
    change === undefined
      ? { said: nothing, photoIds: [] }
      : done(apply(context(), [photoId], change));
  const changeMany = (photoIds: readonly number[], change: ReviewChange, report: Report) =>
    run(planOf(context(), photoIds, change), photoIds.length, report, mostAtOnce(change));

  /** At once, or in slices where there is much to look at. */
  function looked<T>(
    work: Generator<void, T>,
    isLittle: boolean,
    report: Report,
    signal: AbortSignal,
  ): T | Promise<T> {
    return isLittle ? drain(work) : lookInSlices(work, { report, signal });
  }
  function* foundIn(photoIds: readonly number[]): Generator<void, FoundChecks> {
    const { groups, plain } = yield* gathering(catalog, checker.current, photoIds);
    return {
      groups: groups.map(({ check, photos }) => ({ check: shownCheck(check), photos })),
      plain,
    };
  }

  return {
    list(view) {
      let made = reviewList(archive, view, list);
      if (made.shown.unsettled === true) {
        countStale(catalog, checker.current, countedAtOnce);
        made = reviewList(archive, view, list);
        if (made.shown.unsettled === true) upkeep.hurry('counts');
      }
      if (hasStale(catalog)) upkeep.wake();
      list = made.behind;
      return made.shown;
    },
    listOf: (photoIds) => shownList(catalog, listOf(catalog, photoIds)),
    shapeOf: (photoIds) => shapeOf(catalog, photoIds),
    counting: () => hasStale(catalog),
    remembered: () => rememberedView(catalog),
    remember: (view) => rememberView(catalog, view),
    progress: () => countReviews(catalog),
    photo: (photoId) => reviewPhoto(archive, checker.current, problems, photoId),
    agencies: (photoId) => agencyOpinions(archive, photoId),

    decide(photoIds, verdict, part, report) {
      countBefore(photoIds);
      return changeMany(photoIds, { kind: 'decide', decision: verdict, part }, report);
    },
    choose(chosen, others, report) {
      countBefore([chosen]);
      return run(choicePlan(context(), chosen, others), others.length, report);
    },
    edit: (photoId, text) => changeOne(photoId, { kind: 'edit', text }, ''),
    editWithDateline: (photoId, text, dateline) =>
      changeOne(photoId, { kind: 'edit', text, dateline }, ''),
    takeVersion: (photoId, id) =>
      changeOne(photoId, versionChange(catalog, photoId, id), 'There is no such version'),
    bringBack: (photoId, keyword) =>
      changeOne(photoId, bringBackChange(catalog, photoId, keyword), ''),
    sortBack: (photoId) =>
      changeOne(photoId, sortBackChange(catalog, photoId), 'There is no order to go back to'),
    settleSidecar(photoId, keep) {
      const photo = getPhoto(catalog, photoId);
      return photo === undefined ? undefined : done(settleConflicts(archive, photo, keep));
    },
    usage: (photoIds, usage, report) => changeMany(photoIds, { kind: 'usage', usage }, report),
    fix: (photoId, check) => changeOne(photoId, { kind: 'fix', check }, ''),
    checksIn: (photoIds, report, signal) =>
      looked(foundIn(photoIds), photoIds.length <= checkedAtOnce, report, signal),
    silence(photoId, { code, word = '' }) {
      if (code === 'unsure') return changeOne(photoId, { kind: 'keepName', name: word }, '');
      if (code === 'short-title-behind') return changeOne(photoId, { kind: 'keepShortTitle' }, '');
      const step = ignoreWord(catalog, { rule: code, word });
      checker.silencesChanged();
      countChecks(catalog, checker.current, [photoId]);
      upkeep.wake();
      return { ...step, photoIds: [photoId] };
    },
    spelling: () => spellingOf(catalog),
    async checkSpelling(spelling) {
      setSpelling(catalog, spelling);
      await checker.renew();
      upkeep.wake();
    },
    bulkPreview(photoIds, change, report, signal) {
      const work = previewing(context(), photoIds, change);
      return looked(work, photoIds.length <= mostAtOnce(change), report, signal);
    },
    bulk: changeMany,
    nextStep: (way) => steps.next(way),
    undo: (report) => step('undo', report),
    redo: (report) => step('redo', report),

    complete(beginning, limit) {
      if (!vocabulary.isComplete(catalog)) vocabulary.read(catalog);
      if (!vocabulary.isComplete(catalog)) {
        upkeep.hurry('words');
        upkeep.wake();
      }
      return vocabulary.complete(beginning, limit);
    },
    completeFilter: (text, limit) =>
      completeFilter(text, [...checker.current.placesByTerm.entries.values()].flat(), limit),
    draft: (photoId, field) => getDraft(catalog, photoId, field)?.text,
    keepDraft(photoId, field, text, cursor) {
      if (text === undefined) dropDraft(catalog, photoId, field);
      else saveDraft(catalog, { photoId, field, text, cursor });
    },

    async redoPrice(photoId) {
      const photo = getPhoto(catalog, photoId);
      if (photo === undefined) return undefined;
      const { redoPrice } = await import('../../pipeline/ask/redo.ts');
      return redoPrice(archive, photo);
    },
    async askLater(photoId, hint) {
      const { redoInBatch } = await import('../../pipeline/ask/redo.ts');
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
      const { redoNow } = await import('../../pipeline/ask/redo.ts');
      const context = { archive, clock: systemClock, signal, report: () => undefined };
      const answered = await redoNow(context, photoId, hint);
      countChecks(catalog, checker.current, [photoId]);
      return 'issue' in answered
        ? { failed: answered.issue.message }
        : { id: answered.suggestion.id, text: answered.suggestion.suggestion };
    },
  };
}
