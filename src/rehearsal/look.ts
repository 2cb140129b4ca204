/**
 * What can honestly be seen in a picture without understanding it: its shape, colours, light, and where in the frame
 * something happens.
 */
import { gridEdge, type Picture } from 'openai-stand-in';
import { colourName, type Rgb, toHsl } from './colours.ts';

export type Shape = 'landscape' | 'portrait' | 'square' | 'panorama';
export type Light = 'night' | 'dusk' | 'golden' | 'bright' | 'day' | 'overcast';
export type Side = 'left' | 'center' | 'right';
/** A smooth upper part: lighter than the rest, or set off by a horizon. */
export type Sky = 'blue' | 'pale' | 'warm' | 'violet' | 'gray' | 'dark';

export type Look = {
  readonly shape: Shape;
  /** Names of the colours that cover most, largest first; at most five. */
  readonly colours: readonly string[];
  readonly light: Light;
  readonly warm: boolean;
  readonly vivid: boolean;
  readonly strongContrast: boolean;
  readonly sky?: Sky;
  /** The colour that covers most of the lowest third. */
  readonly ground: string;
  /** Where the picture changes most from one row to the next, from the top, 0 to 1. */
  readonly horizon?: number;
  /** The third of the frame with most detail. */
  readonly weight: Side;
  readonly detail: 'fine' | 'calm';
  /** Small bright spots in a dark frame. */
  readonly lamps: boolean;
  /** The lower half repeats the upper one upside down. */
  readonly mirrored: boolean;
};

const grid = gridEdge;

/** What there is to see. Pure. */
export function look({ pixels, size }: Picture): Look {
  const rows = brightnessRows(pixels);
  const all = rows.flat();
  const mean = average(all);
  const spread = deviation(all, mean);
  const [red, , blue] = meanColour(pixels, 0, grid);
  const saturation = meanSaturation(pixels, grid);
  const horizon = horizonOf(rows);
  const sky = skyOf(pixels, rows, mean, horizon !== undefined);
  const warmth = (red - blue) / 255;
  return {
    shape: shapeOf(size),
    colours: coloursOf(pixels, 0, grid).slice(0, 5),
    light: lightOf({ mean, spread, warmth, saturation, sky }),
    warm: warmth > 0.04,
    vivid: saturation > 0.42,
    strongContrast: spread > 0.24,
    ...(sky === undefined ? {} : { sky }),
    ground: coloursOf(pixels, Math.floor((grid * 2) / 3), grid)[0] ?? 'gray',
    ...(horizon === undefined ? {} : { horizon }),
    weight: weightOf(rows),
    detail: detailOf(rows) > 0.055 ? 'fine' : 'calm',
    lamps: mean < 0.35 && all.filter((value) => value > 0.8).length > 6,
    mirrored: isMirrored(rows, mean, spread),
  };
}

function shapeOf({ width, height }: Picture['size']): Shape {
  const ratio = width / height;
  if (ratio >= 2) return 'panorama';
  if (ratio > 1.05) return 'landscape';
  return ratio < 0.95 ? 'portrait' : 'square';
}

function pixelAt(pixels: Uint8Array, index: number): Rgb {
  const at = index * 3;
  return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
}

