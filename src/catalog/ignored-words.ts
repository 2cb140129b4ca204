/** Words for which a check is ignored in this archive. */
import type { Catalog } from './catalog.ts';

export type IgnoredWord = { readonly rule: string; readonly word: string };

export function listIgnoredWords(catalog: Catalog): IgnoredWord[] {
  return catalog.all<IgnoredWord>('SELECT rule, word FROM ignored_word ORDER BY rule, word');
}

/** The key of a row; the rule has no space in it, the word may. */
export function ignoredWordName({ rule, word }: IgnoredWord): string {
  return `${rule} ${word}`;
}
