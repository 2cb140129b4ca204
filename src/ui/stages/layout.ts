/** Where things lie on a stage's screen: what it says, and beside it a photo, or a sheet of them, over more words. Pure. */
import type { Beside } from '../../pipeline/archive/stage-view.ts';
import { bodyOf, type TerminalSize } from '../frame.ts';
import { gap, leftWidth, pictureHeight } from '../panes/layout.ts';
import { sheetGrid } from '../panes/sheet-layout.ts';
import type { CellRect } from '../terminal/picture-layer.ts';

type StageLayout = {
  readonly facts: CellRect;
  /** Of as many photos as there is room for. */
  readonly pictures: readonly CellRect[];
  /** What is said of them; absent where it has to stand among the facts. */
  readonly below?: CellRect | undefined;
};

/** From this width on there are two columns; where pictures are all there is to see, from this one on. */
const wide = 100;
const wideForSheet = 76;
/** Lines longer than this are hard to read. */
const widest = 100;
/** Rows that a photo leaves to what is said of it. */
const rowsBelow = 9;
const sheet = { most: 40, leastRows: 5 };

/**
 * @param keepsColumn something may stand beside the facts, so that they stay as wide when there is nothing
 */
export function stageLayout(
  size: TerminalSize,
  beside: Beside | undefined,
  keepsColumn: boolean,
): StageLayout {
  const body = bodyOf(size);
  const isSheet = beside !== undefined && beside.photoIds.length > 1;
  if (!keepsColumn || body.width < (isSheet ? wideForSheet : wide) - 2)
    return { facts: { ...body, width: Math.min(body.width, widest) }, pictures: [] };
  const width = leftWidth(body);
  const facts = { ...body, width: body.width - width - gap };
  if (beside === undefined) return { facts, pictures: [] };
  const column = { ...body, x: body.x + facts.width + gap, width };
  const saidRows = beside.facts.length === 0 ? 0 : isSheet ? 2 : rowsBelow;
  const area = { ...column, height: body.height - saidRows };
  const pictures = isSheet
    ? sheetGrid(area, beside.photoIds.length, sheet)
    : beside.photoIds.map(() => ({
        ...area,
        height: Math.min(area.height, pictureHeight(width)),
      }));
  const end = Math.max(body.y, ...pictures.map(({ y, height }) => y + height + 1));
  const below = { ...column, y: end, height: body.y + body.height - end };
  return { facts, pictures, below };
}
