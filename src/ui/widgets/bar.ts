/** Amounts as lines: how far something is, and how things compare. */

import type { Progress } from '../../pipeline/archive/stage.ts';
import type { Bar, BarTone } from '../../pipeline/archive/stage-view.ts';
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { type Line, line, type Span } from '../text/line.ts';
import { fitWidth, truncate, widthOf } from '../text/width.ts';

/**
 * Amounts one behind the other on `width` cells.
 * @param of what the whole width stands for; what the amounts leave of it is drawn as empty
 */
function barSpans(parts: Bar['parts'], of: number, width: number): Span[] {
  let sum = 0;
  let end = 0;
  const spans = parts.map(([amount, tone]): Span => {
    sum += amount;
    // Whatever there is can be seen.
    const least = amount > 0 ? end + 1 : end;
    const to = Math.min(width, Math.max(least, of > 0 ? Math.round((sum / of) * width) : 0));
    const cells = to - end;
    end = Math.max(end, to);
    return drawn(tone, cells);
  });
  return [...spans, drawn('rest', width - end)];
}

function drawn(tone: BarTone, cells: number): Span {
  if (tone === 'gap') return [' '.repeat(cells)];
  if (tone === 'rest') return [glyphs.barEmpty.repeat(cells), 'faint'];
  return [glyphs.barFull.repeat(cells), tone];
}

/** Cells of the label and between it, the bar and the value. */
const labelWidth = 16;
const gap = 2;
const narrowestBar = 8;
const widestBar = 40;

/** Bars below one another, to one scale; where there is no room for them, labels and values alone. */
export function barLines(bars: readonly Bar[], of: number | undefined, width: number): Line[] {
  const most = of ?? Math.max(...bars.map(({ parts }) => sumOf(parts)));
  const labels = bars.map(({ label }) => printable(label));
  const longest = Math.max(labelWidth, ...labels.map((label) => widthOf(label) + gap));
  const forLabel = Math.min(longest, Math.max(labelWidth, Math.floor(width / 3)));
  const forValue = Math.max(...bars.map(({ value }) => widthOf(value)));
  const room = Math.min(widestBar, width - forLabel - gap - forValue);
  const hasBars = room >= narrowestBar && Number.isFinite(width);
  return bars.map(({ parts, value }, index) => {
    const label: Span = [fitWidth(truncate(labels[index] ?? '', forLabel - 1), forLabel), 'quiet'];
    if (!hasBars) return line(label, [value]);
    // Without a whole, the rest of a bar would say nothing.
    const spans = barSpans(parts, most, room);
    const rest = of === undefined ? spans.pop() : undefined;
    return line(label, ...spans, [' '.repeat(gap + widthOf(rest?.[0] ?? ''))], [value]);
  });
}

function sumOf(parts: Bar['parts']): number {
  return parts.reduce((sum, [amount]) => sum + amount, 0);
}

/** `━━━━━━──────  120 of 400 photos · 42 a second · 7 s left`. Without a total there is no bar. */
export function progressLine(
  { done, total }: Progress,
  words: readonly string[],
  width: number,
): Line {
  const text = words.join(` ${glyphs.dot} `);
  if (total === undefined) return line(text);
  const room = Math.max(narrowestBar, Math.min(widestBar, width - text.length - gap));
  const parts = total === 0 ? ([[1, 'accent']] as const) : ([[done, 'accent']] as const);
  return { spans: [...barSpans(parts, total === 0 ? 1 : total, room), ['  '], [text]] };
}
