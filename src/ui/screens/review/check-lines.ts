/** Checks as lines, beside what they concern. Pure. */
import type { Check } from '../../model/review-photo.ts';
import { type Line, line, lineWidth, type Span, spread } from '../../text/line.ts';
import { wrap } from '../../text/wrap.ts';
import type { Role, Theme } from '../../theme.ts';
import type { AnswerKeys } from './answer-keys.ts';

/** The glyph and role of a check; the glyph alone tells the weight. */
export function checkSign(check: Check, { glyphs }: Theme): readonly [glyph: string, role: Role] {
  if (check.weight === 'problem') return [glyphs.problem, 'warn'];
  if (check.weight === 'unsure') return [glyphs.unsure, 'unsure'];
  return [glyphs.dot, 'quiet'];
}

const order: Readonly<Record<Check['weight'], number>> = { problem: 0, unsure: 1, note: 2 };

/** How checks are drawn. */
export type Look = { readonly theme: Theme; readonly keys: AnswerKeys };

/**
 * At most `rows` lines, the weightiest first; messages are wrapped where there is room for all of them. When there are
 * more, the last line says how many.
 */
export function checkLines(
  checks: readonly Check[],
  width: number,
  rows: number,
  { theme, keys }: Look,
): Line[] {
  if (rows <= 0 || checks.length === 0) return [];
  const sorted = [...checks].sort((a, b) => order[a.weight] - order[b.weight]);
  const wrapped = sorted.flatMap((check) => wrappedCheck(check, width, { theme, keys }));
  if (wrapped.length <= rows) return wrapped;
  const shown = sorted.length > rows ? sorted.slice(0, rows - 1) : sorted;
  const lines = shown.map((check) => checkLine(check, check.message, width, { theme, keys }));
  const left = sorted.length - shown.length;
  return left > 0 ? [...lines, line([`  and ${left} more`, 'quiet'])] : lines;
}

/** Longer words for what a key does are cut to their first one. */
const longestLabel = 18;

/** The keys that answer a check, beside it: `F drop  ! keep`. */
function answers({ code, field, fix, weight, word }: Check, keys: AnswerKeys): Span[] {
  const spans: Span[] = [];
  const add = (key: string | undefined, does: string) => {
    if (key !== undefined) spans.push([`  ${key}`, 'accent'], [` ${does}`, 'quiet']);
  };
  if (fix !== undefined)
    add(
      code === 'usage-differs' ? keys.takeUsage : keys.fix,
      fix.length <= longestLabel ? fix : (fix.split(' ', 1)[0] ?? ''),
    );
  else if (weight === 'unsure' && field === 'title') add(keys.title, 'edit');
  if (code === 'newer-answer') add(keys.bringBack, 'compare');
  if (word !== undefined) add(keys.keep, 'keep');
  return spans;
}

function wrappedCheck(check: Check, width: number, look: Look): Line[] {
  const room = Math.max(20, width - 2 - lineWidth({ spans: answers(check, look.keys) }) - 1);
  const [first = '', ...more] = wrap(check.message, room);
  return [checkLine(check, first, width, look), ...more.map((row) => line(`  ${row}`))];
}

function checkLine(check: Check, message: string, width: number, { theme, keys }: Look): Line {
  const [glyph, role] = checkSign(check, theme);
  const left = line([`${glyph} `, role], [message, role === 'quiet' ? 'quiet' : undefined]);
  return spread(left, { spans: answers(check, keys) }, width);
}
