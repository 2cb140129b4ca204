/** Breaking text into rows of a given width, at words where possible. */
import { printable } from '../../terminal-output.ts';
import { graphemesOf, widthOf } from './width.ts';

/** One row of wrapped text: the letters from `start` up to `end` (indices into the list of graphemes). */
type WrappedRow = { readonly start: number; readonly end: number };

/**
 * Breaks a list of graphemes into rows of at most `width` cells. Spaces at a break stay at the end of their row (they
 * may hang over by one cell, which is not drawn), so that every position of the text has exactly one row.
 */
export function wrapGraphemes(letters: readonly string[], width: number): WrappedRow[] {
  const rows: WrappedRow[] = [];
  let start = 0;
  let used = 0;
  let lastBreak = -1;
  for (let index = 0; index < letters.length; index++) {
    const letter = letters[index] ?? '';
    const cells = widthOf(letter);
    // Once more where what follows the break, a word with a hyphen in it, is too wide by itself.
    while (used + cells > width && letter !== ' ' && index > start) {
      const end = lastBreak > start ? lastBreak : index;
      rows.push({ start, end });
      start = end;
      used = letters.slice(start, index).reduce((sum, one) => sum + widthOf(one), 0);
      lastBreak = -1;
    }
    used += cells;
    if (letter === ' ' || (letter === '-' && letters[index - 1] !== ' ')) lastBreak = index + 1;
  }
  rows.push({ start, end: letters.length });
  return rows;
}

/** The rows of `text` as strings, harmless and without the spaces at their ends. */
export function wrap(text: string, width: number): string[] {
  // Here already: a secret that is broken would not be found in the rows.
  const letters = graphemesOf(printable(text));
  return wrapGraphemes(letters, Math.max(1, width)).map(({ start, end }) =>
    letters.slice(start, end).join('').trimEnd(),
  );
}
