/** Which part of a long list is on the screen. */
import { type Line, line, spread } from '../text/line.ts';
import type { Theme } from '../theme.ts';

/**
 * The first row to show so that `cursor` is in view with `margin` rows around it where possible. Stays at `top` while it
 * can, so that the list moves as little as possible.
 */
export function windowTop(
  top: number,
  cursor: number,
  count: number,
  height: number,
  margin = 2,
): number {
  const around = Math.min(margin, Math.max(0, Math.floor((height - 1) / 2)));
  const highest = cursor - around;
  const lowest = cursor + around - height + 1;
  const wanted = Math.min(Math.max(top, lowest), highest);
  return Math.max(0, Math.min(wanted, count - height));
}

/** The lines in view, the first and the last of them marked at their ends where there are more beyond them. */
export function windowOf(
  lines: readonly Line[],
  top: number,
  height: number,
  width: number,
  { glyphs }: Theme,
): Line[] {
  const shown = lines.slice(top, top + height);
  const mark = (index: number, glyph: string) => {
    const one = shown[index];
    if (one !== undefined) shown[index] = { ...one, ...spread(one, line([glyph, 'quiet']), width) };
  };
  if (top > 0) mark(0, glyphs.up);
  if (top + height < lines.length) mark(shown.length - 1, glyphs.down);
  return shown;
}

/** The beginning of what is too long to be shown; a mark in the last row says that there is more. */
export function cutLines(lines: readonly Line[], height: number, { glyphs }: Theme): Line[] {
  if (lines.length <= height) return [...lines];
  return height < 1 ? [] : [...lines.slice(0, height - 1), line([glyphs.cut, 'quiet'])];
}
