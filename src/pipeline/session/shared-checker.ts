/** The checker of the open archive, for the review and for the work beside it. */
import type { Archive } from '../archive/archive.ts';
import { type Checker, markForRules, openChecker, withIgnoredWords } from '../review/checker.ts';
import { openEnglish } from '../review/dictionary.ts';
import { openSpeller } from '../review/spelling.ts';
import type { Vocabulary } from '../review/vocabulary.ts';

export class SharedChecker {
  readonly #archive: Archive;
  readonly #vocabulary: Vocabulary;
  #current: Checker;
  #renewing: Promise<unknown> = Promise.resolve();

  /** Without dictionaries at first: reading them must not keep the screen waiting. */
  constructor(archive: Archive, vocabulary: Vocabulary) {
    const { catalog, settings } = archive;
    this.#archive = archive;
    this.#vocabulary = vocabulary;
    this.#current = openChecker(catalog, settings, 'soon', archive.keywordList());
  }

  get current(): Checker {
    return this.#current;
  }

  /**
   * Gathers the rules again, with the dictionaries; one time after the other.
   * @throws StopError when the dictionary cannot be read
   */
  renew(): Promise<Checker> {
    const renewing = this.#renewing.catch(() => undefined).then(() => this.#renew());
    this.#renewing = renewing;
    return renewing;
  }

  async #renew(): Promise<Checker> {
    const { catalog, settings } = this.#archive;
    const list = this.#archive.keywordList();
    this.#current = { ...this.#current, isWhole: false };
    try {
      await openEnglish();
      const speller = await openSpeller(catalog, settings, (word) => this.#vocabulary.usesOf(word));
      await markForRules(catalog, settings, list);
      this.#current = openChecker(catalog, settings, speller, list);
    } catch (error) {
      this.#current = openChecker(catalog, settings, undefined, list);
      throw error;
    }
    return this.#current;
  }

  /** After a word was ignored, or no longer is. */
  ignoredWordsChanged(): void {
    this.#current = withIgnoredWords(this.#archive.catalog, this.#current);
  }
}
