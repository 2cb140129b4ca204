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

/**
 * What Unicode calls letters and everybody writes with plain ones: the apostrophes of `Hawaiʻi` and `Kaʿba`, the raised ones
 * of `1º` and `1ᵉʳ`, and letters joined in print (`ﬁ`).
 */
const apostrophes = /[\u02b9-\u02bf\u02c8\u02ee\ua78c]/gu;
const joinedOrRaised =
  /[\u00aa\u00ba\u02b0-\u02b8\u02e1-\u02e4\u1d2c-\u1d6a\u2071\u207f\u2090-\u209c\u0132\u0133\u0149\u017f\ufb00-\ufb06]/gu;

function inPlainLetters(text: string): string {
  return withoutDiacritics(
    text.replace(joinedOrRaised, (letter) => letter.normalize('NFKC')).replace(apostrophes, "'"),
  );
}

/** The text with every letter that has a plain form in it. */
export function fitLetters(text: string, letters: Letters): string {
  if (letters === 'any') return text;
  const plain = inPlainLetters(text);
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
