/** The keywords of an archive by how often they are used, and its places, for completing what a person types. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getReview } from '../../catalog/reviews.ts';
import {
  keywordsAfterAnswer,
  keywordsAfterPhoto,
  namesOfPlaces,
  newestAnswer,
} from '../../catalog/used-keywords.ts';
import { Beginnings } from '../../rules/keywords/beginnings.ts';
import { fold } from '../../rules/texts/fold.ts';

/** Photos read in one go before the screen gets its turn again. */
const pageSize = 250;

/** A place is known from the folders, so one of a single photo already counts as much as a usual keyword. */
const placeUses = 5;

export class Vocabulary {
  readonly #uses = new Map<string, number>();
  /** All that was there in the beginning has been read. */
  #isWhole = false;
  /** The photo that the last piece ended with. */
  #lastRead = 0;
  /** The last answer whose photo has been read; what is collected later has a higher number. */
  #lastAnswer = 0;
  /** Made when first asked for. */
  #index: Beginnings | undefined;

  /** Everything has been read, the newest answers too. */
  isComplete(catalog: Catalog): boolean {
    return this.#isWhole && newestAnswer(catalog) <= this.#lastAnswer;
  }

  /**
   * Reads the keywords of every photo that is not rejected, in pieces, and later only those that were answered since.
   * Usable at once, complete in the end.
   * @param pause is awaited before every piece; false ends it
   */
  async load(catalog: Catalog, pause: () => Promise<boolean>): Promise<void> {
    while (!this.isComplete(catalog) && (await pause())) this.read(catalog);
  }

  /** Reads the next piece. */
  read(catalog: Catalog): void {
    if (this.#isWhole) this.#readAnswers(catalog);
    else this.#readArchive(catalog);
  }

  #readArchive(catalog: Catalog): void {
    if (this.#lastRead === 0) {
      this.#lastAnswer = newestAnswer(catalog);
      this.learn(namesOfPlaces(catalog), placeUses);
    }
    const page = keywordsAfterPhoto(catalog, this.#lastRead, pageSize);
    for (const { keywords } of page) this.learn(keywords);
    this.#lastRead = page.at(-1)?.id ?? this.#lastRead;
    this.#isWhole = page.length < pageSize;
  }

  #readAnswers(catalog: Catalog): void {
    const page = keywordsAfterAnswer(catalog, this.#lastAnswer, pageSize);
    for (const { keywords, city, country } of page) {
      this.learn(keywords);
      if (city !== null && country !== null) this.#learnUnknown([city, country], placeUses);
    }
    this.#lastAnswer =
      page.length < pageSize ? newestAnswer(catalog) : (page.at(-1)?.id ?? this.#lastAnswer);
  }

  /** Learns what is new in the keywords of photos that were edited. */
  learnFrom(catalog: Catalog, photoIds: readonly number[]): void {
    for (const id of photoIds) this.#learnUnknown(getReview(catalog, id)?.keywords ?? []);
  }

  #learnUnknown(terms: readonly string[], uses = 1): void {
    const unknown = terms.filter((term) => !this.#uses.has(term));
    this.learn(unknown, uses);
  }

  /** Counts each of these terms once more. */
  learn(terms: readonly string[], uses = 1): void {
    for (const term of terms) {
      const known = this.#uses.get(term);
      this.#uses.set(term, (known ?? 0) + uses);
      if (known === undefined) this.#index = undefined;
    }
  }

  /** How often a term is used, exactly as it is spelled. */
  usesOf(term: string): number {
    return this.#uses.get(term) ?? 0;
  }

  /**
   * Terms in which a word begins with `beginning` (case and accents apart), most used first; those that themselves
   * begin with it go before the others. Of several spellings the most used one is offered.
   */
  complete(beginning: string, limit: number): string[] {
    const wanted = fold(beginning).trimStart();
    if (wanted === '') return [];
    const best = new Map<string, { term: string; rank: number }>();
    this.#index ??= new Beginnings(this.#uses.keys());
    for (const term of this.#index.with(wanted)) {
      const folded = fold(term);
      const rank = this.usesOf(term) + (folded.startsWith(wanted) ? wordOrder : 0);
      const known = best.get(folded);
      if (known === undefined || known.rank < rank) best.set(folded, { term, rank });
    }
    return [...best.values()]
      .sort((a, b) => b.rank - a.rank || a.term.localeCompare(b.term))
      .slice(0, limit)
      .map(({ term }) => term);
  }
}

/** More than any number of uses. */
const wordOrder = 1e9;
