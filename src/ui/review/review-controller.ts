/**
 * The review screen's state and the few moves that everything else on it is made of: going to a photo, reading it again
 * after a change, what the keys act on. Deciding, editing, finding and changing many are files of their own.
 */

import { count, counted } from '../../amounts.ts';
import type { StepDone } from '../../catalog/undo-log.ts';
import { InterruptedError, messageOf } from '../../errors.ts';
import type { Change } from '../../pipeline/review/change.ts';
import type { ReviewList, View } from '../../pipeline/review/list.ts';
import type { Doing, Report, ReviewSession } from '../../pipeline/session/session.ts';
import type { TextCodes } from '../../rules/template/variables.ts';
import type { NoticeTone, Shell } from '../shell.ts';
import { Store } from '../store.ts';
import { firstState, type ReviewState, withoutFrames } from './state.ts';

/** What the review must know of the screen around it. */
type Surroundings = {
  readonly advance: boolean;
  readonly isInView: () => boolean;
  /** Numbers of the rail may have changed; with `paid`, also what was spent. */
  readonly changed: () => void;
  readonly paid: () => void;
};

/** Milliseconds between two tellings of how far something is. */
const tellEvery = 200;

export class ReviewController {
  readonly state = new Store<ReviewState>(firstState);
  readonly shell: Shell;
  readonly session: ReviewSession;
  #busy: Promise<void> | undefined;
  readonly #asked = new Set<Promise<void>>();
  readonly #leaving = new AbortController();
  readonly #surroundings: Surroundings;

  constructor(session: ReviewSession, shell: Shell, surroundings: Surroundings) {
    this.session = session;
    this.shell = shell;
    this.#surroundings = surroundings;
  }

  /** Whether deciding goes on to the next photo. */
  get advance(): boolean {
    return this.#surroundings.advance;
  }

  /** Whether the person sees the review, and not another stage. */
  get isInView(): boolean {
    return this.#surroundings.isInView();
  }

  get now(): ReviewState {
    return this.state.get();
  }

  /** The id of the photo under the cursor. */
  get currentId(): number | undefined {
    return this.now.photo?.photo.id;
  }

  /** The user's text codes, for what is typed. */
  get codes(): TextCodes {
    return this.session.archive.templates.codes;
  }

  /** Where the last session was, or the first photo. Reads the list anew every time the screen is entered. */
  enter(): void {
    const { list } = this.now;
    const remembered = list === undefined ? this.session.remembered() : undefined;
    if (remembered?.picture !== undefined) this.state.merge({ pictureSize: remembered.picture });
    const complaint = this.show(
      remembered?.view ?? this.now.view,
      remembered?.photoId ?? this.currentId,
    );
    if (complaint !== undefined) this.shell.toast(complaint, 'warn');
  }

  /**
   * Makes the list for a view, with the cursor on `photoId` where it is in it. A filter that is not understood leaves the
   * one before; then this returns why.
   */
  show(view: View, photoId: number | undefined): string | undefined {
    const list = this.session.list(view);
    const found = photoId === undefined ? -1 : list.indexOf(photoId);
    const index = found === -1 ? Math.min(this.now.index, Math.max(0, list.count - 1)) : found;
    const { filter } = list.complaint === undefined ? list.view : this.now.view;
    this.state.merge({ ...withoutFrames(this.now), view: { ...list.view, filter }, list });
    this.select(this.now.selection);
    this.#moveTo(found === -1 && photoId !== undefined ? 0 : index);
    return list.complaint;
  }

  /** Puts another list in the place of this one, with the cursor on the same photo, or at `index` where it is not in it. */
  exchange(list: ReviewList, index: number, changes: Partial<ReviewState>): void {
    const found = this.currentId === undefined ? -1 : list.indexOf(this.currentId);
    this.state.merge({ ...changes, list });
    this.select(this.now.selection);
    this.#moveTo(found === -1 ? index : found);
  }

  /** Moves the cursor to a place of the list, and reads the photo there; returns whether it is another one. */
  go(index: number): boolean {
    const { list, index: before, field } = this.now;
    if (list === undefined || list.count === 0 || field !== undefined) return false;
    const target = Math.max(0, Math.min(list.count - 1, index));
    if (target !== before) this.#moveTo(target);
    return target !== before;
  }

  goBy(step: number): void {
    this.go(this.now.index + step);
  }

  goToPhoto(photoId: number): void {
    const index = this.now.list?.indexOf(photoId) ?? -1;
    if (index !== -1) this.#moveTo(index);
  }

