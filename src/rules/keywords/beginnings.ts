/** Finding terms by the beginning of any word in them. */
import { fold } from '../texts/fold.ts';

export class Beginnings {
  /** Folded beginnings of every word in every term, sorted, and the terms that they are of. */
  readonly #starts: readonly string[];
  readonly #terms: readonly string[];

  constructor(terms: Iterable<string>) {
    const entries: [start: string, term: string][] = [];
    for (const term of terms) {
      const folded = fold(term);
      entries.push([folded, term]);
      for (const { index } of folded.matchAll(/(?<=[\s-])[^\s-]/gu))
        entries.push([folded.slice(index), term]);
    }
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#starts = entries.map(([start]) => start);
    this.#terms = entries.map(([, term]) => term);
  }

  /** The terms in which a word begins with `wanted`, a folded text, in the order of these words. */
  *with(wanted: string): Generator<string> {
    for (let at = this.#firstFrom(wanted); this.#starts[at]?.startsWith(wanted) === true; at++)
      yield this.#terms[at] ?? '';
  }

  /** The first place that is not before `wanted`. */
  #firstFrom(wanted: string): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? '') < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
