/**
 * A picture out of block characters: each cell stands for two by two pixels in two colours, the one of the text and
 * the one behind it. Where four pixels have more than two colours, the split that loses least is drawn.
 */
import { type Harmless, joined, printable, sequence } from '../../terminal-output.ts';
import type { ColourDepth } from '../theme.ts';
import { nearest256, type Rgb, rgbOf256 } from './colours.ts';

/** Pixels in rows from the top, three bytes each. */
type Pixels = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

type Split = {
  readonly glyph: Harmless;
  /** The quarters drawn in the colour of the text: upper left, upper right, lower left, lower right. */
  readonly ink: readonly [boolean, boolean, boolean, boolean];
  /** Its loss is multiplied by this. */
  readonly weight: number;
};

const blank = sequence` `;

/** Every way to part four quarters in two; its opposite is the same with the colours swapped. */
const splits: readonly Split[] = [
  // Preferred where it is about as good: a sky of nothing but halves is calmer than one of many shapes.
  { glyph: sequence`▀`, ink: [true, true, false, false], weight: 0.8 },
  { glyph: sequence`▌`, ink: [true, false, true, false], weight: 1 },
  { glyph: sequence`▚`, ink: [true, false, false, true], weight: 1 },
  { glyph: sequence`▘`, ink: [true, false, false, false], weight: 1 },
  { glyph: sequence`▝`, ink: [false, true, false, false], weight: 1 },
  { glyph: sequence`▖`, ink: [false, false, true, false], weight: 1 },
  { glyph: sequence`▗`, ink: [false, false, false, true], weight: 1 },
];

/**
 * The rows of a picture as strings, a cell for each two by two pixels; width and height are even. Colours are repeated
 * only when they change, and in truecolor only told to 5 bits per channel, which nobody sees at this size and which
 * halves the bytes.
 */
export function blockPicture(picture: Pixels, depth: ColourDepth): Harmless[] {
  const pixels = depth === '256' ? dithered(picture) : picture;
  const rows: Harmless[] = [];
  for (let y = 0; y + 1 < pixels.height; y += 2) rows.push(rowOf(pixels, y, depth));
  return rows;
}

/**
 * In the 256 colours: by how much a pixel's colour is missed is made good in those beside and below it, so that skies
 * have no bands (Floyd and Steinberg, "An Adaptive Algorithm for Spatial Grey Scale", 1976).
 */
function dithered({ width, height, rgb }: Pixels): Pixels {
  const wanted = Float32Array.from(rgb);
  const shown = new Uint8Array(rgb.length);
  const share = (at: number, colour: Rgb, part: number) => {
    for (let channel = 0; channel < 3; channel++)
      wanted[at + channel] = (wanted[at + channel] ?? 0) + ((colour[channel] ?? 0) * part) / 16;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const [red, green, blue] = [0, 1, 2].map((channel) =>
        Math.max(0, Math.min(255, wanted[at + channel] ?? 0)),
      ) as [number, number, number];
      const nearest = rgbOf256(nearest256([red, green, blue]));
      shown.set(nearest, at);
      const missed: Rgb = [red - nearest[0], green - nearest[1], blue - nearest[2]];
      if (x + 1 < width) share(at + 3, missed, 7);
      if (y + 1 === height) continue;
      const below = at + width * 3;
      if (x > 0) share(below - 3, missed, 3);
      share(below, missed, 5);
      if (x + 1 < width) share(below + 3, missed, 1);
    }
  return { width, height, rgb: shown };
}

function rowOf(pixels: Pixels, y: number, depth: ColourDepth): Harmless {
  const cells: Harmless[] = [];
  let lastInk = '';
  let lastGround = '';
  for (let x = 0; x + 1 < pixels.width; x += 2) {
    const cell = cellOf(pixels, x, y);
    const ink = colourCode(cell.ink, depth);
    const ground = colourCode(cell.ground, depth);
    const codes: string[] = [];
    // A cell of one colour is a space, whose text has none.
    if (ink !== ground && ink !== lastInk) codes.push(`38;${ink}`);
    if (ground !== lastGround) codes.push(`48;${ground}`);
    if (codes.length > 0) cells.push(sequence`\u001B[${printable(codes.join(';'))}m`);
    cells.push(ink === ground ? blank : cell.glyph);
    if (ink !== ground) lastInk = ink;
    lastGround = ground;
  }
  return sequence`${joined(cells)}\u001B[0m`;
}

function cellOf(
  pixels: Pixels,
  x: number,
  y: number,
): { readonly glyph: Harmless; readonly ink: Rgb; readonly ground: Rgb } {
  const quarters = [
    pixelAt(pixels, x, y),
    pixelAt(pixels, x + 1, y),
    pixelAt(pixels, x, y + 1),
    pixelAt(pixels, x + 1, y + 1),
  ];
  let best = { glyph: blank, ink: meanOf(quarters), ground: meanOf(quarters) };
  let least = Number.POSITIVE_INFINITY;
  for (const { glyph, ink: isInk, weight } of splits) {
    const inside = quarters.filter((_, quarter) => isInk[quarter]);
    const outside = quarters.filter((_, quarter) => !isInk[quarter]);
    const ink = meanOf(inside);
    const ground = meanOf(outside);
    const loss = weight * (lossOf(inside, ink) + lossOf(outside, ground));
    if (loss < least) {
      least = loss;
      best = { glyph, ink, ground };
    }
  }
  return best;
}

function pixelAt({ width, rgb }: Pixels, x: number, y: number): Rgb {
  const at = (y * width + x) * 3;
  return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
}

function meanOf(colours: readonly Rgb[]): Rgb {
  const channel = (index: 0 | 1 | 2) =>
    Math.round(colours.reduce((sum, colour) => sum + colour[index], 0) / colours.length);
  return [channel(0), channel(1), channel(2)];
}

function lossOf(colours: readonly Rgb[], [red, green, blue]: Rgb): number {
  return colours.reduce(
    (sum, [r, g, b]) => sum + (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2,
    0,
  );
}

function colourCode(colour: Rgb, depth: ColourDepth): string {
  if (depth === '256') return `5;${nearest256(colour)}`;
  return `2;${colour.map(coarse).join(';')}`;
}

/** To the middle of steps of 8. */
function coarse(value: number): number {
  return (value & 0xf8) | 0x04;
}
