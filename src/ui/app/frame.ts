/** How the rows of the terminal are shared out, by its size alone. */
import type { CellRect } from '../terminal/picture-layer.ts';

export type TerminalSize = { readonly columns: number; readonly rows: number };

/** The smallest terminal that everything can be done in. */
export const smallest: TerminalSize = { columns: 60, rows: 15 };

/** From this height on, blank rows set the parts of the screen apart. */
const roomy = 22;

export type Frame = {
  /** Header and rail, with the blank row below them. */
  readonly headRows: number;
  /** Status line and keys, with the blank row above them. */
  readonly footRows: number;
};

export function frameOf({ rows }: TerminalSize): Frame {
  return rows >= roomy ? { headRows: 3, footRows: 3 } : { headRows: 2, footRows: 2 };
}

/** Cells left and right of everything. */
export const margin = 1;

/** The part between head and foot, in cells of the screen. */
export function bodyOf(size: TerminalSize): CellRect {
  const { headRows, footRows } = frameOf(size);
  return {
    x: margin,
    y: headRows,
    width: Math.max(1, size.columns - 2 * margin),
    height: Math.max(1, size.rows - headRows - footRows),
  };
}
