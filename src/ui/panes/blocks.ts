/** Sharing the rows of a pane out among the blocks that stand in it, one below the other. Pure. */
import type { Drawing } from '../overlays/overlay.ts';
import type { Line } from '../text/line.ts';

/** A part of a pane that does with few rows and uses more. */
export type Block = {
  /** Rows that it has whatever the others need; 0 for what may be left out. */
  readonly min: number;
  /** Rows that it can use. */
  readonly ideal: number;
  /** At most so many rows; fewer, where there is less to show. */
  readonly draw: (rows: number) => Drawing;
};

/**
 * Draws blocks from top to bottom. Each has its fewest rows; what is left goes to one after the other.
 * @param growing the order in which they get more; that in which they stand, unless given
 */
export function stack(
  blocks: readonly Block[],
  height: number,
  growing: readonly Block[] = blocks,
): Drawing {
  let spare = height - blocks.reduce((sum, { min }) => sum + min, 0);
  const rows = new Map<Block, number>();
  for (const block of growing) {
    const more = Math.max(0, Math.min(spare, block.ideal - block.min));
    rows.set(block, block.min + more);
    spare -= more;
  }
  const lines: Line[] = [];
  let cursor: Drawing['cursor'];
  for (const block of blocks) {
    const drawn = block.draw(rows.get(block) ?? block.min);
    if (drawn.cursor !== undefined) cursor = { ...drawn.cursor, y: drawn.cursor.y + lines.length };
    lines.push(...drawn.lines);
  }
  return { lines, cursor };
}
