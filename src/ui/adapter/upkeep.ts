/** Work beside the review that nobody waits for: counting checks, learning the words of the archive. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Archive } from '../../pipeline/archive.ts';
import { type Checker, countStale } from '../../pipeline/review/checks.ts';
import type { Vocabulary } from '../../pipeline/review/vocabulary.ts';
import type { SharedChecker } from './shared-checker.ts';

/** Few enough that a key press in between is answered at once. */
const countedInARow = 10;
/** Photos after which the screen is told. */
const toldEvery = 500;

export class Upkeep {
  readonly #archive: Archive;
  readonly #checker: SharedChecker;
  readonly #vocabulary: Vocabulary;
  readonly #woken = new EventTarget();

  constructor(archive: Archive, checker: SharedChecker, vocabulary: Vocabulary) {
    this.#archive = archive;
    this.#checker = checker;
    this.#vocabulary = vocabulary;
  }

  /** There is something to count again. */
  readonly wake = (): void => {
    this.#woken.dispatchEvent(new Event('wake'));
  };

  /** Brings everything up to date in small pieces, whenever woken; ends with the signal. */
  async run(changed: () => void, signal: AbortSignal): Promise<void> {
    await this.#count(changed, signal);
    await this.#vocabulary.load(this.#archive.catalog, signal);
    while (!signal.aborted) {
      await once(this.#woken, 'wake', { signal }).catch(() => undefined);
      await this.#count(changed, signal);
    }
  }

  async #count(changed: () => void, signal: AbortSignal): Promise<void> {
    const { catalog } = this.#archive;
    const checker = await this.#wholeChecker(changed);
    let counted = 0;
    while (!signal.aborted) {
      const now = countStale(catalog, checker, countedInARow);
      if (now === 0) break;
      counted += now;
      if (counted % toldEvery < countedInARow) changed();
      await setImmediate();
    }
    if (counted > 0 && !signal.aborted) changed();
  }

  /** With the dictionary, if there is to be one; the photo in view is then looked at again. */
  async #wholeChecker(changed: () => void): Promise<Checker> {
    const before = this.#checker.current;
    const checker = before.isWhole ? before : await this.#checker.renew();
    if (checker !== before && checker.rules.speller !== undefined) changed();
    return checker;
  }
}
