/** How a field being edited is drawn: wrapped over rows, or scrolled along one. Pure; gives lines and the cursor's place. */
import { type Line, line, type Span } from '../text/line.ts';
import { graphemesOf, widthOf } from '../text/width.ts';
import { wrapGraphemes } from '../text/wrap.ts';
import type { Snapshot } from './line-editor.ts';

export type FieldView = {
  readonly lines: readonly Line[];
  /** From the top left of the field, in cells. */
  readonly cursor: { readonly x: number; readonly y: number };
};

type WrappedFieldOptions = {
  readonly width: number;
  /** Fixed text in front that cannot be edited: the dateline. */
  readonly prefix: string;
  /** Letters of the edited text beyond this many are past the limit. */
  readonly fits: number;
};

/** The field over as many rows as it needs. */
export function wrappedField(
  state: Snapshot,
  { width, prefix, fits }: WrappedFieldOptions,
): FieldView {
  const front = graphemesOf(prefix);
  const letters = [...front, ...state.letters];
  const cursor = front.length + state.cursor;
  const limit = front.length + fits;
  // One cell is left for a cursor behind the last letter of a full row.
  const rows = wrapGraphemes(letters, Math.max(2, width - 1));
  const lines = rows.map(({ start, end }) => ({
    spans: [
      span(letters, start, Math.min(end, front.length), 'quiet'),
      span(letters, Math.max(start, front.length), Math.min(end, limit)),
      span(letters, Math.max(start, limit), end, 'over'),
    ].filter((one) => one !== undefined),
  }));
  const y = rows.findLastIndex(({ start }) => start <= cursor);
  const x = widthOf(letters.slice(rows[y]?.start ?? 0, cursor).join(''));
  return { lines, cursor: { x: Math.min(x, width - 1), y } };
}

function span(
  letters: readonly string[],
  start: number,
  end: number,
  role?: 'quiet' | 'over',
): Span | undefined {
  if (start >= end) return undefined;
  return [letters.slice(start, end).join(''), role];
}

/** The field on one row of `width` cells, scrolled so that the cursor is in view with a little of what comes before. */
export function scrolledField(state: Snapshot, width: number): FieldView {
  const { letters, cursor } = state;
  const before = fitting(letters.slice(0, cursor).reverse(), Math.max(1, width - 1));
  const behind = fitting(letters.slice(cursor), before.room);
  const text = letters.slice(cursor - before.count, cursor + behind.count).join('');
  return { lines: [line(text)], cursor: { x: Math.max(1, width - 1) - before.room, y: 0 } };
}

/** How many of these letters fit into `room` cells, and what they leave of it. */
function fitting(letters: readonly string[], room: number) {
  let left = room;
  for (const [count, letter] of letters.entries()) {
    const cells = widthOf(letter);
    if (cells > left) return { count, room: left };
    left -= cells;
  }
  return { count: letters.length, room: left };
}
