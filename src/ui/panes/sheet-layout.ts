/** Where the pictures of a contact sheet lie. Pure. */
import type { CellRect } from '../terminal/picture-layer.ts';

const between = { columns: 2, rows: 1 };

type SheetLimits = {
  readonly most: number;
  /** Rows of a picture below which it tells nothing. */
  readonly leastRows: number;
};

/**
 * At most `count` places of three to two, in cells that are twice as high as wide: as many as can be told apart, as large
 * as that allows.
 */
export function sheetGrid(
  area: CellRect,
  count: number,
  { most, leastRows }: SheetLimits,
): CellRect[] {
  const wanted = Math.min(count, most);
  let best = { columns: 0, width: 0, height: 0, shown: 0 };
  for (let columns = 1; columns <= wanted; columns++) {
    const width = Math.floor((area.width + between.columns) / columns) - between.columns;
    const height = Math.min(Math.round(width / 3), area.height);
    if (height < leastRows) break;
    const rows = Math.floor((area.height + between.rows) / (height + between.rows));
    const shown = Math.min(wanted, rows * columns);
    if (shown > best.shown) best = { columns, width, height, shown };
    if (shown === wanted) break;
  }
  const { columns, width, height, shown } = best;
  return Array.from({ length: shown }, (_, at) => ({
    x: area.x + (at % columns) * (width + between.columns),
    y: area.y + Math.floor(at / columns) * (height + between.rows),
    width,
    height,
  }));
}
