/** The screen of a terminal emulator as a picture: every cell with its colours, blocks as rectangles. */
import type xterm from '@xterm/headless';

export type PictureColours = {
  readonly background: string;
  readonly foreground: string;
  /** The sixteen colours. */
  readonly palette: readonly string[];
};

export const darkColours: PictureColours = {
  background: '#14161a',
  foreground: '#d7dae0',
  palette: [
    '#1c1f24',
    '#e0705c',
    '#7fb685',
    '#d9a54a',
    '#6aa5e8',
    '#b48be0',
    '#5fbfb0',
    '#c8ccd4',
    '#5c636e',
    '#f0917a',
    '#9ad19f',
    '#efc46c',
    '#8fbdf5',
    '#caa8ee',
    '#82d6c8',
    '#f2f4f8',
  ],
};

export const lightColours: PictureColours = {
  background: '#fafaf8',
  foreground: '#22262c',
  palette: [
    '#22262c',
    '#b03a1a',
    '#2e7d32',
    '#8a5600',
    '#1a5fb4',
    '#7a3aa8',
    '#00756a',
    '#59636e',
    '#4b535c',
    '#c74f2b',
    '#3c9140',
    '#a86a00',
    '#2f77d0',
    '#9150c0',
    '#0a8f82',
    '#1a1d22',
  ],
};

const cellWidth = 9;
const cellHeight = 19;
const fontSize = 15;
const padding = 12;

/** The rectangles of a block character, in halves of a cell: x, y, width, height. */
const rectangles: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>> =
  {
    '▀': [[0, 0, 2, 1]],
    '▌': [[0, 0, 1, 2]],
    '▘': [[0, 0, 1, 1]],
    '▝': [[1, 0, 1, 1]],
    '▖': [[0, 1, 1, 1]],
    '▗': [[1, 1, 1, 1]],
    '▚': [
      [0, 0, 1, 1],
      [1, 1, 1, 1],
    ],
  };

/** How many cells of a picture made of block characters are not of one colour. */
export function blocks(text: string): number {
  return [...text].filter((letter) => letter in rectangles).length;
}

/** How many cells have a colour of their own behind them, as all those of pictures do. */
export function painted(terminal: xterm.Terminal): number {
  let cells = 0;
  for (let row = 0; row < terminal.rows; row++)
    for (let column = 0; column < terminal.cols; column++)
      if (terminal.buffer.active.getLine(row)?.getCell(column)?.isBgRGB()) cells++;
  return cells;
}

/** An SVG of the whole screen; the font must be there when it is drawn. */
export function screenSvg(terminal: xterm.Terminal, colours: PictureColours): string {
  const width = terminal.cols * cellWidth + 2 * padding;
  const height = terminal.rows * cellHeight + 2 * padding;
  const rects: string[] = [];
  const texts: string[] = [];
  for (let row = 0; row < terminal.rows; row++) drawRow(terminal, row, colours, rects, texts);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="100%" height="100%" fill="${colours.background}"/>
<g shape-rendering="crispEdges">${rects.join('')}</g>
<g font-family="DejaVu Sans Mono, monospace" font-size="${fontSize}" xml:space="preserve">${texts.join('\n')}</g>
</svg>`;
}

function drawRow(
  terminal: xterm.Terminal,
  row: number,
  colours: PictureColours,
  rects: string[],
  texts: string[],
): void {
  const buffer = terminal.buffer.active;
  const line = buffer.getLine(buffer.viewportY + row);
  const y = padding + row * cellHeight;
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const x = padding + column * cellWidth;
    const width = cell.getWidth() * cellWidth;
    const look = lookOf(cell, colours);
    if (look.ground !== undefined)
      rects.push(
        `<rect x="${x}" y="${y}" width="${width}" height="${cellHeight}" fill="${look.ground}"/>`,
      );
    const letter = cell.getChars();
    const quarters = rectangles[letter];
    if (quarters !== undefined)
      for (const [right, down, wide, high] of quarters)
        rects.push(
          `<rect x="${x + (right * width) / 2}" y="${y + (down * cellHeight) / 2}" width="${(wide * width) / 2}" height="${(high * cellHeight) / 2}" fill="${look.ink}"/>`,
        );
    else if (letter.trim() !== '')
      texts.push(
        `<text x="${x}" y="${y + 14.5}" fill="${look.ink}"${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isDim() ? ' opacity="0.6"' : ''}>${escapeXml(letter)}</text>`,
      );
    if (cell.isUnderline())
      rects.push(
        `<rect x="${x}" y="${y + cellHeight - 2}" width="${width}" height="1" fill="${look.ink}"/>`,
      );
  }
}

type Cell = NonNullable<
  ReturnType<NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>['getCell']>
>;

function lookOf(
  cell: Cell,
  colours: PictureColours,
): { readonly ink: string; readonly ground: string | undefined } {
  const ink = cell.isFgRGB()
    ? hex(cell.getFgColor())
    : cell.isFgPalette()
      ? paletteColour(cell.getFgColor(), colours)
      : colours.foreground;
  const ground = cell.isBgRGB()
    ? hex(cell.getBgColor())
    : cell.isBgPalette()
      ? paletteColour(cell.getBgColor(), colours)
      : undefined;
  return cell.isInverse() ? { ink: ground ?? colours.background, ground: ink } : { ink, ground };
}

const cubeSteps = [0, 95, 135, 175, 215, 255];

function paletteColour(index: number, { palette, foreground }: PictureColours): string {
  if (index < 16) return palette[index] ?? foreground;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return hex((grey << 16) | (grey << 8) | grey);
  }
  const place = index - 16;
  const part = (divisor: number) => cubeSteps[Math.floor(place / divisor) % 6] ?? 0;
  return hex((part(36) << 16) | (part(6) << 8) | part(1));
}

const hex = (colour: number) => `#${colour.toString(16).padStart(6, '0')}`;

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
