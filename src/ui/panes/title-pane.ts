/** Title and short title: the text or its editor, how long it is, and what the checks say about it. Pure. */
import { countBytes, countCharacters } from '../../rules/limits.ts';
import { wrappedField } from '../editor/field-view.ts';
import { textOfEditor } from '../editor/line-editor.ts';
import type { Check, ReviewPhoto } from '../model/review-photo.ts';
import type { Drawing } from '../overlays/overlay.ts';
import type { OpenField } from '../review/state.ts';
import { emptyLine, type Line, line, lineWidth, type Span, spread } from '../text/line.ts';
import { graphemesOf, oneLine } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { checkLines, type Look } from './check-lines.ts';

/** A label on the left and how long the text is on the right. */
export function labelLine(label: string, count: Span, width: number, focused: boolean): Line {
  return spread(line([label, focused ? 'accent' : 'quiet']), { spans: [count] }, width);
}

/** `117 of 200`, or by how much it is too long. */
export function countSpan(length: number, limit: number, unit = ''): Span {
  const ending = unit === '' ? '' : ` ${unit}`;
  return length > limit
    ? [`${length} of ${limit}${ending}, ${length - limit} too long`, 'warn']
    : [`${length} of ${limit}${ending}`, 'quiet'];
}

/** Rows below a label: text and checks are filled up to `least`, and what is beyond `most` is cut with a mark. */
export type Rows = { readonly least: number; readonly most: number };

/** How many letters of `text` fit when `limit` of `measure` may be used. */
function lettersThatFit(
  letters: readonly string[],
  limit: number,
  measure: (text: string) => number,
): number {
  let used = 0;
  for (const [index, letter] of letters.entries()) {
    used += measure(letter);
    if (used > limit) return index;
  }
  return letters.length;
}

/** The title with its dateline below its label, and its checks on what is left of the rows. */
export function titleBlock(
  photo: ReviewPhoto,
  field: OpenField | undefined,
  width: number,
  rows: Rows,
  look: Look,
): Drawing {
  const open = field?.field === 'title' ? field : undefined;
  const description = open === undefined ? photo.text.description : textOfEditor(open.editor);
  const letters = open?.editor.letters ?? graphemesOf(oneLine(description));
  const before = countCharacters(photo.dateline);
  const length = before + countCharacters(description);
  const view = wrappedField(
    { letters, cursor: open?.editor.cursor ?? 0 },
    {
      width,
      prefix: photo.dateline,
      fits: lettersThatFit(letters, photo.titleLimit - before, countCharacters),
    },
  );
  const label = partLabel('Title', photo.accepted.title, photo.edited.title, open);
  const text = description === '' && open === undefined ? [missingLine(photo, look)] : view.lines;
  const head = labelLine(label, countSpan(length, photo.titleLimit), width, open !== undefined);
  const body = block(text, view.cursor.y, rows, checksOf(photo, 'title'), width, look);
  return {
    lines: [head, ...body.lines],
    ...(open === undefined
      ? {}
      : { cursor: { x: view.cursor.x, y: 1 + view.cursor.y - body.scrolled } }),
  };
}

/** The short title the same way; its limit is in bytes. */
export function shortTitleBlock(
  photo: ReviewPhoto,
  field: OpenField | undefined,
  width: number,
  rows: Rows,
  look: Look,
): Drawing {
  const open = field?.field === 'shortTitle' ? field : undefined;
  const text = open === undefined ? photo.text.shortTitle : textOfEditor(open.editor);
  const letters = open?.editor.letters ?? graphemesOf(oneLine(text));
  const view = wrappedField(
    { letters, cursor: open?.editor.cursor ?? 0 },
    { width, fits: lettersThatFit(letters, photo.shortTitleLimit, countBytes) },
  );
  const head = labelLine(
    partLabel('Short title', false, false, open),
    countSpan(countBytes(text), photo.shortTitleLimit, 'bytes'),
    width,
    open !== undefined,
  );
  const body = block(view.lines, view.cursor.y, rows, checksOf(photo, 'shortTitle'), width, look);
  return {
    lines: [head, ...body.lines],
    ...(open === undefined
      ? {}
      : { cursor: { x: view.cursor.x, y: 1 + view.cursor.y - body.scrolled } }),
  };
}

/** A caption of its own, cut with a mark; without one the title serves, and there is nothing to show. */
export function captionBlock(
  { caption }: ReviewPhoto,
  width: number,
  most: number,
  look: Look,
): Drawing {
  if (caption === undefined) return { lines: [] };
  const rows = wrap(oneLine(caption), width).map((row) => line(row));
  const head = labelLine(
    'Caption',
    [`${countCharacters(caption)} characters`, 'quiet'],
    width,
    false,
  );
  const body = block(rows, 0, { least: 0, most }, [], width, look);
  return { lines: [head, ...body.lines, emptyLine] };
}

function partLabel(
  name: string,
  accepted: boolean,
  edited: boolean,
  open: OpenField | undefined,
): string {
  const words = [name];
  if (open?.fromDraft === true) words.push('what you had typed before');
  else if (accepted) words.push('accepted');
  else if (edited) words.push('edited');
  return words.join(' · ');
}

function missingLine(photo: ReviewPhoto, { keys }: Look): Line {
  const why = photo.suggestion === undefined ? 'No answer yet' : 'No title';
  return line([`${why}; ${keys.say('review.title')} writes one`, 'quiet']);
}

function checksOf(photo: ReviewPhoto, field: Check['field']): readonly Check[] {
  return photo.checks.filter((check) => check.field === field);
}

/** Text first, checks below it; text that is too long is scrolled to row `cursorRow`. */
function block(
  text: readonly Line[],
  cursorRow: number,
  { least, most }: Rows,
  checks: readonly Check[],
  width: number,
  look: Look,
): { lines: Line[]; scrolled: number } {
  const scrolled = Math.max(0, Math.min(cursorRow - most + 1, text.length - most));
  const { glyphs } = look.theme;
  const shown = text.slice(scrolled, scrolled + most);
  const [top, bottom] = [shown[0], shown.at(-1)];
  if (top !== undefined && scrolled > 0)
    shown[0] = { spans: [...fitted(top, width - 1), [glyphs.up, 'quiet']] };
  if (bottom !== undefined && scrolled + most < text.length)
    shown[shown.length - 1] = { spans: [...withoutEnd(bottom), [glyphs.cut]] };
  const below = checkLines(checks, width, most - shown.length, look);
  const filler = Math.max(0, least - shown.length - below.length);
  return {
    lines: [...shown, ...below, ...Array.from({ length: filler }, () => emptyLine)],
    scrolled,
  };
}

/** Filled up to the last cell, which rows of text leave free. */
function fitted(row: Line, width: number): Span[] {
  const spans = withoutEnd(row);
  return [...spans, [' '.repeat(Math.max(0, width - lineWidth({ spans })))]];
}

/** Without the spaces at which the row was broken. */
function withoutEnd({ spans }: Line): Span[] {
  const [text, role] = spans.at(-1) ?? [''];
  return [...spans.slice(0, -1), [text.trimEnd(), role]];
}