/** Perceived brightness (ITU-R BT.601 weights), 0 to 1, row by row. */
function brightnessRows(pixels: Uint8Array): number[][] {
  return Array.from({ length: grid }, (_, y) =>
    Array.from({ length: grid }, (_, x) => {
      const [red, green, blue] = pixelAt(pixels, y * grid + x);
      return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    }),
  );
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function deviation(values: readonly number[], mean: number): number {
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
}

function meanColour(pixels: Uint8Array, fromRow: number, toRow: number): Rgb {
  const sums = [0, 0, 0] as [number, number, number];
  const count = (toRow - fromRow) * grid;
  for (let index = fromRow * grid; index < toRow * grid; index += 1) {
    const [red, green, blue] = pixelAt(pixels, index);
    sums[0] += red;
    sums[1] += green;
    sums[2] += blue;
  }
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}

function meanSaturation(pixels: Uint8Array, rows: number): number {
  let sum = 0;
  for (let index = 0; index < rows * grid; index += 1)
    sum += toHsl(pixelAt(pixels, index)).saturation;
  return sum / (rows * grid);
}

/** Colour names by how many points have them, most first; under a twentieth counts for nothing. */
function coloursOf(pixels: Uint8Array, fromRow: number, toRow: number): string[] {
  const counts = new Map<string, number>();
  for (let index = fromRow * grid; index < toRow * grid; index += 1) {
    const name = colourName(pixelAt(pixels, index));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const least = ((toRow - fromRow) * grid) / 20;
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
}

type LightParts = {
  readonly mean: number;
  readonly spread: number;
  readonly warmth: number;
  readonly saturation: number;
  readonly sky: Sky | undefined;
};

function lightOf({ mean, spread, warmth, saturation, sky }: LightParts): Light {
  if (mean < 0.22) return 'night';
  if (mean < 0.36 || sky === 'violet') return 'dusk';
  if (warmth > 0.14 && saturation > 0.25) return 'golden';
  if (spread < 0.14 && saturation < 0.2) return 'overcast';
  return mean > 0.6 ? 'bright' : 'day';
}

function skyOf(
  pixels: Uint8Array,
  rows: readonly (readonly number[])[],
  mean: number,
  hasHorizon: boolean,
): Sky | undefined {
  const top = rows.slice(0, grid / 4);
  const topMean = average(top.flat());
  const roughness = average(top.map((row) => average(steps(row))));
  if (roughness > 0.03) return undefined;
  if (topMean < 0.2) return mean < 0.4 ? 'dark' : undefined;
  if (topMean < mean - 0.08 && !hasHorizon) return undefined;
  return skyNamed(coloursOf(pixels, 0, grid / 4), meanSaturation(pixels, grid / 4));
}

const skyColours: readonly (readonly [sky: Sky, colours: readonly string[]])[] = [
  ['blue', ['blue', 'light blue', 'navy blue', 'turquoise', 'pale turquoise', 'dark teal']],
  ['violet', ['violet', 'lavender', 'dark violet', 'plum', 'magenta']],
  ['warm', ['orange', 'peach', 'gold', 'cream', 'yellow', 'pale yellow', 'red', 'pink', 'beige']],
  ['pale', ['white']],
  ['gray', ['gray', 'dark gray']],
];

/** Between blue and orange lies gray: where all in all there is colour, the gray is only the way from one to the other. */
function skyNamed(colours: readonly string[], saturation: number): Sky | undefined {
  const passing = saturation > 0.2 && colours[0] === 'gray' ? colours[1] : undefined;
  const first = passing ?? colours[0];
  return skyColours.find(([, names]) => first !== undefined && names.includes(first))?.[0];
}

function steps(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
}

/** The strongest step between neighbouring rows in the middle part of the frame, if it stands out. */
function horizonOf(rows: readonly (readonly number[])[]): number | undefined {
  const changes = steps(rows.map((row) => average(row)));
  const from = Math.floor(grid / 5);
  const middle = changes.slice(from, grid - from);
  const most = Math.max(...middle);
  if (most < 0.08 || most < average(changes) * 3) return undefined;
  return (from + middle.indexOf(most) + 1) / grid;
}

function weightOf(rows: readonly (readonly number[])[]): Side {
  const third = grid / 3;
  const sums = [0, 1, 2].map((part) =>
    average(rows.map((row) => average(steps(row.slice(part * third, (part + 1) * third))))),
  );
  const [left = 0, centre = 0, right = 0] = sums;
  if (left > centre * 1.25 && left > right) return 'left';
  return right > centre * 1.25 && right > left ? 'right' : 'center';
}

function detailOf(rows: readonly (readonly number[])[]): number {
  return average(rows.map((row) => average(steps(row))));
}

function isMirrored(rows: readonly (readonly number[])[], mean: number, spread: number): boolean {
  if (spread < 0.08) return false;
  let alike = 0;
  for (let y = 0; y < grid / 2; y += 1)
    for (let x = 0; x < grid; x += 1)
      alike += ((rows[y]?.[x] ?? 0) - mean) * ((rows[grid - 1 - y]?.[x] ?? 0) - mean);
  return alike / ((grid * grid) / 2) / spread ** 2 > 0.7;
}
