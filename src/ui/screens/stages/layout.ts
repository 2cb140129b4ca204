/** Where things lie on a stage's screen. */
import { bodyOf, type TerminalSize } from '../../app/frame.ts';
import type { CellRect } from '../../terminal/picture-layer.ts';

export type StageLayout = { readonly picture: CellRect | undefined; readonly facts: CellRect };

/** From this width on a picture stands beside the facts. */
const wide = 100;
const pictureWidth = 42;
const gap = 3;
const headRows = 6;

export function stageLayout(size: TerminalSize, hasPicture: boolean): StageLayout {
  const body = bodyOf(size);
  if (!hasPicture || body.width < wide) {
    const width = Math.min(body.width, 100);
    return { picture: undefined, facts: { ...body, width } };
  }
  const x = body.x + body.width - pictureWidth;
  // Below the heading, whose rows change while the stage runs.
  const y = body.y + headRows;
  const picture = { x, y, width: pictureWidth, height: Math.min(body.height - headRows, 14) };
  return { picture, facts: { ...body, width: body.width - pictureWidth - gap } };
}
