/** Words for which a check was silenced in this archive. */
import type { Catalog } from './catalog.ts';

export type Silence = { readonly rule: string; readonly word: string };

export function listSilences(catalog: Catalog): Silence[] {
  return catalog.all<Silence>('SELECT rule, word FROM silence ORDER BY rule, word');
}

/** The key of a row; the rule has no space in it, the word may. */
export function silenceName({ rule, word }: Silence): string {
  return `${rule} ${word}`;
}
