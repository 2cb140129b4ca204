/** Signs that an outlet refuses. */
import { oneLine } from '../texts/clean.ts';

/** Those of `signs` that are in a text, each once. */
export function signsIn(text: string, signs: string): readonly string[] {
  const found: string[] = [];
  for (const sign of signs) if (text.includes(sign) && !found.includes(sign)) found.push(sign);
  return found;
}

/** A text with spaces in place of signs. */
export function withoutSigns(text: string, signs: readonly string[]): string {
  return signs.length === 0
    ? text
    : oneLine(signs.reduce((rest, sign) => rest.replaceAll(sign, ' '), text));
}
