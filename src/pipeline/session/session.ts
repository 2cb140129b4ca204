/**
 * The review of an open archive as the screen works with it: lists and photos to show, changes made at once or in chunks,
 * and the counts of checks kept true beside them. Queries are small (a page, one photo, counts), so that a key press is
 * answered in the same turn; whatever takes time is a promise.
 */

import {
  type ChunkOptions,
  lookInChunks,
  reverseInChunks,
  runActionInChunks,
} from '../../catalog/chunked.ts';
import { shapeOf } from '../../catalog/groups.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { hasStale, staleAmong } from '../../catalog/review-counts.ts';
import { countReviews, type ReviewCounts } from '../../catalog/review-totals.ts';
import {
  drain,
  redoStep,
  runAction,
  type StepDone,
  type UndoableAction,
  undoStep,
} from '../../catalog/undo-log.ts';
import type { Archive } from '../archive/archive.ts';
import { largerPicture, previewOfPhoto } from '../archive/previews.ts';
import { type ChangePreview, choicePlan, previewing, undoableActionOf } from '../review/apply.ts';
import { type Change, isChecked } from '../review/change.ts';
import type { ReviewContext } from '../review/context.ts';
import type { Spelling } from '../review/dictionary.ts';
import { loadDoc } from '../review/doc.ts';
import { ignoreWord } from '../review/ignore-word.ts';
import {
  type LastView,
  listOf,
  makeList,
  type ReviewList,
  rememberedView,
  rememberView,
  type View,
} from '../review/list.ts';
import { countChecks, countStale } from '../review/photo-checks.ts';
import { photosMatching } from '../review/selection.ts';
import { setSpelling, spellingOf } from '../review/spelling.ts';
import { Vocabulary } from '../review/vocabulary.ts';
import {
  type OnSidecar,
  type SidecarProblems,
  type SidecarsInView,
  sidecarsInView,
} from '../sidecars/in-view.ts';
import { settleAllConflicts } from '../sidecars/resolve-conflicts.ts';
import type { RightsOutlook } from '../sidecars/rights-outlook.ts';
import { BackgroundIndexer, type IdleHooks } from './background-indexer.ts';
import { gatheringToShow, type ShownCheckGroups } from './check-groups.ts';
import type { OutletOpinions } from './outlet-opinions.ts';
import { isContradiction, type ReviewPhoto, reviewPhoto, type ShownCheck } from './photo.ts';
import { SharedChecker } from './shared-checker.ts';
import { type ReversibleStep, Steps } from './steps.ts';
import { Typing } from './typing.ts';

/** A change, at once or (to very many photos) in chunks between which keys are answered. */
export type Doing = StepDone | undefined | Promise<StepDone | undefined>;

/** How many photos a change in chunks has done. */
export type Report = (done: number) => void;

/** Photos whose checks are counted before the key press is answered; more are counted beside it. */
const countedAtOnce = 100;
/** Changes to more photos than this are done in chunks, so that keys are answered meanwhile. */
const changedAtOnce = 1000;
/** The same where each photo is checked for it, which takes longer. */
const checkedAtOnce = 50;

const mostAtOnce = (change: Change) => (isChecked(change) ? checkedAtOnce : changedAtOnce);

export class ReviewSession {
  readonly archive: Archive;
  /** What is offered while something is typed. */
  readonly typing: Typing;
  readonly #vocabulary = new Vocabulary();
  readonly #checker: SharedChecker;
  readonly #indexer: BackgroundIndexer;
  readonly #steps: Steps;
  /** What is wrong with sidecars, by photo; filled while photos are looked at. */
  readonly #sidecarProblems: SidecarProblems = new Map();
  #list: ReviewList | undefined;

