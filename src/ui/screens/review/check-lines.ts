/** Checks as lines, beside what they concern. Pure. */
import type { Check } from '../../model.ts';
import { type Line, line } from '../../text/line.ts';
import type { Role, Theme } from '../../theme.ts';

/** The glyph and role of a check; the glyph alone tells the weight. */
export function checkSign(check: Check, { glyphs }: Theme): readonly [glyph: string, role: Role] {
  if (check.weight === 'problem') return [glyphs.problem, 'warn'];
  if (check.weight === 'unsure') return [glyphs.unsure, 'unsure'];
  return [glyphs.dot, 'quiet'];
}

const order: Readonly<Record<Check['weight'], number>> = { problem: 0, unsure: 1, note: 2 };

/** At most `rows` lines, the weightiest first; when there are more, the last line says how many. */
export function checkLines(checks: readonly Check[], rows: number, theme: Theme): Line[] {
  if (rows <= 0 || checks.length === 0) return [];
  const sorted = [...checks].sort((a, b) => order[a.weight] - order[b.weight]);
  const shown = sorted.length > rows ? sorted.slice(0, rows - 1) : sorted;
  const lines = shown.map((check) => checkLine(check, theme));
  const left = sorted.length - shown.length;
  return left > 0 ? [...lines, line([`  and ${left} more`, 'quiet'])] : lines;
}

function checkLine(check: Check, theme: Theme): Line {
  const [glyph, role] = checkSign(check, theme);
  const fix = check.fix === undefined ? '' : `  ${theme.glyphs.arrow} ${check.fix}`;
  return line(
    [`${glyph} `, role],
    [check.message, role === 'quiet' ? 'quiet' : undefined],
    [fix, 'quiet'],
  );
}
