/** Where frames lie side by side. Pure. */
import type { CellRect } from '../terminal/picture-layer.ts';

export type FrameSet = {
  readonly count: number;
  /** The frame under the cursor, from 0. */
  readonly index: number;
  /** How many times as wide as high they are. */
  readonly shape: number;
  /** They are a contact sheet: many of them matter more than every eye. */
  readonly isSheet?: boolean | undefined;
};

type FramePlace = {
  readonly index: number;
  readonly picture: CellRect;
  /** A line below the picture. */
  readonly caption: CellRect;
};

export type FrameGrid = {
  readonly columns: number;
  /** Of the frames in view, row by row. */
  readonly places: readonly FramePlace[];
};

/**
 * How many are in view at most, and how many rows a picture has at least. Of a burst, more would be stamps, and lower ones
 * would not tell whose eyes are closed; on a sheet, photos only have to be told apart.
 */
const limits = {
  burst: { most: 6, leastRows: 8 },
  sheet: { most: 40, leastRows: 5 },
} as const;
const between = { columns: 2, rows: 1 };

type Arrangement = {
  readonly shown: number;
  readonly columns: number;
  /** Of one picture, in cells. */
  readonly width: number;
  readonly height: number;
};

/** As many frames in `area` as can be told apart, as large as they can be; undefined where there is no room for two. */
export function frameGrid(area: CellRect, frames: FrameSet): FrameGrid | undefined {
  const found = arrangementFor(area, frames);
  if (found === undefined) return undefined;
  const { shown, columns, width, height } = found;
  const step = { x: width + between.columns, y: height + 1 + between.rows };
  const rows = Math.ceil(shown / columns);
  const corner = {
    x: area.x + Math.floor((area.width - columns * step.x + between.columns) / 2),
    y: area.y + Math.floor((area.height - rows * step.y + between.rows) / 2),
  };
  const first = firstInView(frames, shown);
  const places = Array.from({ length: shown }, (_, at): FramePlace => {
    const x = corner.x + (at % columns) * step.x;
    const y = corner.y + Math.floor(at / columns) * step.y;
    return {
      index: first + at,
      picture: { x, y, width, height },
      caption: { x, y: y + height, width, height: 1 },
    };
  });
  return { columns, places };
}

function arrangementFor(
  area: CellRect,
  { count, shape, isSheet = false }: FrameSet,
): Arrangement | undefined {
  const { most, leastRows } = limits[isSheet ? 'sheet' : 'burst'];
  for (let shown = Math.min(count, most); shown > 1; shown--) {
    const all = Array.from({ length: shown }, (_, at) => arranged(area, shape, shown, at + 1));
    const best = all.reduce((one, other) => (worth(other) >= worth(one) ? other : one));
    if (best.height >= leastRows) return best;
  }
  return undefined;
}

/** The larger the better; of equally large ones, a grid without gaps. */
function worth({ shown, columns, height }: Arrangement): number {
  const empty = Math.ceil(shown / columns) * columns - shown;
  return height - empty / shown;
}

/** Cells are taken to be twice as high as wide; a picture that is otherwise is fitted into its place. */
function arranged(area: CellRect, shape: number, shown: number, columns: number): Arrangement {
  const rows = Math.ceil(shown / columns);
  const room = {
    width: Math.floor((area.width + between.columns) / columns) - between.columns,
    height: Math.floor((area.height + between.rows) / rows) - between.rows - 1,
  };
  const height = Math.min(room.height, Math.floor(room.width / (2 * shape)));
  return { shown, columns, width: Math.min(room.width, Math.round(height * 2 * shape)), height };
}

/** One frame of those before stays in view, so that every two neighbours can be seen together. */
function firstInView({ count, index }: FrameSet, shown: number): number {
  const step = shown - 1;
  return Math.min(Math.floor(index / step) * step, count - shown);
}
