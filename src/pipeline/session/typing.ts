/** What is offered while something is typed, and how the user's own keyword list spells it. */
import type { Place } from '../../photo.ts';
import { asListed } from '../../rules/keyword-list/as-listed.ts';
import { fold } from '../../rules/texts/fold.ts';
import type { Archive } from '../archive/archive.ts';
import type { Vocabulary } from '../review/vocabulary.ts';
import type { BackgroundIndexer } from './background-indexer.ts';
import { completeFilter } from './filter-completion.ts';
import { completePlace } from './place-completion.ts';
import type { SharedChecker } from './shared-checker.ts';

export class Typing {
  readonly #archive: Archive;
  readonly #checker: SharedChecker;
  readonly #indexer: BackgroundIndexer;
  readonly #vocabulary: Vocabulary;

  constructor(
    archive: Archive,
    checker: SharedChecker,
    indexer: BackgroundIndexer,
    vocabulary: Vocabulary,
  ) {
    this.#archive = archive;
    this.#checker = checker;
    this.#indexer = indexer;
    this.#vocabulary = vocabulary;
  }

  /** Whether the user has a keyword list of their own. */
  get hasKeywordList(): boolean {
    return this.#archive.keywordList() !== undefined;
  }

  /** Keywords that were typed for a photo, as the user's own list spells them. */
  asListed(words: readonly string[], place: Place | undefined): readonly string[] {
    return asListed(words, this.#archive.keywordList(), [
      place?.city,
      place?.region,
      place?.country,
    ]);
  }

  /** Keywords of the user's own list that begin with `beginning`, then those of this archive (and its places), most used first. */
  complete(beginning: string, limit: number): readonly string[] {
    const { catalog } = this.#archive;
    if (!this.#vocabulary.isComplete(catalog)) this.#vocabulary.read(catalog);
    if (!this.#vocabulary.isComplete(catalog)) {
      this.#indexer.hurry('words');
      this.#indexer.wake();
    }
    const listed = this.#archive.keywordList()?.complete(beginning, limit) ?? [];
    const known = new Set(listed.map(fold));
    const used = this.#vocabulary
      .complete(beginning, limit)
      .filter((term) => !known.has(fold(term)));
    return [...listed, ...used].slice(0, limit);
  }

  /** Whole filters that begin with `text`, with its last word completed. */
  completeFilter(text: string, limit: number): readonly string[] {
    return completeFilter(text, this.#places, limit);
  }

  /** The places of the archive that begin so, as they are typed; of a city alone, all that are called so. */
  completePlace(text: string): readonly string[] {
    return completePlace(text, this.#places);
  }

  get #places(): readonly Place[] {
    return [...this.#checker.current.placesByTerm.entries.values()].flat();
  }
}
