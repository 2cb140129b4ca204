/** How the rows of the terminal are shared out, by its size alone, and where an overlay lies over them. */
import { glyphs } from './glyphs.ts';
import type { Drawing, Overlay, Room } from './overlays/overlay.ts';
import type { CellRect } from './terminal/picture-layer.ts';
import { type Line, line, type Span } from './text/line.ts';
import { widthOf } from './text/width.ts';

export type TerminalSize = { readonly columns: number; readonly rows: number };

/** The smallest terminal that everything can be done in. */
export const smallest: TerminalSize = { columns: 60, rows: 15 };

/** Whether everything has room. */
export function fits({ columns, rows }: TerminalSize): boolean {
  return columns >= smallest.columns && rows >= smallest.rows;
}

/** From this height on, blank rows set the parts of the screen apart. */
const roomy = 22;

/** Rows of header and rail, and as many of status line and keys, with the blank row beside them. */
export function edgeOf({ rows }: TerminalSize): number {
  return rows >= roomy ? 3 : 2;
}

/** Cells left and right of everything. */
export const margin = 1;

/** The part between head and foot, in cells of the screen. */
export function bodyOf(size: TerminalSize): CellRect {
  const y = edgeOf(size);
  const width = Math.max(1, size.columns - 2 * margin);
  return { x: margin, y, width, height: Math.max(1, size.rows - 2 * y) };
}

/** A sheet never hides more than this part of a screen, */
const mostOfScreen = 0.7;
/** unless it has fewer rows than this. */
const tall = 30;
/** The heading, and a blank row below the lines. */
const ownRows = 2;

/** The cells that an overlay can draw on. */
export function overlayRoom(place: Overlay['place'], size: TerminalSize): Room {
  const { width, height } = bodyOf(size);
  const part = size.rows < tall ? height : Math.floor(size.rows * mostOfScreen);
  const most = place === 'whole' ? size.rows - edgeOf(size) : Math.min(height, part);
  return { width, height: most - ownRows };
}

type OverlayFrame = {
  readonly rect: CellRect;
  readonly lines: readonly Line[];
  /** In cells of the screen. */
  readonly cursor: Drawing['cursor'];
};

/** Where an overlay lies, and its lines with the heading above them. */
export function overlayFrame(overlay: Overlay, size: TerminalSize, room: Room): OverlayFrame {
  const { lines, cursor } = overlay.draw(room);
  const rows = overlay.place === 'whole' ? room.height : Math.min(room.height, lines.length);
  const y = size.rows - edgeOf(size) - rows - ownRows;
  const before: Span = [' '.repeat(margin)];
  const indented = lines.map((one): Line => ({ ...one, spans: [before, ...one.spans] }));
  return {
    rect: { x: 0, y, width: size.columns, height: rows + ownRows },
    lines: [headingLine(overlay.title, size.columns), ...indented],
    cursor: cursor && { x: cursor.x + margin, y: y + 1 + cursor.y },
  };
}

function headingLine(title: string, width: number): Line {
  const rule = glyphs.rule.repeat(Math.max(0, width - widthOf(title) - 4) + 1);
  return line([`${glyphs.rule} `, 'faint'], [title, 'strong'], [` ${rule}`, 'faint']);
}
