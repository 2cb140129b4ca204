/** Progress as a line: a bar, how much, how fast, how long still. */

import type { Progress } from '../../pipeline/archive/stage.ts';
import { glyphs } from '../glyphs.ts';
import { type Line, line, type Span } from '../text/line.ts';

/** A bar of `width` cells, filled by `part` (0 to 1). */
function bar(part: number, width: number): Span[] {
  const filled = Math.max(0, Math.min(width, Math.round(part * width)));
  return [
    [glyphs.barFull.repeat(filled), 'accent'],
    [glyphs.barEmpty.repeat(width - filled), 'faint'],
  ];
}

/** `━━━━━━──────  120 of 400 photos · 42 a second · 7 s left`. Without a total there is no bar. */
export function progressLine(
  { done, total }: Progress,
  words: readonly string[],
  width: number,
): Line {
  const text = words.join(` ${glyphs.dot} `);
  if (total === undefined) return line(text);
  const room = Math.max(8, Math.min(40, width - text.length - 2));
  return { spans: [...bar(total === 0 ? 1 : done / total, room), ['  '], [text]] };
}
