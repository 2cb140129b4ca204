/** The photos as lines: state, name, the beginning of the title, what is wrong. Pure. */
import type { ReviewRow } from '../../model/review-list.ts';
import { type Line, type Span, spread } from '../../text/line.ts';
import { fitWidth, oneLine, widthOf } from '../../text/width.ts';
import type { Role, Theme } from '../../theme.ts';

export type RowState = {
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  /** Cells for the name, the same for all rows in view. */
  readonly nameWidth: number;
};

const longestName = 20;

/** Cells for names, so that the longest of these rows fits, if it is not too long. */
export function nameWidthOf(rows: readonly ReviewRow[], width: number): number {
  const longest = Math.max(0, ...rows.map(({ name }) => widthOf(shownName(name))));
  return Math.min(longest, longestName, Math.floor(width / 2));
}

/** One photo of the list on `width` cells. */
export function photoLine(
  row: ReviewRow,
  { isCurrent, isSelected, nameWidth }: RowState,
  width: number,
  theme: Theme,
): Line {
  const { glyphs } = theme;
  const marks = marksOf(row, theme);
  const left: Line = {
    spans: [
      [isCurrent ? glyphs.cursor : ' ', 'accent'],
      [isSelected ? glyphs.selected : ' ', 'accent'],
      verdictSign(row, theme),
      [' '],
      [fitWidth(shownName(row.name), nameWidth), isCurrent ? 'strong' : 'quiet'],
      ['  '],
      burstSpan(row),
      [oneLine(row.description)],
    ],
  };
  const drawn = spread(left, { spans: marks }, width);
  if (isCurrent) return { ...drawn, on: 'current' };
  return isSelected ? { ...drawn, on: 'selected' } : drawn;
}

/** Without the extension that all of them have. */
function shownName(name: string): string {
  return oneLine(name).replace(/\.jpe?g$/i, '');
}

function verdictSign({ verdict, edited }: ReviewRow, { glyphs }: Theme): Span {
  if (verdict === 'accepted') return [glyphs.accepted, 'good'];
  if (verdict === 'rejected') return [glyphs.rejected, 'bad'];
  return edited ? [glyphs.edited, 'accent'] : [glyphs.open, 'quiet'];
}

function burstSpan({ burst }: ReviewRow): Span {
  return burst === undefined ? [''] : [`${burst.place}/${burst.size} `, 'quiet'];
}

function marksOf({ problems, unsure }: ReviewRow, { glyphs }: Theme): Span[] {
  const spans: Span[] = [];
  const add = (amount: number, glyph: string, role: Role) => {
    if (amount > 0) spans.push([` ${amount}${glyph}`, role]);
  };
  add(problems, glyphs.problem, 'warn');
  add(unsure, glyphs.unsure, 'unsure');
  return spans;
}