  #moveTo(index: number): void {
    const { list, photo: before, keywordIndex } = this.now;
    const id = list?.idAt(index);
    const photo = id === undefined ? undefined : this.session.photo(id);
    const stays = photo !== undefined && photo.photo.id === before?.photo.id;
    this.state.merge({
      index,
      photo,
      keywordIndex: stays ? Math.min(keywordIndex, Math.max(0, photo.text.keywords.length - 1)) : 0,
      revision: this.now.revision + 1,
    });
    if (id !== undefined) this.remember();
  }

  /** Saves what is in view for next time. */
  remember(): void {
    const { view, frames } = this.now;
    const { pictureSize: picture } = frames?.before ?? this.now;
    this.session.remember({ view, picture, photoId: this.currentId });
  }

  /** Selects these photos and no others. */
  select(selection: ReadonlySet<number>): void {
    const hidden = this.now.list?.outside(selection).length ?? 0;
    this.state.merge({ selection, hidden, anchor: undefined });
  }

  /** The photos that an action is about: the selected ones, or the one under the cursor. */
  targets(): readonly number[] {
    const { selection } = this.now;
    if (selection.size > 0) return [...selection];
    return this.currentId === undefined ? [] : [this.currentId];
  }

  /** Does work that changes photos, at once or in chunks, and calls `after` with what it was. */
  perform(
    work: (report: Report) => Doing,
    photos: number,
    after: (change: StepDone | undefined) => void,
  ): void {
    const doing = work(this.telling('Changed', photos));
    if (!(doing instanceof Promise)) {
      after(doing);
      return;
    }
    const failed = (error: unknown) => {
      this.shell.toast(`That failed: ${messageOf(error)}`, 'bad');
      this.readAgain();
    };
    const freed =
      <T>(then: (value: T) => void) =>
      (value: T) => {
        this.#busy = undefined;
        then(value);
      };
    this.#busy = doing.then(freed(after), freed(failed));
  }

  /** Makes a change to photos, those that the keys act on unless given, and says what it was unless `after` does. */
  apply(
    change: Change,
    photoIds: readonly number[] = this.targets(),
    after: (done: StepDone | undefined) => void = (done) => this.done(done),
  ): void {
    const work = (report: Report) => this.session.apply(photoIds, change, report);
    this.perform(work, photoIds.length, after);
  }

  /** Tells how far work on many photos is, not more often than a person can read. */
  telling(verb: string, photos: number): Report {
    let told = performance.now();
    return (done) => {
      const now = performance.now();
      if (now - told < tellEvery) return;
      told = now;
      const of = photos === 0 ? ' so far' : ` of ${counted(photos, 'photo')}`;
      this.shell.progress(`${verb} ${count(done)}${of}`);
    };
  }

  /** Keeps the archive open for a question to the model; its signal says that the person is leaving. */
  ask(question: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#leaving;
    const asked = question(signal).finally(() => {
      this.#asked.delete(asked);
      if (!signal.aborted) this.#surroundings.paid();
    });
    this.#asked.add(asked);
  }

  /** An answer is awaited. */
  get isAsking(): boolean {
    return this.#asked.size > 0;
  }

  /**
   * To be called when the person leaves: resolves when nothing is being changed any more and the answers are here that
   * are being made, because they are paid for. What only waits for the service is given up; called once more, so are they.
   */
  async settled(): Promise<void> {
    const isUrgent = this.#leaving.signal.aborted;
    this.#leaving.abort(new InterruptedError());
    await Promise.all([this.#busy, ...(isUrgent ? [] : this.#asked)]);
  }

  /** Why nothing may be changed now: one change is made after the other. */
  refusedWhileBusy(): string | undefined {
    return this.#busy && 'Many photos are being changed; try again in a moment.';
  }

  /** Shows what a change made of the photos and says what it was. */
  done(change: StepDone | undefined): void {
    this.readAgain();
    this.tell(change);
  }

  /** Says what a change was, where the photo in view has been read since. */
  tell(change: StepDone | undefined): void {
    const isNothing = change === undefined || change.photoIds.length === 0;
    this.shell.toast(change?.message ?? 'Nothing to change.', isNothing ? 'warn' : 'good');
    this.#surroundings.changed();
  }

  /** Reads the current photo and the numbers again and says why. */
  changed(message: string, tone: NoticeTone): void {
    this.readAgain();
    this.shell.toast(message, tone);
    this.#surroundings.changed();
  }

  readAgain(): void {
    const { keywordIndex, revision } = this.now;
    const photo = this.currentId === undefined ? undefined : this.session.photo(this.currentId);
    const last = Math.max(0, (photo?.text.keywords.length ?? 1) - 1);
    this.state.merge({ photo, keywordIndex: Math.min(keywordIndex, last), revision: revision + 1 });
  }

  /** Why nothing can be done about a photo now, for keys. */
  refusedWithoutPhoto(): string | undefined {
    if (this.now.photo !== undefined) return undefined;
    return this.now.view.filter === ''
      ? 'There are no photos to review yet.'
      : `No photo matches this filter; ${this.shell.keys.say('find.clear')} clears it.`;
  }

  /** `on 37 selected photos`, for titles of menus. */
  targetWords(): string {
    const { selection, photo } = this.now;
    if (selection.size > 0) return counted(selection.size, 'selected photo');
    return photo === undefined ? 'no photo' : this.currentName;
  }

  /** What keys act on, for the screen of a stage, where neither selection nor cursor is in view. */
  chosen(): { readonly photoIds: readonly number[]; readonly words: string } {
    const target = this.targetWords();
    const words =
      this.now.selection.size > 0
        ? `the ${target} of the review`
        : `${target}, the photo under the cursor in the review`;
    return { photoIds: this.targets(), words };
  }

  /** The file name of the photo under the cursor. */
  get currentName(): string {
    return this.now.photo?.name ?? '';
  }
}
