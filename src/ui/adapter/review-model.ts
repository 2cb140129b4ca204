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
import { applyBulk, bulkPlan, previewing } from '../../pipeline/review/bulk.ts';
import type { BulkChange as PlannedChange } from '../../pipeline/review/bulk-change.ts';
import { gathering } from '../../pipeline/review/check-groups.ts';
import { countChecks, countStale, hasStale } from '../../pipeline/review/checks.ts';
import { choice, decision } from '../../pipeline/review/decide.ts';
import { editText } from '../../pipeline/review/edit.ts';
import { usagePlan } from '../../pipeline/review/facts.ts';
import { completeFilter } from '../../pipeline/review/filter-completion.ts';
import {
  listOf,
  type ReviewList as PipelineList,
  rememberedView,
  rememberView,
} from '../../pipeline/review/list.ts';
import { silence } from '../../pipeline/review/silence.ts';
import { setSpelling, spellingOf } from '../../pipeline/review/spelling.ts';
import { editWithDateline } from '../../pipeline/review/typed-dateline.ts';
import { bringBack, sortBack, takeVersion } from '../../pipeline/review/versions.ts';
import type { Vocabulary } from '../../pipeline/review/vocabulary.ts';
import { settleConflicts } from '../../pipeline/sidecars/resolve-conflicts.ts';
import type {
  BulkChange,
  Change,
  Doing,
  FoundChecks,
  Report,
  ReviewModel,
} from '../model/review.ts';
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

type CheckedChange = Extract<BulkChange, { kind: (typeof checkedKinds)[number] }>;
/** What these make of a text, or put into it, goes by the checks. */
const checkedKinds = ['fix', 'fixAll', 'dropNames', 'removeKeyword', 'replaceKeyword'] as const;

function isChecked(change: BulkChange): change is CheckedChange {
  return checkedKinds.some((kind) => kind === change.kind);
}

const mostAtOnce = (change: PlannedChange) => ('checker' in change ? checkedAtOnce : changedAtOnce);

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

  function bulkChange(change: BulkChange): PlannedChange {
    if (isChecked(change)) return { ...change, checker: checker.current };
    if (change.kind !== 'addKeyword') return change;
    const { makesRoom, ...added } = change;
    const room = {
      count: settings['keywords.count'],
      required: settings['keywords.required'],
    };
    return makesRoom ? { ...added, room } : added;
  }

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
      return run(decision(catalog, photoIds, verdict, part), photoIds.length, report);
    },
    choose(chosen, others, report) {
      countBefore([chosen]);
      return run(choice(catalog, chosen, others), others.length, report);
    },
    edit: (photoId, text) => done(editText(catalog, photoId, text)),
    editWithDateline: (photoId, text, facts) =>
      done(editWithDateline(catalog, photoId, text, facts)),
    takeVersion: (photoId, id) => done(takeVersion(catalog, photoId, id)),
    bringBack: (photoId, keyword) => done(bringBack(catalog, photoId, keyword)),
    sortBack: (photoId) => done(sortBack(catalog, photoId)),
    settleSidecar(photoId, keep) {
      const photo = getPhoto(catalog, photoId);
      return photo === undefined ? undefined : done(settleConflicts(archive, photo, keep));
    },
    usage: (photoIds, usage, report) =>
      run(usagePlan(catalog, photoIds, usage), photoIds.length, report),
    fix: (photoId, check) =>
      done(applyBulk(catalog, [photoId], bulkChange({ kind: 'fix', check }))),
    checksIn: (photoIds, report, signal) =>
      looked(foundIn(photoIds), photoIds.length <= checkedAtOnce, report, signal),
    silence(photoId, { code, word = '' }) {
      if (code === 'unsure')
        return done(applyBulk(catalog, [photoId], { kind: 'keepName', name: word }));
      if (code === 'short-title-behind')
        return done(applyBulk(catalog, [photoId], { kind: 'keepShortTitle' }));
      const step = silence(catalog, { rule: code, word });
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
      const planned = bulkChange(change);
      const work = previewing(catalog, photoIds, planned, settings['keywords.count']);
      return looked(work, photoIds.length <= mostAtOnce(planned), report, signal);
    },
    bulk(photoIds, change, report) {
      const planned = bulkChange(change);
      const plan = bulkPlan(catalog, photoIds, planned);
      return run(plan, photoIds.length, report, mostAtOnce(planned));
    },
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
