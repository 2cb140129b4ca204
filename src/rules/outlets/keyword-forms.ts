/** Keywords of an archive come again and again; each is brought into an outlet's form once. */

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

export class KeywordForms {
  readonly #make: (keyword: string) => KeywordForm;
  readonly #made = new Map<string, KeywordForm>();

  constructor(make: (keyword: string) => KeywordForm) {
    this.#make = make;
  }

  of(keyword: string): KeywordForm {
    const known = this.#made.get(keyword);
    if (known !== undefined) return known;
    if (this.#made.size === mostKept) this.#made.clear();
    const form = this.#make(keyword);
    this.#made.set(keyword, form);
    return form;
  }
}
