/** Where things lie on a stage's screen. */
import { bodyOf, type TerminalSize } from '../frame.ts';
import type { CellRect } from '../terminal/picture-layer.ts';

type StageLayout = { readonly picture: CellRect | undefined; readonly facts: CellRect };

/** From this width on a picture stands beside the facts. */
const wide = 100;
/** Lines longer than this are hard to read. */
const widest = 100;
const pictureWidth = 42;
const gap = 3;
const headRows = 6;

export function stageLayout(size: TerminalSize, hasPicture: boolean): StageLayout {
  const body = bodyOf(size);
  if (!hasPicture || body.width < wide)
    return { picture: undefined, facts: { ...body, width: Math.min(body.width, widest) } };
  const width = Math.min(body.width - pictureWidth - gap, widest);
  const x = body.x + width + gap;
  // Below the heading, whose rows change while the stage runs.
  const y = body.y + headRows;
  const picture = { x, y, width: pictureWidth, height: Math.min(body.height - headRows, 14) };
  return { picture, facts: { ...body, width } };
}
