/** The photos as lines: state, name, the beginning of the title, what is wrong. Pure. */

import { otherKindOf } from '../../files/picture-kinds.ts';
import type { ListRow } from '../../pipeline/review/list.ts';
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { type Line, type Span, spread } from '../text/line.ts';
import { drawableLine, fitWidth, truncateName, truncateStart, widthOf } from '../text/width.ts';
import type { Role } from '../theme.ts';

type RowState = {
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
};

/** Cells of the columns, the same for all rows in view. */
type ListColumns = {
  /** 0 where there is no room for names; then only photos without a title show theirs. */
  readonly name: number;
  readonly problems: number;
  readonly doubts: number;
};

const nameGap = '  ';
/** Cells for the cursor, the selection and the decision, and the gap behind them. */
const signsWidth = 4;

/**
 * Columns as wide as what these rows have to say.
 * @param longestName the most cells for a name; folders in front of one need more
 */
export function columnsOf(
  rows: readonly ListRow[],
  hasNames: boolean,
  longestName = rows.some(({ name }) => name.includes('/')) ? 24 : 16,
): ListColumns {
  const widest = (widths: readonly number[]) => Math.max(0, ...widths);
  const marks = (amounts: readonly number[]) =>
    widest(amounts.map((amount) => (amount === 0 ? 0 : String(amount).length + 2)));
  return {
    name: hasNames
      ? Math.min(longestName, widest(rows.map(({ name }) => widthOf(shownName(name)))))
      : 0,
    problems: marks(rows.map(({ problems }) => problems)),
    doubts: marks(rows.map(({ doubts }) => doubts)),
  };
}

/** One photo of the list on `width` cells. */
export function photoLine(
  row: ListRow,
  { isCurrent, isSelected }: RowState,
  columns: ListColumns,
  width: number,
): Line {
  const room = width - signsWidth - columns.problems - columns.doubts - 1;
  const left: Line = {
    spans: [
      [isCurrent ? glyphs.cursor : ' ', 'accent'],
      [isSelected ? glyphs.selected : ' ', 'accent'],
      decisionSign(row),
      [' '],
      ...(columns.name > 0 ? nameSpans(row, columns.name, isCurrent) : []),
      ...(columns.name === 0 ? [kindSpan(row)] : []),
      burstSpan(row),
      columns.name === 0 && row.description === ''
        ? [truncateStart(shownName(row.name), room), 'quiet']
        : [drawableLine(row.description)],
    ],
  };
  const marks: Line = {
    spans: [
      markSpan(row.problems, glyphs.problem, columns.problems, 'warn'),
      markSpan(row.doubts, glyphs.unsure, columns.doubts, 'unsure'),
    ],
  };
  const drawn = spread(left, marks, width);
  if (isCurrent) return { ...drawn, on: 'current' };
  return isSelected ? { ...drawn, on: 'selected' } : drawn;
}

/** Lines for below pictures, without the text, of which all of a burst have much the same. */
export function frameLines(
  rows: readonly ListRow[],
  states: readonly RowState[],
  width: number,
): Line[] {
  return rows.map(({ burst: _, ...row }, at) => {
    // They do not stand below one another, so that a name has all the room that its own marks leave.
    const { name, problems, doubts } = columnsOf([row], true, width);
    const room = width - signsWidth - nameGap.length - problems - doubts - 1;
    const columns = { name: Math.max(1, Math.min(name, room)), problems, doubts };
    const { isCurrent = false, isSelected = false } = states[at] ?? {};
    const shown = { ...row, description: '' };
    return photoLine(shown, { isCurrent, isSelected }, columns, width);
  });
}

function nameSpans({ name }: ListRow, width: number, isCurrent: boolean): Span[] {
  const shown = fitWidth(truncateName(shownName(name), width), width);
  return [[shown, isCurrent ? 'strong' : 'quiet'], [nameGap]];
}

/** Without the extension that all of them have. */
function shownName(name: string): string {
  return printable(name).replace(/\.jpe?g$/i, '');
}

function decisionSign({ decision, edited, excluded, hasText }: ListRow): Span {
  if (excluded) return [glyphs.excluded, 'warn'];
  if (!hasText) return [' '];
  if (decision === 'accepted') return [glyphs.accepted, 'good'];
  if (decision === 'rejected') return [glyphs.rejected, 'bad'];
  return edited ? [glyphs.edited, 'accent'] : [glyphs.open, 'quiet'];
}

/** Where no name tells it: what is no JPEG gets a sidecar alone. */
function kindSpan({ name, description }: ListRow): Span {
  const kind = description === '' ? undefined : otherKindOf(name);
  return kind === undefined ? [''] : [`${kind} `, 'quiet'];
}

function burstSpan({ burst }: ListRow): Span {
  return burst === undefined ? [''] : [`${burst.place}/${burst.size} `, 'quiet'];
}

function markSpan(amount: number, glyph: string, width: number, role: Role): Span {
  // Blanks have no colour: where the current row is underlined, it would be that of the line.
  if (amount === 0) return [fitWidth('', width)];
  return [fitWidth(`${amount}${glyph}`, width, 'right'), role];
}