  constructor(archive: Archive) {
    this.archive = archive;
    this.#checker = new SharedChecker(archive, this.#vocabulary);
    this.#indexer = new BackgroundIndexer(archive, this.#checker, this.#vocabulary);
    this.#steps = new Steps(archive.catalog);
    this.typing = new Typing(archive, this.#checker, this.#indexer, this.#vocabulary);
  }

  get #context(): ReviewContext {
    const { catalog, settings } = this.archive;
    return { catalog, settings, checker: this.#checker.current };
  }

  /** Brings up to date what nobody waits for, in small pieces while keys rest; at once, when something is asked that needs it. */
  keepUp(hooks: IdleHooks, signal: AbortSignal): Promise<void> {
    return this.#indexer.run(hooks, signal);
  }

  // What is shown.

  /** The list of a view; a filter that is not understood keeps the photos of the list before. */
  list(view: View): ReviewList {
    const { catalog } = this.archive;
    let list = makeList(catalog, view, this.#list);
    if (list.isUnsettled) {
      countStale(catalog, this.#checker.current, countedAtOnce);
      list = makeList(catalog, view, this.#list);
      if (list.isUnsettled) this.#indexer.hurry('counts');
    }
    if (hasStale(catalog)) this.#indexer.wake();
    this.#list = list;
    return list;
  }

  /** These photos alone, as far as they are in the review, in the order in which they were taken. */
  listOf(photoIds: readonly number[]): ReviewList {
    return listOf(this.archive.catalog, photoIds);
  }

  /** How many times as wide as high photos are, in the middle. */
  shapeOf(photoIds: readonly number[]): number {
    return shapeOf(this.archive.catalog, photoIds);
  }

  /** The checks of some photos are still being counted. */
  counting(): boolean {
    return hasStale(this.archive.catalog);
  }

  /** What was in view the last time. */
  remembered(): LastView {
    return rememberedView(this.archive.catalog);
  }

  remember(view: LastView): void {
    rememberView(this.archive.catalog, view);
  }

  progress(): ReviewCounts {
    return countReviews(this.archive.catalog);
  }

  photo(photoId: number): ReviewPhoto | undefined {
    return reviewPhoto(
      this.archive,
      this.#checker.current,
      this.#sidecarProblems.get(photoId),
      photoId,
    );
  }

  /** The photos that a filter finds, under review or not, or what is wrong with it. */
  matching(filter: string): ReturnType<typeof photosMatching> {
    return photosMatching(this.archive.catalog, filter);
  }

  /** Whether a person has left a photo out of all stages. */
  isExcluded(photoId: number): boolean {
    return getPhoto(this.archive.catalog, photoId)?.excluded === true;
  }

  /** What each outlet would get of its text, and what it would say. */
  async outlets(photoId: number): Promise<OutletOpinions> {
    const { outletOpinions } = await import('./outlet-opinions.ts');
    const { catalog } = this.archive;
    return outletOpinions(catalog, await this.archive.outlets(), loadDoc(catalog, photoId));
  }

  /** What its template would write, beside what is there. */
  async rights(photoId: number): Promise<RightsOutlook | undefined> {
    const { rightsOutlook } = await import('../sidecars/rights-outlook.ts');
    const photo = getPhoto(this.archive.catalog, photoId);
    return photo && rightsOutlook(this.archive, photo);
  }

  /** Does what a person says of photos at an outlet, as one step. */
  sayAtOutlet(action: UndoableAction, photos: number, report: Report): Doing {
    return this.#run(action, photos, report);
  }

  /**
   * The preview of a photo, upright: a JPEG; or why there is none.
   * @param edge pixels of its longest side, where it is to be larger than the one that is kept
   */
  async picture(photoId: number, edge?: number): Promise<PictureBytes> {
    const photo = getPhoto(this.archive.catalog, photoId);
    if (photo === undefined) return { missing: 'This photo is no longer known.' };
    const preview = await (edge === undefined
      ? previewOfPhoto(this.archive, photo)
      : largerPicture(this.archive, photo, edge));
    return 'issue' in preview ? { missing: preview.issue.message } : { bytes: preview.bytes };
  }

  /** Begins to look after the sidecars of the photos in view. */
  sidecars(onSidecar: OnSidecar): SidecarsInView {
    return sidecarsInView(this.archive, this.#sidecarProblems, onSidecar);
  }

  // What is changed.

  /** Makes a change to photos, as one step that can be undone. */
  apply(photoIds: readonly number[], change: Change, report: Report): Doing {
    if (change.kind === 'decide') this.#countBefore(photoIds);
    const action = undoableActionOf(this.#context, photoIds, change);
    return this.#run(action, photoIds.length, report, mostAtOnce(change));
  }

  /** The same to one photo, at once. */
  applyToOne(photoId: number, change: Change): StepDone {
    const action = undoableActionOf(this.#context, [photoId], change);
    return this.#done(runAction(this.archive.catalog, action));
  }

  /** Accepts one photo and rejects the others, as one step. */
  choose(chosen: number, others: readonly number[], report: Report): Doing {
    this.#countBefore([chosen]);
    return this.#run(choicePlan(this.#context, chosen, others), others.length, report);
  }

  /** What a change would do. Rejects with InterruptedError when the signal says so. */
  preview(
    photoIds: readonly number[],
    change: Change,
    options: ChunkOptions,
  ): ChangePreview | Promise<ChangePreview> {
    const work = previewing(this.#context, photoIds, change);
    return photoIds.length <= mostAtOnce(change) ? drain(work) : lookInChunks(work, options);
  }

  /** What the checks find. Rejects with InterruptedError when the signal says so. */
  checksIn(
    photoIds: readonly number[],
    options: ChunkOptions,
  ): ShownCheckGroups | Promise<ShownCheckGroups> {
    const { catalog } = this.archive;
    const work = gatheringToShow(catalog, this.#checker.current, photoIds);
    return photoIds.length <= checkedAtOnce ? drain(work) : lookInChunks(work, options);
  }

  /** Settles every conflict of a photo's sidecar. */
  settleSidecar(photoId: number, keep: 'ours' | 'theirs'): StepDone | undefined {
    const photo = getPhoto(this.archive.catalog, photoId);
    return photo && this.#done(settleAllConflicts(this.archive, photo, keep));
  }

  /** Keeps an unverified name or a short title, in this photo; any other check no longer speaks of its word in the whole archive. */
  ignore(photoId: number, { code, word = '' }: ShownCheck): StepDone {
    if (code === 'unsure') return this.applyToOne(photoId, { kind: 'keepName', name: word });
    if (isContradiction({ code })) return this.applyToOne(photoId, { kind: 'keepPlace' });
    if (code === 'short-title-behind') return this.applyToOne(photoId, { kind: 'keepShortTitle' });
    const { catalog } = this.archive;
    const step = ignoreWord(catalog, { rule: code, word });
    this.#checker.ignoredWordsChanged();
    countChecks(catalog, this.#checker.current, [photoId]);
    this.#indexer.wake();
    return { ...step, photoIds: [photoId] };
  }

  /** By which English spelling is checked in this archive. */
  spelling(): Spelling | undefined {
    return spellingOf(this.archive.catalog);
  }

  /** Checks it so from now on. Rejects with StopError when the dictionary cannot be read. */
  async checkSpelling(spelling: Spelling | undefined): Promise<void> {
    setSpelling(this.archive.catalog, spelling);
    await this.#checker.renew();
    this.#indexer.wake();
  }

  /** What undoing or redoing would concern; undefined where there is nothing. */
  nextStep(way: 'undo' | 'redo'): ReversibleStep | undefined {
    return this.#steps.next(way);
  }

  /** Takes the last step back, or does the one again that was taken back last. */
  reverse(way: 'undo' | 'redo', report: Report): Doing {
    const { catalog } = this.archive;
    const photos = this.#steps.take(way)?.photos ?? 0;
    const done = (step: StepDone | undefined) => this.#reversed(step);
    if (photos > changedAtOnce) return reverseInChunks(catalog, way, report).then(done);
    return done(way === 'undo' ? undoStep(catalog) : redoStep(catalog));
  }

  /** Undoing may end ignoring a word. */
  #reversed(step: StepDone | undefined): StepDone | undefined {
    this.#checker.ignoredWordsChanged();
    if (step?.photoIds.length === 0) this.#indexer.wake();
    return step && this.#done(step);
  }

  #run(action: UndoableAction, photos: number, report: Report, most = changedAtOnce): Doing {
    const { catalog } = this.archive;
    if (photos <= most) return this.#done(runAction(catalog, action));
    const { signal } = new AbortController();
    return runActionInChunks(catalog, action, { signal, report }).then((step) => this.#done(step));
  }

  /** What is accepted in spite of problems is told with their number. */
  #countBefore(photoIds: readonly number[]): void {
    const { catalog } = this.archive;
    if (photoIds.length <= countedAtOnce)
      countChecks(catalog, this.#checker.current, staleAmong(catalog, photoIds));
  }

  /** Brings the counts of what changed up to date, so that the list tells the truth in the same frame. */
  #done(step: StepDone): StepDone {
    const { catalog } = this.archive;
    const changed = step.photoIds;
    if (changed.length > countedAtOnce) this.#indexer.wake();
    // One change to very many photos brings the same words to all of them.
    const stale = staleAmong(catalog, changed.slice(0, countedAtOnce));
    this.#vocabulary.learnFrom(catalog, stale);
    if (changed.length <= countedAtOnce) countChecks(catalog, this.#checker.current, stale);
    return step;
  }

  /** Counts the checks of a photo whose text came from elsewhere. */
  recount(photoId: number): void {
    countChecks(this.archive.catalog, this.#checker.current, [photoId]);
  }
}

export type PictureBytes = { readonly bytes: Uint8Array } | { readonly missing: string };
