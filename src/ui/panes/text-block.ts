/** Title, short title and caption: the text or its editor, how long it is, and what the checks say about it. Pure. */

import type { ReviewPhoto, ShownCheck } from '../../pipeline/session/photo.ts';
import { countBytes, countCharacters } from '../../rules/texts/limits.ts';
import { wrappedField } from '../editor/field-view.ts';
import { textOfEditor } from '../editor/line-editor.ts';
import { glyphs } from '../glyphs.ts';
import type { Drawing } from '../overlays/overlay.ts';
import type { OpenField, TextField } from '../review/state.ts';
import { type Line, line, type Span, spread } from '../text/line.ts';
import { drawableLine, graphemesOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { windowOf } from '../widgets/window.ts';
import { type CheckStyle, checkLines } from './check-lines.ts';

/** A text under its label: how many rows it could use below it, and how it is drawn in fewer. */
export type TextBlock = {
  /** Rows of text and checks. */
  readonly needs: number;
  /** The label and at most so many rows. */
  readonly draw: (rows: number) => Drawing;
};

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

/** What differs between the two texts with a limit: the title's is in characters, dateline included. */
const kinds = {
  title: {
    label: 'Title',
    unit: '',
    measure: countCharacters,
    of: ({ text, dateline, titleLimit, accepted, edited }: ReviewPhoto) => ({
      text: text.description,
      before: dateline,
      limit: titleLimit,
      state: accepted.title ? 'accepted' : edited.title ? 'edited' : undefined,
    }),
  },
  shortTitle: {
    label: 'Short title',
    unit: 'bytes',
    measure: countBytes,
    of: ({ text, shortTitleLimit }: ReviewPhoto) => ({
      text: text.shortTitle,
      before: '',
      limit: shortTitleLimit,
      state: undefined,
    }),
  },
} as const;

/** The title (with its dateline) or the short title, and its checks below it. */
export function textBlock(
  photo: ReviewPhoto,
  kind: TextField,
  field: OpenField | undefined,
  width: number,
  look: CheckStyle,
): TextBlock {
  const { label, unit, measure, of } = kinds[kind];
  const { text, before, limit, state } = of(photo);
  const open = field?.field === kind ? field : undefined;
  const shown = open === undefined ? text : textOfEditor(open.editor);
  const letters = open?.editor.letters ?? graphemesOf(drawableLine(shown));
  const used = measure(before);
  const view = wrappedField(
    { letters, cursor: open?.editor.cursor ?? 0 },
    { width, prefix: before, fits: lettersThatFit(letters, limit - used, measure) },
  );
  const isMissing = kind === 'title' && shown === '' && open === undefined;
  const rows = isMissing ? [missingLine(photo, look)] : view.lines;
  const words = open?.fromDraft === true ? 'what you had typed before' : state;
  const head = labelLine(
    words === undefined ? label : `${label} · ${words}`,
    countSpan(used + measure(shown), limit, unit),
    width,
    open !== undefined,
  );
  const checks = photo.checks.filter((check) => check.field === kind);
  return below(head, rows, { checks, cursor: open && view.cursor }, width, look);
}

/** A caption of its own, cut with a mark; without one the title serves, and there is nothing to show. */
export function captionBlock(caption: string, width: number, look: CheckStyle): TextBlock {
  const rows = wrap(drawableLine(caption), width - 1).map((row) => line(row));
  const length: Span = [`${countCharacters(caption)} characters`, 'quiet'];
  return below(labelLine('Caption', length, width, false), rows, { checks: [] }, width, look);
}

type Besides = {
  readonly checks: readonly ShownCheck[];
  /** In the rows of text, while they are edited. */
  readonly cursor?: { readonly x: number; readonly y: number } | undefined;
};

/** Text first, checks below it; text that is too long is scrolled to its cursor. */
function below(
  head: Line,
  text: readonly Line[],
  { checks, cursor }: Besides,
  width: number,
  look: CheckStyle,
): TextBlock {
  const needs = text.length + checkLines(checks, width, Number.POSITIVE_INFINITY, look).length;
  return {
    needs,
    draw(rows) {
      const scrolled = Math.max(0, Math.min((cursor?.y ?? 0) - rows + 1, text.length - rows));
      const shown = windowOf(text, scrolled, rows, width, glyphs.cut);
      return {
        lines: [head, ...shown, ...checkLines(checks, width, rows - shown.length, look)],
        cursor: cursor && { x: cursor.x, y: 1 + cursor.y - scrolled },
      };
    },
  };
}

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

function missingLine(photo: ReviewPhoto, { keys }: CheckStyle): Line {
  const why = photo.suggestion === undefined ? 'No answer yet' : 'No title';
  return line([`${why}; ${keys.say('review.title')} writes one`, 'quiet']);
}
