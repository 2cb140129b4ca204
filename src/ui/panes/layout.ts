/** Where everything of the review screen lies, by the size of the terminal alone, so that nothing jumps about. */
import type { PictureSize } from '../../pipeline/review/list.ts';
import { titleLimit } from '../../rules/texts/limits.ts';
import type { ReviewState } from '../review/state.ts';
import type { CellRect } from '../terminal/picture-layer.ts';
import { type FrameGrid, type FrameSet, frameGrid } from './frames-layout.ts';

type ReviewLayout = {
  readonly picture: CellRect | undefined;
  /** Instead of one picture. */
  readonly grid?: FrameGrid;
  /** A line or two under the picture that say what it is. */
  readonly caption: CellRect;
  /** Below it, where nothing else stands there. */
  readonly details?: CellRect;
  readonly list: CellRect | undefined;
  /** The list is so wide that names stand beside the titles; where not, the caption names its photo. */
  readonly listHasNames: boolean;
  readonly fields: CellRect | undefined;
};

/** From this width on, the picture and the list stand beside the fields; below it they take turns. */
const sideBySideWidth = 76;
/** From this width on, the list has a column of its own, of full height. */
const threeColumnsWidth = 156;
/** The texts' part of three columns, at least and at most so many cells; the picture's part of what they leave. */
const textColumn = { part: 0.32, least: 58, most: 80 };
const picturePart = 0.62;
/** Between the left and the right side. */
export const gap = 3;
const shortestList = 5;
/** From this width on, a list has room for names and titles. */
const namesWidth = 48;
/** A line of text longer than this is hard to read; what is beyond it goes to the picture. */
const widestFields = 100;
/** From this height on, blank rows set picture and list apart. */
const roomy = 20;
/** And from this one on, the large picture and the title. */
const tall = 30;

/**
 * The layout of the body, in cells of the whole screen.
 * @param body the rows and columns between the stage rail and the status line
 * @param frames what lies side by side, as far as there is room, where else the picture is beside the text
 */
export function reviewLayout(
  body: CellRect,
  size: PictureSize,
  focus: ReviewState['focus'],
  frames?: FrameSet,
): ReviewLayout {
  const inGrid =
    frames === undefined || size !== 'beside' ? undefined : framesAbove(body, focus, frames);
  if (inGrid !== undefined) return inGrid;
  if (size === 'large') return largePicture(body, focus);
  if (body.width >= threeColumnsWidth && size !== 'off') return threeColumns(body);
  if (body.width >= sideBySideWidth) return sideBySide(body, size);
  return inTurns(body, size, focus);
}

/** Over caption, label, the longest title and a check, where the picture has most of the screen; keywords need half. */
function largePicture(body: CellRect, focus: ReviewState['focus']): ReviewLayout {
  const words =
    focus === 'keywords'
      ? Math.ceil(body.height / 2) + 1
      : Math.max(5, Math.min(3 + titleRows(body.width), Math.floor(body.height / 3)));
  const apart = body.height >= tall ? 1 : 0;
  const picture = { ...body, height: body.height - words - apart };
  const below = body.y + picture.height;
  return {
    picture,
    caption: { ...body, y: below, height: 1 },
    list: undefined,
    listHasNames: false,
    fields: { ...body, y: below + 1 + apart, height: words - 1 },
  };
}

/** Frames where the large picture would be. */
function framesAbove(
  body: CellRect,
  focus: ReviewState['focus'],
  frames: FrameSet,
): ReviewLayout | undefined {
  const { picture, ...rest } = largePicture(body, focus);
  const grid = picture === undefined ? undefined : frameGrid(picture, frames);
  return grid === undefined ? undefined : { ...rest, picture: undefined, grid };
}

function sideBySide(body: CellRect, size: PictureSize): ReviewLayout {
  const width = leftWidth(body);
  const fields = { ...body, x: body.x + width + gap, width: body.width - width - gap };
  const left = { ...body, width };
  return { ...stacked(left, size), fields };
}

/** List, picture and texts beside one another. */
function threeColumns(body: CellRect): ReviewLayout {
  const { part, least, most } = textColumn;
  const texts = Math.max(least, Math.min(most, Math.floor(body.width * part)));
  const rest = body.width - texts - 2 * gap;
  const rows = Math.min(body.height - 2, Math.floor((rest * picturePart) / 3));
  const width = pictureWidth(rows);
  const list = { ...body, width: rest - width };
  const column = { ...body, x: body.x + list.width + gap, width };
  const listHasNames = list.width >= namesWidth;
  const captionRows = listHasNames ? 1 : 2;
  const below = body.y + rows + captionRows + 1;
  return {
    picture: { ...column, height: rows },
    caption: { ...column, y: body.y + rows, height: captionRows },
    details: { ...column, y: below, height: body.y + body.height - below },
    list,
    listHasNames,
    fields: { ...body, x: column.x + width + gap, width: texts },
  };
}

/** Cells of the column that the picture is in. */
export function leftWidth({ width, height }: CellRect): number {
  if (width < 110) return pictureWidth(Math.round((width * 0.4) / 3));
  // As wide as a picture can be that leaves a quarter of the height to the list.
  const picture = pictureWidth(Math.floor(height * 0.75) - 2);
  const room = Math.max(width * 0.44, width - gap - widestFields);
  return pictureWidth(Math.round(Math.min(Math.max(84, picture), room) / 3));
}

/** Three to two, in cells that are twice as high as wide. */
const pictureWidth = (rows: number) => rows * 3;
export const pictureHeight = (columns: number) => Math.round(columns / 3);

/** The picture over its caption over the list. */
function stacked(left: CellRect, size: PictureSize): Omit<ReviewLayout, 'fields'> {
  const listHasNames = left.width >= namesWidth;
  const captionRows = listHasNames ? 1 : 2;
  const above = captionRows + (size === 'off' || left.height >= roomy ? 1 : 0);
  const most = left.height - shortestList - above;
  const height = size === 'off' ? 0 : Math.max(4, Math.min(pictureHeight(left.width), most));
  const below = left.y + height;
  return {
    picture: size === 'off' ? undefined : { ...left, height },
    caption: { ...left, y: below, height: captionRows },
    list: { ...left, y: below + above, height: left.height - height - above },
    listHasNames,
  };
}

function inTurns(body: CellRect, size: PictureSize, focus: ReviewState['focus']): ReviewLayout {
  const caption = { ...body, height: 1 };
  if (focus === 'keywords')
    return {
      picture: undefined,
      caption,
      list: undefined,
      listHasNames: false,
      fields: { ...body, y: body.y + 1, height: body.height - 1 },
    };
  const fieldRows = 1 + titleRows(body.width) + (body.height >= roomy ? 1 : 0);
  const upper = body.height - 1 - fieldRows;
  const left = size === 'off' ? 0 : Math.min(Math.floor(body.width / 2), pictureWidth(upper));
  const top = { ...body, y: body.y, height: upper };
  const beside = size === 'off' ? 0 : left + gap;
  const list = { ...top, x: body.x + beside, width: body.width - beside };
  return {
    picture: size === 'off' ? undefined : { ...top, width: left },
    caption: { ...body, y: body.y + upper, height: 1 },
    list,
    listHasNames: list.width >= namesWidth,
    fields: { ...body, y: body.y + upper + 1, height: fieldRows },
  };
}

/** How many rows a title at its limit needs on `width` cells, so that what stands below it can stay where it is. */
export function titleRows(width: number): number {
  return Math.ceil((titleLimit * 1.06) / Math.max(10, width - 1));
}
