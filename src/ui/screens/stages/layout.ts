/** Where things lie on a stage's screen. */
import { bodyOf, type TerminalSize } from '../../app/frame.ts';
import type { CellRect } from '../../terminal/picture-layer.ts';

export type StageLayout = { readonly picture: CellRect | undefined; readonly facts: CellRect };

/** From this width on a picture stands beside the facts. */
const wide = 100;
const pictureWidth = 42;
const gap = 3;

export function stageLayout(size: TerminalSize, hasPicture: boolean): StageLayout {
  const body = bodyOf(size);
  if (!hasPicture || body.width < wide) {
    const width = Math.min(body.width, 100);
    return { picture: undefined, facts: { ...body, width } };
  }
  const picture = {
    x: body.x,
    y: body.y + 3,
    width: pictureWidth,
    height: Math.min(body.height - 3, 14),
  };
  const x = body.x + pictureWidth + gap;
  return { picture, facts: { ...body, x, width: body.width - pictureWidth - gap } };
}
