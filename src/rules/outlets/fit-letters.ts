/** Letters as an outlet takes them. */
import { withoutDiacritics } from '../texts/fold.ts';
import type { Outlet } from './schema.ts';

type Letters = Outlet['text']['letters']['value'];

/** Typographic signs that ASCII has a plain form of. */
const plainSigns: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‚': "'", '‛': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{ '‐': '-', '‑': '-', '–': '-', '—': '-', '―': '-', '…': '...', '×': 'x', '·': ' ', '•': ' ' },
};
const typographic = new RegExp(`[${Object.keys(plainSigns).join('')}]`, 'gu');

/** The text with every letter that has a plain form in it. */
export function fitLetters(text: string, letters: Letters): string {
  if (letters === 'any') return text;
  const plain = withoutDiacritics(text);
  return letters === 'unaccented'
    ? plain
    : plain.replace(typographic, (sign) => plainSigns[sign] ?? sign);
}

const foreign = {
  any: undefined,
  unaccented: /[[\p{L}\p{M}]--[A-Za-z]]/v,
  ascii: /[^ -~]/u,
} as const satisfies Record<Letters, RegExp | undefined>;

/** The first letter or sign of a text that the outlet refuses. */
export function foreignLetter(text: string, letters: Letters): string | undefined {
  return foreign[letters]?.exec(text)?.[0];
}
