/** Checks as lines, beside what they concern. Pure. */
import type { Check } from '../../model/review-photo.ts';
import { type Line, line, lineWidth, type Span, spread } from '../../text/line.ts';
import { wrap } from '../../text/wrap.ts';
import type { Role, Theme } from '../../theme.ts';

/** The glyph and role of a check; the glyph alone tells the weight. */
export function checkSign(check: Check, { glyphs }: Theme): readonly [glyph: string, role: Role] {
  if (check.weight === 'problem') return [glyphs.problem, 'warn'];
  if (check.weight === 'unsure') return [glyphs.unsure, 'unsure'];
  return [glyphs.dot, 'quiet'];
}

const order: Readonly<Record<Check['weight'], number>> = { problem: 0, unsure: 1, note: 2 };

/**
 * At most `rows` lines, the weightiest first; messages are wrapped where there is room for all of them. When there are
 * more, the last line says how many.
 */
export function checkLines(
  checks: readonly Check[],
  width: number,
  rows: number,
  theme: Theme,
): Line[] {
  if (rows <= 0 || checks.length === 0) return [];
  const sorted = [...checks].sort((a, b) => order[a.weight] - order[b.weight]);
  const wrapped = sorted.flatMap((check) => wrappedCheck(check, width, theme));
  if (wrapped.length <= rows) return wrapped;
  const shown = sorted.length > rows ? sorted.slice(0, rows - 1) : sorted;
  const lines = shown.map((check) => checkLine(check, check.message, width, theme));
  const left = sorted.length - shown.length;
  return left > 0 ? [...lines, line([`  and ${left} more`, 'quiet'])] : lines;
}

/** The keys that answer a check, beside it: `F drop  ! keep`. */
function answers({ fix, weight, word }: Check): Span[] {
  const spans: Span[] = [];
  if (fix !== undefined) spans.push(['  F', 'accent'], [` ${fix.split(' ', 1)[0]}`, 'quiet']);
  if (weight === 'unsure' && word !== undefined) spans.push(['  !', 'accent'], [' keep', 'quiet']);
  return spans;
}

function wrappedCheck(check: Check, width: number, theme: Theme): Line[] {
  const room = Math.max(20, width - 2 - lineWidth({ spans: answers(check) }) - 1);
  const [first = '', ...more] = wrap(check.message, room);
  return [checkLine(check, first, width, theme), ...more.map((row) => line(`  ${row}`))];
}

function checkLine(check: Check, message: string, width: number, theme: Theme): Line {
  const [glyph, role] = checkSign(check, theme);
  const left = line([`${glyph} `, role], [message, role === 'quiet' ? 'quiet' : undefined]);
  return spread(left, { spans: answers(check) }, width);
}
