/**
 * Keywords in columns, numbered, read downwards, with a line under the tenth. Columns are as wide as their longest
 * keyword; one that is longer than most takes two rows. Pure: gives the places; drawing and moving are made from them.
 */

import { topTen } from '../../pipeline/review/keywords.ts';
import { drawableLine, widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

export type Cell = {
  readonly index: number;
  /** The first of its rows. */
  readonly row: number;
  readonly column: number;
  /** The keyword, a row each. */
  readonly text: readonly string[];
};

type GridColumn = { readonly x: number; readonly width: number };

export type Grid = {
  readonly columns: readonly GridColumn[];
  readonly rows: number;
  readonly cells: readonly Cell[];
  /** The row that holds only the line under the tenth keyword; -1 while there are ten or fewer. */
  readonly ruleRow: number;
  /** Cells of a number. */
  readonly numberWidth: number;
};

/** Between two columns. */
const gap = 2;
/** A space and a mark behind a keyword that a check speaks of. */
const mark = 2;
/** A keyword that takes more is broken, so that a single one does not make all others stand in one column. */
const longest = 30;
/** From this width on, there are two columns whatever the keywords. */
const enoughForTwo = 40;
/** Ten keywords are two rows of them, and a longer row is hard to follow. */
const mostColumns = 5;

/** Lays keywords out on `width` cells; `marked` are the places of those that a check speaks of. */
export function keywordGrid(
  keywords: readonly string[],
  width: number,
  marked: ReadonlySet<number>,
): Grid {
  const numberWidth = Math.max(2, String(keywords.length).length);
  const beside = numberWidth + 1;
  const room = (width >= enoughForTwo ? Math.floor((width - gap) / 2) : width) - beside;
  const chips = keywords.map((keyword, index): Chip => {
    const forMark = marked.has(index) ? mark : 0;
    const text = wrap(drawableLine(keyword), Math.min(longest, room) - forMark);
    return { index, text, width: beside + Math.max(...text.map(widthOf)) + forMark };
  });
  for (let columns = mostColumns; ; columns--) {
    const upper = flow(chips.slice(0, topTen), columns);
    const lower = flow(chips.slice(topTen), columns);
    const widths = Array.from({ length: columns }, (_, column) =>
      Math.max(0, ...[...upper, ...lower].map((one) => (one.column === column ? one.width : 0))),
    ).filter((cells) => cells > 0);
    const needed = widths.reduce((sum, cells) => sum + cells + gap, -gap);
    if (needed > width && columns > 1) continue;
    const ruleRow = lower.length === 0 ? -1 : rowsOf(upper);
    const cells = [...upper, ...lower.map((one) => ({ ...one, row: one.row + ruleRow + 1 }))];
    return { columns: placed(widths, width), rows: rowsOf(cells), cells, ruleRow, numberWidth };
  }
}

type Chip = Pick<Cell, 'index' | 'text'> & { readonly width: number };
type PlacedChip = Chip & Cell;

/** Fills at most `columns` columns one after the other, all as low as can be. */
function flow(chips: readonly Chip[], columns: number): readonly PlacedChip[] {
  const all = chips.reduce((sum, { text }) => sum + text.length, 0);
  for (let height = Math.ceil(all / columns); ; height++) {
    let column = 0;
    let row = 0;
    const cells = chips.map((chip) => {
      if (row > 0 && row + chip.text.length > height) {
        column += 1;
        row = 0;
      }
      const cell = { ...chip, row, column };
      row += chip.text.length;
      return cell;
    });
    if (column < columns) return cells;
  }
}

function rowsOf(cells: readonly Cell[]): number {
  return Math.max(0, ...cells.map(({ row, text }) => row + text.length));
}

function placed(widths: readonly number[], room: number): GridColumn[] {
  let x = 0;
  return widths.map((cells) => {
    const column = { x, width: Math.min(cells, room) };
    x += cells + gap;
    return column;
  });
}

/** Where a key leads among the keywords. */
export type Way = 'left' | 'right' | 'up' | 'down';

/** The keyword that is seen beside, above or below `index`; the same one at an edge. */
export function cellBeside({ cells, ruleRow }: Grid, index: number, way: Way): number {
  const from = cells[index];
  if (from === undefined) return index;
  if (way === 'up' || way === 'down') {
    const beyond = cells.filter(({ row }) => (way === 'up' ? row < from.row : row > from.row));
    const own = beyond.filter(({ column }) => column === from.column);
    // Where the column ends at the line under the tenth, the nearest one that goes on beyond it.
    const others = beyond.filter((one) => one.column < from.column && isAcross(ruleRow, from, one));
    const nearest = Math.max(...others.map(({ column }) => column));
    const next = own.length > 0 ? own : others.filter(({ column }) => column === nearest);
    return (way === 'up' ? next.at(-1) : next[0])?.index ?? index;
  }
  const column = from.column + (way === 'left' ? -1 : 1);
  const inColumn = cells.filter((one) => one.column === column && !isAcross(ruleRow, from, one));
  return (inColumn.findLast(({ row }) => row <= from.row) ?? inColumn[0])?.index ?? index;
}

/** The line under the tenth is between them. */
function isAcross(ruleRow: number, one: Cell, other: Cell): boolean {
  return one.row < ruleRow !== other.row < ruleRow;
}
