/** Progress as a line: a bar, how much, how fast, how long still. */

import { byteText, count } from '../../amounts.ts';
import { durationText } from '../../pipeline/archive/pace.ts';
import type { Progress } from '../../pipeline/archive/stage.ts';
import { type Line, line, type Span } from '../text/line.ts';
import type { Theme } from '../theme.ts';

export type Speed = { readonly perSecond: number; readonly secondsLeft?: number };

/** A bar of `width` cells, filled by `part` (0 to 1). */
export function bar(part: number, width: number, { glyphs }: Theme): Span[] {
  const filled = Math.max(0, Math.min(width, Math.round(part * width)));
  return [
    [glyphs.barFull.repeat(filled), 'accent'],
    [glyphs.barEmpty.repeat(width - filled), 'faint'],
  ];
}

/** `━━━━━━──────  120 of 400 photos · 42 a second · 7 s left`. Without a total there is no bar. */
export function progressLine(
  { done, total, unit }: Progress,
  speed: Speed,
  width: number,
  theme: Theme,
): Line {
  const amount = unit === 'bytes' ? byteText : count;
  const ending = unit === 'bytes' ? '' : ` ${unit}`;
  const words = [
    total === undefined
      ? `${amount(done)}${ending}`
      : `${amount(done)} of ${amount(total)}${ending}`,
  ];
  if (speed.perSecond > 0) words.push(`${rateText(speed.perSecond, unit)} a second`);
  if (speed.secondsLeft !== undefined && speed.secondsLeft >= 1)
    words.push(`${durationText(speed.secondsLeft)} left`);
  const text = words.join(` ${theme.glyphs.dot} `);
  if (total === undefined) return line(text);
  const room = Math.max(8, Math.min(40, width - text.length - 2));
  return { spans: [...bar(total === 0 ? 1 : done / total, room, theme), ['  '], [text]] };
}

function rateText(perSecond: number, unit: Progress['unit']): string {
  if (unit === 'bytes') return byteText(Math.round(perSecond));
  return perSecond >= 10 ? count(Math.round(perSecond)) : perSecond.toFixed(1);
}
