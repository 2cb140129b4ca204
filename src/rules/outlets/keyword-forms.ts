/**
 * Keywords of an archive come again and again; each is brought into an outlet's form once. A keyword is a number, and what
 * is known of it stands in lists by that number, which are small enough to stay near the processor.
 */

export type KeywordForm = {
  /** '' where the outlet refuses it. */
  readonly written: string;
  /** Equal forms are one keyword. */
  readonly folded: string;
  /** Characters. */
  readonly length: number;
};

/** More are forgotten all at once, so that memory has an end. */
const mostKept = 50_000;

const numbers = new Map<string, number>();
/** Counts how often all were forgotten. */
let forgotten = 0;
/** The list that was asked for last: outlets come one after the other for the same photo. */
let last: { readonly keywords: readonly string[]; readonly numbers: readonly number[] } | undefined;

function numbersOf(keywords: readonly string[]): readonly number[] {
  if (last?.keywords === keywords) return last.numbers;
  if (numbers.size > mostKept) {
    numbers.clear();
    forgotten += 1;
  }
  last = { keywords, numbers: keywords.map(numberOf) };
  return last.numbers;
}

function numberOf(keyword: string): number {
  const known = numbers.get(keyword);
  if (known !== undefined) return known;
  numbers.set(keyword, numbers.size);
  return numbers.size - 1;
}

const refused = -1;

/** The forms of one outlet. */
export class KeywordForms {
  readonly #make: (keyword: string) => KeywordForm;
  /** By the number of a keyword: its form, its characters, and one number for all that are the same, or `refused`. */
  #written: string[] = [];
  #length: number[] = [];
  #same: number[] = [];
  /** By that number: the list that had it last. */
  #seen: number[] = [];
  readonly #folded = new Map<string, number>();
  #forgotten = forgotten;
  #lists = 0;

  constructor(make: (keyword: string) => KeywordForm) {
    this.#make = make;
  }

  /**
   * The first of a list, each once and without refused ones, as many as fit.
   * @param keywords a list that does not change later
   * @param total characters of all, with a sign between
   */
  first(keywords: readonly string[], most: number, total: number): readonly string[] {
    const list = numbersOf(keywords);
    if (this.#forgotten < forgotten) this.#forget();
    this.#lists += 1;
    const kept: string[] = [];
    let characters = -1;
    for (const [at, number] of list.entries()) {
      if (kept.length === most) break;
      const same = this.#same[number] ?? this.#add(number, keywords[at] ?? '');
      if (same === refused || this.#seen[same] === this.#lists) continue;
      const length = this.#length[number] ?? 0;
      if (characters + 1 + length > total) continue;
      this.#seen[same] = this.#lists;
      kept.push(this.#written[number] ?? '');
      characters += 1 + length;
    }
    return kept;
  }

  #add(number: number, keyword: string): number {
    const { folded, length, written } = this.#make(keyword);
    const same = written === '' ? refused : (this.#folded.get(folded) ?? this.#seen.push(0) - 1);
    if (same !== refused) this.#folded.set(folded, same);
    this.#written[number] = written;
    this.#length[number] = length;
    this.#same[number] = same;
    return same;
  }

  #forget(): void {
    this.#forgotten = forgotten;
    this.#folded.clear();
    [this.#written, this.#length, this.#same, this.#seen] = [[], [], [], []];
  }
}
