/** Which part of a long list is on the screen. */
import { count } from '../../amounts.ts';
import { glyphs } from '../glyphs.ts';
import { cutLine, type Line, line, lineWidth } from '../text/line.ts';

/**
 * The lines in view, the first and the last of them marked in their last cell where there are more beyond them.
 * @param below the mark of the last one
 */
export function windowOf(
  lines: readonly Line[],
  top: number,
  rows: number,
  width: number,
  below: string = glyphs.down,
): Line[] {
  const shown = lines.slice(top, top + rows);
  const mark = (index: number, sign: string) => {
    const one = shown[index];
    if (one !== undefined) shown[index] = marked(one, sign, width);
  };
  if (top > 0) mark(0, glyphs.up);
  if (top + rows < lines.length) mark(shown.length - 1, below);
  return shown;
}

/** The spaces at which the row was broken are not what it lacks room for. */
function marked(row: Line, sign: string, width: number): Line {
  const [text, role] = row.spans.at(-1) ?? [''];
  const cut = cutLine(
    { ...row, spans: [...row.spans.slice(0, -1), [text.trimEnd(), role]] },
    width - 1,
  );
  const room = ' '.repeat(Math.max(0, width - 1 - lineWidth(cut)));
  return { ...cut, spans: [...cut.spans, [room], [sign, 'quiet']] };
}

/** Lines from `top` on, and in the last row how many are above and below them. */
export function scrolledLines(lines: readonly Line[], top: number, height: number): Line[] {
  const below = top + height - 1;
  const more = (sign: string, left: number) =>
    left > 0 ? [`${sign} ${count(left)} more ${left === 1 ? 'line' : 'lines'}`] : [];
  const hints = [...more(glyphs.up, top), ...more(glyphs.down, lines.length - below)].join('   ');
  return height < 1 ? [] : [...lines.slice(top, below), line([hints, 'quiet'])];
}

/** The beginning of what is too long to be shown; a mark in the last row says that there is more. */
export function cutLines(lines: readonly Line[], height: number): Line[] {
  if (lines.length <= height) return [...lines];
  return height < 1 ? [] : [...lines.slice(0, height - 1), line([glyphs.cut, 'quiet'])];
}
