/**
 * Keywords in columns, numbered, read from left to right and top to bottom, with a line under the tenth. One that is too
 * long for a cell takes two or more. Pure: gives the places; drawing and moving are made from them.
 */

import { topTen } from '../../pipeline/review/keywords.ts';
import { widthOf } from '../text/width.ts';

export type Cell = {
  readonly index: number;
  readonly row: number;
  readonly column: number;
  /** Cells it spans. */
  readonly span: number;
};

export type Grid = {
  readonly columns: number;
  /** Cells of one column. */
  readonly columnWidth: number;
  readonly rows: number;
  readonly cells: readonly Cell[];
  /** The row that holds only the line under the tenth keyword; -1 while there are ten or fewer. */
  readonly ruleRow: number;
};

/** A number, a space, the keyword, a gap; and a space and a mark where a check speaks of it. */
const beside = 4;
const mark = 2;
const narrowest = 20;
const widest = 30;

/** Lays keywords out on `width` cells; `marked` are the places of those that a check speaks of. */
export function keywordGrid(
  keywords: readonly string[],
  width: number,
  marked: ReadonlySet<number>,
): Grid {
  const columns = Math.max(1, Math.floor(width / narrowest));
  const columnWidth = Math.min(widest, Math.floor(width / columns));
  const cells: Cell[] = [];
  let row = 0;
  let column = 0;
  let ruleRow = -1;
  keywords.forEach((keyword, index) => {
    if (index === topTen) {
      if (column > 0) row += 1;
      ruleRow = row;
      row += 1;
      column = 0;
    }
    const room = widthOf(keyword) + beside + (marked.has(index) ? mark : 0);
    const span = Math.min(columns, Math.ceil(room / columnWidth));
    if (column + span > columns) {
      row += 1;
      column = 0;
    }
    cells.push({ index, row, column, span });
    column += span;
    if (column >= columns) {
      row += 1;
      column = 0;
    }
  });
  return { columns, columnWidth, rows: column > 0 ? row + 1 : row, cells, ruleRow };
}

/** The keyword above or below `index`; the same one at the edge. */
export function cellBeside(grid: Grid, index: number, by: 1 | -1): number {
  const cell = grid.cells[index];
  if (cell === undefined) return index;
  for (let row = cell.row + by; row >= 0 && row < grid.rows; row += by) {
    const inRow = grid.cells.filter((other) => other.row === row);
    const under = inRow.findLast((other) => other.column <= cell.column) ?? inRow[0];
    if (under !== undefined) return under.index;
  }
  return index;
}
