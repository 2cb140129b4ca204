/** Work beside the screen: counting checks, learning the words of the archive. It never keeps a key waiting. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { makeTerms } from '../../catalog/make-terms.ts';
import { hasStale } from '../../catalog/review-counts.ts';
import type { Archive } from '../archive/archive.ts';
import type { Checker } from '../review/checker.ts';
import { countStale } from '../review/photo-checks.ts';
import type { Vocabulary } from '../review/vocabulary.ts';
import type { SharedChecker } from './shared-checker.ts';

/** Few enough that a key press in between is answered at once. */
const countedInARow = 10;
/** Photos after which the screen is told. */
const toldEvery = 500;

/** How work beside the screen and the screen get along. */
export type IdleHooks = {
  /** Numbers or rows are no longer what they were. */
  changed(): void;
  /** Resolves when no key has been pressed for a moment, so that none waits for what is done next. */
  rest(): Promise<void>;
};

/** What somebody may be waiting for: the counts of checks, or the words to complete with. */
export type Awaited = 'counts' | 'words';

export class BackgroundIndexer {
  readonly #archive: Archive;
  readonly #checker: SharedChecker;
  readonly #vocabulary: Vocabulary;
  readonly #woken = new EventTarget();
  readonly #awaited = new Set<Awaited>();
  #noDictionary: unknown;

  constructor(archive: Archive, checker: SharedChecker, vocabulary: Vocabulary) {
    this.#archive = archive;
    this.#checker = checker;
    this.#vocabulary = vocabulary;
  }

  /** There is something to count again, or there are words to learn. */
  readonly wake = (): void => {
    this.#woken.dispatchEvent(new Event('wake'));
  };

  /** Somebody waits for this: it is done without resting, though still in pieces. */
  readonly hurry = (what: Awaited): void => {
    this.#awaited.add(what);
  };

  /**
   * Brings everything up to date and keeps it so; ends with the signal.
   * @throws StopError in the end, when the dictionary could not be read and the rest was done without it
   */
  async run(hooks: IdleHooks, signal: AbortSignal): Promise<void> {
    const { catalog } = this.#archive;
    await Promise.all([
      this.#whenWoken(signal, () => this.#learn(hooks, signal)),
      this.#whenWoken(signal, () => this.#count(hooks, signal)),
      // The index of the filter; photos that change meanwhile are found without it.
      this.#whenWoken(signal, () => makeTerms(catalog, () => this.#pause('terms', hooks, signal))),
    ]);
    if (this.#noDictionary !== undefined) throw this.#noDictionary;
  }

  /** Does work now, and again whenever there is some. */
  async #whenWoken(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      const woken = once(this.#woken, 'wake', { signal }).catch(() => undefined);
      await work();
      await woken;
    }
  }

  async #learn(hooks: IdleHooks, signal: AbortSignal): Promise<void> {
    await this.#vocabulary.load(this.#archive.catalog, () => this.#pause('words', hooks, signal));
    if (this.#awaited.delete('words') && !signal.aborted) hooks.changed();
  }

  async #count(hooks: IdleHooks, signal: AbortSignal): Promise<void> {
    const { catalog } = this.#archive;
    let counted = 0;
    while (await this.#pause('counts', hooks, signal)) {
      // By the rules of the moment: a word may have been ignored meanwhile.
      const checker = await this.#wholeChecker(hooks);
      if (!hasStale(catalog)) break;
      counted += countStale(catalog, checker, countedInARow);
      if (counted % toldEvery < countedInARow) hooks.changed();
    }
    this.#awaited.delete('counts');
    if (counted > 0 && !signal.aborted) hooks.changed();
  }

  /** With the dictionaries; the photo in view is then looked at again. */
  async #wholeChecker({ changed }: IdleHooks): Promise<Checker> {
    const before = this.#checker.current;
    const checker = before.isWhole ? before : await this.#renewed();
    if (checker !== before) changed();
    return checker;
  }

  async #renewed(): Promise<Checker> {
    try {
      return await this.#checker.renew();
    } catch (error) {
      this.#noDictionary = error;
      return this.#checker.current;
    }
  }

  /** Lets keys be answered; false when it is over. */
  async #pause(
    what: Awaited | 'terms',
    { rest }: IdleHooks,
    signal: AbortSignal,
  ): Promise<boolean> {
    await setImmediate();
    if (what === 'terms' || !this.#awaited.has(what)) await rest();
    return !signal.aborted;
  }
}
