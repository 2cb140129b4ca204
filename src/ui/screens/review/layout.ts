/** Where everything of the review screen lies, by the size of the terminal alone, so that nothing jumps about. */
import type { CellRect } from '../../terminal/picture-layer.ts';
import type { PictureSize, ReviewState } from './state.ts';

export type ReviewLayout = {
  readonly picture: CellRect | undefined;
  /** One line under the picture that says what it is. */
  readonly caption: CellRect;
  readonly list: CellRect | undefined;
  readonly fields: CellRect | undefined;
};

/** From this width on, the picture and the list stand beside the fields; below it they take turns. */
const sideBySideWidth = 76;
/** Between the left and the right side. */
const gap = 2;
const shortestList = 4;

/**
 * The layout of the body, in cells of the whole screen.
 * @param body the rows and columns between the stage rail and the status line
 */
export function reviewLayout(
  body: CellRect,
  size: PictureSize,
  focus: ReviewState['focus'],
): ReviewLayout {
  if (size === 'large') return largePicture(body);
  if (body.width >= sideBySideWidth) return sideBySide(body, size);
  return inTurns(body, size, focus);
}

function largePicture(body: CellRect): ReviewLayout {
  const words = 4;
  const picture = { ...body, height: body.height - words };
  return {
    picture,
    caption: { ...body, y: body.y + picture.height, height: 1 },
    list: undefined,
    fields: { ...body, y: body.y + picture.height + 1, height: words - 1 },
  };
}

function sideBySide(body: CellRect, size: PictureSize): ReviewLayout {
  const wide = body.width >= 110;
  const width = wide
    ? Math.min(84, Math.round(body.width * 0.44))
    : Math.max(27, Math.round(body.width * 0.35));
  const fields = { ...body, x: body.x + width + gap, width: body.width - width - gap };
  const left = { ...body, width };
  return { ...stacked(left, size), fields };
}

/** The picture over its caption over the list. */
function stacked(left: CellRect, size: PictureSize): Omit<ReviewLayout, 'fields'> {
  if (size === 'off')
    return {
      picture: undefined,
      caption: { ...left, height: 1 },
      list: { ...left, y: left.y + 2, height: left.height - 2 },
    };
  // Three to two, in cells that are twice as high as wide.
  const wanted = Math.round(left.width / 3);
  const height = Math.max(4, Math.min(wanted, left.height - shortestList - 2));
  const picture = { ...left, height };
  const below = left.y + height;
  return {
    picture,
    caption: { ...left, y: below, height: 1 },
    list: { ...left, y: below + 2, height: left.height - height - 2 },
  };
}

function inTurns(body: CellRect, size: PictureSize, focus: ReviewState['focus']): ReviewLayout {
  const caption = { ...body, height: 1 };
  if (focus === 'keywords')
    return {
      picture: undefined,
      caption,
      list: undefined,
      fields: { ...body, y: body.y + 1, height: body.height - 1 },
    };
  const titleRows = 5;
  const upper = body.height - 1 - titleRows;
  const pictureWidth = size === 'off' ? 0 : Math.min(Math.floor(body.width / 2), upper * 3);
  const top = { ...body, y: body.y, height: upper };
  return {
    picture: size === 'off' ? undefined : { ...top, width: pictureWidth },
    caption: { ...body, y: body.y + upper, height: 1 },
    list: { ...top, x: body.x + pictureWidth + 1, width: body.width - pictureWidth - 1 },
    fields: { ...body, y: body.y + upper + 1, height: titleRows },
  };
}
