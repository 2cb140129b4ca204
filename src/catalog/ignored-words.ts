/** Words for which a check is ignored in this archive. */
import type { Catalog, Row } from './catalog.ts';

export type IgnoredWord = { readonly rule: string; readonly word: string };

export function listIgnoredWords(catalog: Catalog): IgnoredWord[] {
  return catalog.all<IgnoredWord>`SELECT rule, word FROM ignored_word ORDER BY rule, word`;
}

/** The row of a word, where it is ignored. */
export function getIgnoredWord(catalog: Catalog, name: string): Row | undefined {
  return catalog.get<Row>`SELECT * FROM ignored_word WHERE name = ${name}`;
}

/** The key of a row; the rule has no space in it, the word may. */
export function ignoredWordName({ rule, word }: IgnoredWord): string {
  return `${rule} ${word}`;
}
