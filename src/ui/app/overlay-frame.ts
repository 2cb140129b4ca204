/** Where an overlay lies, and its lines with the heading above them. Pure. */
import type { Overlay } from '../overlays/overlay.ts';
import type { CellRect } from '../terminal/picture-layer.ts';
import { type Line, line } from '../text/line.ts';
import { widthOf } from '../text/width.ts';
import type { Theme } from '../theme.ts';
import { bodyOf, frameOf, margin, type TerminalSize } from './frame.ts';

export type OverlayFrame = {
  readonly rect: CellRect;
  readonly lines: readonly Line[];
  /** In cells of the screen. */
  readonly cursor?: { readonly x: number; readonly y: number };
};

/** A sheet never hides more than this part of a screen, */
const mostOfScreen = 0.7;
/** unless it has fewer rows than this. */
const tall = 30;

export function overlayFrame(overlay: Overlay, size: TerminalSize, theme: Theme): OverlayFrame {
  const body = bodyOf(size);
  const whole = overlay.place === 'whole';
  const bottom = size.rows - frameOf(size).footRows;
  const part = size.rows < tall ? body.height : Math.floor(size.rows * mostOfScreen);
  const most = whole ? bottom : Math.min(body.height, part);
  const inner = body.width;
  const drawing = overlay.draw(inner, most - 2, theme);
  const height = whole ? most : Math.min(most, drawing.lines.length + 2);
  const rect = { x: 0, y: bottom - height, width: size.columns, height };
  const indented = drawing.lines.map(
    (one): Line => ({
      ...one,
      spans: [[' '.repeat(margin)], ...one.spans],
    }),
  );
  return {
    rect,
    lines: [headingLine(overlay.title, size.columns, theme), ...indented],
    ...(drawing.cursor === undefined
      ? {}
      : { cursor: { x: drawing.cursor.x + margin, y: rect.y + 1 + drawing.cursor.y } }),
  };
}

function headingLine(title: string, width: number, { glyphs }: Theme): Line {
  const rest = Math.max(0, width - widthOf(title) - 4);
  return line(
    [`${glyphs.rule} `, 'faint'],
    [title, 'strong'],
    [` ${glyphs.rule.repeat(rest)}${glyphs.rule}`, 'faint'],
  );
}
