/** Checks as lines, beside what they concern. Pure. */

import type { ShownCheck } from '../../pipeline/session/photo.ts';
import { glyphs } from '../glyphs.ts';
import type { KeyNames } from '../keys/key-names.ts';
import { byWeight, isAboutUsage, isName } from '../review/fixable.ts';
import { cutLine, type Line, line, lineWidth, type Span, spread } from '../text/line.ts';
import { truncate, widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Role } from '../theme.ts';

/** The glyph and role of a check; the glyph alone tells the weight. */
export function checkSign(check: ShownCheck): readonly [glyph: string, role: Role] {
  if (check.weight === 'problem') return [glyphs.problem, 'warn'];
  if (check.weight === 'doubt') return [glyphs.unsure, 'unsure'];
  return [glyphs.dot, 'quiet'];
}

/** How checks are drawn. */
export type CheckStyle = {
  readonly keys: KeyNames;
  /** Those that the fix key answers now; it is named beside no others. */
  readonly answered: readonly ShownCheck[];
};

/**
 * At most `rows` lines, the weightiest check first. Each has one, as many as there is room for are wrapped, and what is
 * cut is marked; when there are more checks than rows, the last line says how many, on a single row beside the first one.
 */
export function checkLines(
  checks: readonly ShownCheck[],
  width: number,
  rows: number,
  look: CheckStyle,
): Line[] {
  if (rows <= 0 || checks.length === 0) return [];
  const sorted = byWeight(checks);
  const [first] = sorted;
  if (first !== undefined && rows === 1) return checkRows(first, width, 1, look, sorted.length - 1);
  const shown = sorted.length > rows ? sorted.slice(0, rows - 1) : sorted;
  const left = sorted.length - shown.length;
  let spare = rows - shown.length - (left > 0 ? 1 : 0);
  const lines = shown.flatMap((check) => {
    const drawn = checkRows(check, width, 1 + spare, look);
    spare -= drawn.length - 1;
    return drawn;
  });
  return left > 0 ? [...lines, line([`  and ${left} more`, 'quiet'])] : lines;
}

/** Cells of the sign in front of a message. */
const signWidth = 2;
/** Cells that a message always has beside its keys. */
const leastMessage = 20;

/** What the fix key does about a check, at length and in as few words as can be. */
function fixWords(check: ShownCheck, { answered }: CheckStyle): readonly [string, string] {
  const { code, field, fix, message } = check;
  if (isAboutUsage(check)) return [fix ?? '', 'take'];
  if (!answered.includes(check)) return ['', ''];
  if (fix === undefined) return ['write another', 'write'];
  if (isName(check) && field !== 'keywords') return ['drop or write', 'drop'];
  if (code === 'short-title-behind') return ['take it from the title', 'from title'];
  const named = /".*"/.exec(fix)?.[0];
  const isNews = named !== undefined && !message.includes(named);
  return [fix, isNews ? fix : (fix.split(' ', 1)[0] ?? '')];
}

/** Where what the fix key cannot do is done by hand. */
const byHand: Partial<Record<ShownCheck['field'], readonly [command: string, does: string]>> = {
  title: ['review.title', 'edit'],
  shortTitle: ['review.shortTitle', 'edit'],
};

type Answer = readonly [key: string, does: string];

/** The keys that answer a check: `F drop  ! keep`. */
function answers(check: ShownCheck, keys: KeyNames, fix: string, briefly: boolean): Answer[] {
  const { code, field, weight, keeps } = check;
  const found: Answer[] = [];
  const add = (command: string, does: string) => {
    const key = keys.of(command);
    if (key !== undefined) found.push([key, does]);
  };
  if (fix !== '') add(isAboutUsage(check) ? 'review.takeUsage' : 'review.fix', fix);
  const hand = byHand[field];
  const isLeftToHand = isName(check) ? !(briefly && fix !== '') : check.fix === undefined;
  if (hand !== undefined && weight !== 'note' && isLeftToHand) add(...hand);
  if (code === 'keywords-too-few' && weight !== 'note') add('keywords.add', 'add');
  if (code === 'no-date') {
    add('review.date', briefly ? 'date' : 'set the date');
    add('review.usage', 'commercial');
  } else if (field === 'place') add('review.place', briefly ? 'place' : 'set the place');
  if (code === 'newer-answer') add('review.bringBack', 'compare');
  if (code === 'sidecar-holds') {
    add('review.keepOurs', briefly ? 'ours' : 'keep ours');
    add('review.sidecar', 'show');
  }
  if (keeps !== undefined) add('review.keep', 'keep');
  return found;
}

/** `  F drop  ! keep`; what has no key is left out. */
export function answerSpans(
  answers: readonly (readonly [key: string | undefined, does: string])[],
): Span[] {
  return answers.flatMap(([key, does]): Span[] =>
    key === undefined
      ? []
      : [
          [`  ${key}`, 'accent'],
          [` ${does}`, 'quiet'],
        ],
  );
}

/** What can be done about a check without the fix key: `D set the date, m commercial`; '' for nothing. */
export function otherAnswers(check: ShownCheck, keys: KeyNames): string {
  return answers(check, keys, '', false)
    .map((answer) => answer.join(' '))
    .join(', ');
}

/**
 * All the words about a fix only where the message needs no more than `width` cells with them; a long one that it names
 * is cut.
 */
function fittingAnswers(check: ShownCheck, width: number, look: CheckStyle): Span[] {
  const { keys } = look;
  const [long, brief] = fixWords(check, look);
  const room = width - signWidth - 1;
  const inFull = answerSpans(answers(check, keys, long, false));
  if (widthOf(check.message) + lineWidth({ spans: inFull }) <= room) return inFull;
  const inBrief = answerSpans(answers(check, keys, brief, true));
  const over = lineWidth({ spans: inBrief }) - (room - leastMessage);
  if (over <= 0 || !brief.includes('"')) return inBrief;
  const cut = truncate(brief, widthOf(brief) - over);
  return answerSpans(answers(check, keys, cut, true));
}

/**
 * At most `rows` rows; the first one ends in the keys, the last one is cut where the message is longer.
 * @param others how many more checks there are, to be said behind the keys
 */
function checkRows(
  check: ShownCheck,
  width: number,
  rows: number,
  look: CheckStyle,
  others = 0,
): Line[] {
  const [glyph, role] = checkSign(check);
  const words = role === 'quiet' ? 'quiet' : undefined;
  const more: Span = [others === 0 ? '' : `  +${others} more`, 'quiet'];
  const answersToIt = fittingAnswers(check, width - widthOf(more[0]), look);
  const beside: Line = { spans: [...answersToIt, more] };
  const first = (message: string) =>
    spread(line([`${glyph} `, role], [message, words]), beside, width);
  if (rows === 1) return [first(check.message)];
  const roomOfFirst = Math.max(1, width - signWidth - lineWidth(beside) - 1);
  const [beginning = ''] = wrap(check.message, roomOfFirst);
  const rest = check.message.slice(beginning.length).trimStart();
  const below = rest === '' ? [] : wrap(rest, width - signWidth);
  const cut = [...below.slice(0, rows - 2), below.slice(rows - 2).join(' ')].filter(Boolean);
  return [
    first(beginning),
    ...cut.map((row) => cutLine(line([' '.repeat(signWidth)], [row, words]), width)),
  ];
}
