/** Checks as lines, beside what they concern. Pure. */
import type { KeyNames } from '../../keys/key-names.ts';
import type { Check } from '../../model/review-photo.ts';
import { type Line, line, lineWidth, type Span, spread } from '../../text/line.ts';
import { widthOf } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Role, Theme } from '../../theme.ts';

/** The glyph and role of a check; the glyph alone tells the weight. */
export function checkSign(check: Check, { glyphs }: Theme): readonly [glyph: string, role: Role] {
  if (check.weight === 'problem') return [glyphs.problem, 'warn'];
  if (check.weight === 'unsure') return [glyphs.unsure, 'unsure'];
  return [glyphs.dot, 'quiet'];
}

const order: Readonly<Record<Check['weight'], number>> = { problem: 0, unsure: 1, note: 2 };

/** How checks are drawn. */
export type Look = { readonly theme: Theme; readonly keys: KeyNames };

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

/** The keys that answer a check, beside it: `F drop  ! keep`; in as few words as can be, if `briefly`. */
function answers(check: Check, keys: KeyNames, briefly: boolean): Span[] {
  const { code, field, fix, word } = check;
  const spans: Span[] = [];
  const add = (key: string | undefined, does: string) => {
    if (key !== undefined) spans.push([`  ${key}`, 'accent'], [` ${does}`, 'quiet']);
  };
  if (code === 'usage-differs') add(keys.of('review.takeUsage'), briefly ? 'take' : (fix ?? ''));
  // A name that the title holds as well stays there until a person writes the title anew.
  else if (fix !== undefined && code === 'unsure' && field !== 'keywords')
    add(keys.of('review.fix'), briefly ? 'drop keyword' : 'drop the keyword');
  else if (fix !== undefined)
    add(keys.of('review.fix'), briefly ? (fix.split(' ', 1)[0] ?? '') : fix);
  if (code === 'unsure' && field === 'title' && !(briefly && fix !== undefined))
    add(keys.of('review.title'), 'edit');
  if (code === 'no-place') add(keys.of('review.place'), briefly ? 'place' : 'set the place');
  if (code === 'no-date') {
    add(keys.of('review.date'), briefly ? 'date' : 'set the date');
    add(keys.of('review.usage'), 'commercial');
  }
  if (code === 'newer-answer') add(keys.of('review.bringBack'), 'compare');
  if (code === 'sidecar-holds') add(keys.of('review.sidecar'), 'show');
  if (word !== undefined) add(keys.of('review.keep'), 'keep');
  return spans;
}

/** All the words about a fix only where the message needs no more rows for them. */
function fittingAnswers(check: Check, width: number, { keys }: Look): Span[] {
  const long = answers(check, keys, false);
  const fits = 2 + widthOf(check.message) + 1 + lineWidth({ spans: long }) <= width;
  return fits ? long : answers(check, keys, true);
}

function wrappedCheck(check: Check, width: number, look: Look): Line[] {
  const beside = lineWidth({ spans: fittingAnswers(check, width, look) });
  const [first = '', ...more] = wrap(check.message, Math.max(20, width - 2 - beside - 1));
  return [checkLine(check, first, width, look), ...more.map((row) => line(`  ${row}`))];
}

function checkLine(check: Check, message: string, width: number, look: Look): Line {
  const [glyph, role] = checkSign(check, look.theme);
  const left = line([`${glyph} `, role], [message, role === 'quiet' ? 'quiet' : undefined]);
  return spread(left, { spans: fittingAnswers(check, width, look) }, width);
}
