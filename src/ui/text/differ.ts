/** Two versions of one text, cut so that what tells them apart is in view. */
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { graphemesOf, truncate } from './width.ts';

/**
 * Two texts on one row each; of long ones the end, but no later than from where they begin to differ, because both often
 * begin with a dateline.
 */
export function whereTheyDiffer(one: string, other: string, room: number): [string, string] {
  const [some, others] = [graphemesOf(printable(one)), graphemesOf(printable(other))];
  const over = Math.max(some.length, others.length) - room;
  const start = over <= 0 ? 0 : Math.min(wordAfter(some, over + 1), firstDifference(some, others));
  const part = (letters: readonly string[]) =>
    truncate((start === 0 ? '' : glyphs.cut) + letters.slice(start).join(''), room);
  return [part(some), part(others)];
}

/** The beginning of the first word from a place on. */
function wordAfter(letters: readonly string[], place: number): number {
  const space = letters.indexOf(' ', place - 1);
  return space === -1 ? letters.length : space + 1;
}

/** The beginning of the word where two texts begin to differ. */
function firstDifference(some: readonly string[], others: readonly string[]): number {
  let at = 0;
  while (at < some.length && some[at] === others[at]) at++;
  return some.slice(0, at).lastIndexOf(' ') + 1;
}
