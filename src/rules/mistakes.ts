/** What is wrong in a file that a person has written: an outlet, a template, a list of codes. */

export type Mistake = {
  /** From 1. */
  readonly line: number;
  /** `text.title.value.most`; '' where the whole line or file is meant. */
  readonly field: string;
  /** A sentence. */
  readonly message: string;
};

export type MistakeInFile = Mistake & { readonly file: string };

/** `~/outlets/mine.json:12: text.title.value.most: It must be a whole number.` */
export function mistakeLine({ file, line, field, message }: MistakeInFile): string {
  return `${file}:${line}: ${field === '' ? '' : `${field}: `}${message}`;
}
