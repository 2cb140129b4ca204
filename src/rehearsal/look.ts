/** What can honestly be seen in a picture without understanding it: its shape, colours and light, and a sky. */
import { gridEdge, type Picture } from 'openai-stand-in';
import { colourName, type Rgb, toHsl } from './colours.ts';

type Light = 'night' | 'dusk' | 'golden' | 'bright' | 'day' | 'overcast';
type Sky = 'blue' | 'pale' | 'warm' | 'violet' | 'gray' | 'dark';

export type Look = {
  readonly shape: 'landscape' | 'portrait' | 'square' | 'panorama';
  /** Names of the colours that cover most, largest first; at most five. */
  readonly colours: readonly string[];
  readonly light: Light;
  readonly warm: boolean;
  readonly vivid: boolean;
  /** Small bright spots in a dark frame. */
  readonly lamps: boolean;
  /** A smooth upper part. */
  readonly sky?: Sky | undefined;
  /** The colour that covers most of the lowest third. */
  readonly ground: string;
  /** The third of the frame with most detail. */
  readonly side: 'left' | 'center' | 'right';
};

/** What there is to see. Pure. */
export function look({ pixels, size }: Picture): Look {
  const third = gridEdge / 3;
  const all = measure(pixels, [0, gridEdge], [0, gridEdge]);
  const top = measure(pixels, [0, gridEdge], [0, gridEdge / 4]);
  const bottom = measure(pixels, [0, gridEdge], [2 * third, gridEdge]);
  const [left, center, right] = [0, third, 2 * third].map(
    (start) => measure(pixels, [start, start + third], [0, gridEdge]).detail,
  ) as [number, number, number];
  const sky = skyOf(top, all);
  return {
    shape: shapeOf(size.width / size.height),
    colours: all.colours.slice(0, 5),
    light: lightOf(all, sky),
    warm: all.warmth > 0.04,
    vivid: all.saturation > 0.42 || all.contrast > 0.24,
    lamps: all.brightness < 0.35 && all.bright > 6,
    sky,
    ground: bottom.colours[0] ?? 'gray',
    side: Math.max(left, right) <= center * 1.25 ? 'center' : left > right ? 'left' : 'right',
  };
}

/** Means over a part of the picture, from 0 to 1 apart from `bright` and `colours`. */
type Measures = {
  /** As the eye weighs red, green and blue (ITU-R BT.601). */
  readonly brightness: number;
  /** Standard deviation of the brightness. */
  readonly contrast: number;
  /** How many points are nearly white. */
  readonly bright: number;
  /** How far points differ in brightness from the one to their left. */
  readonly detail: number;
  readonly saturation: number;
  /** Red less blue. */
  readonly warmth: number;
  /** Names by how many points have them, most first; under a twentieth counts for nothing. */
  readonly colours: readonly string[];
};

type Span = readonly [from: number, to: number];

function measure(pixels: Uint8Array, across: Span, down: Span): Measures {
  const points = (across[1] - across[0]) * (down[1] - down[0]);
  const sum = { brightness: 0, squared: 0, bright: 0, detail: 0, saturation: 0, warmth: 0 };
  const names = new Map<string, number>();
  for (let y = down[0]; y < down[1]; y += 1)
    for (let x = across[0]; x < across[1]; x += 1) {
      const colour = colourAt(pixels, x, y);
      const brightness = brightnessOf(colour);
      const hsl = toHsl(colour);
      const name = colourName(hsl);
      sum.brightness += brightness;
      sum.squared += brightness ** 2;
      sum.bright += brightness > 0.8 ? 1 : 0;
      sum.detail += Math.abs(brightness - brightnessOf(colourAt(pixels, Math.max(0, x - 1), y)));
      sum.saturation += hsl.saturation;
      sum.warmth += (colour[0] - colour[2]) / 255;
      names.set(name, (names.get(name) ?? 0) + 1);
    }
  const brightness = sum.brightness / points;
  return {
    brightness,
    contrast: Math.sqrt(Math.max(0, sum.squared / points - brightness ** 2)),
    bright: sum.bright,
    detail: sum.detail / points,
    saturation: sum.saturation / points,
    warmth: sum.warmth / points,
    colours: [...names]
      .filter(([, count]) => count >= points / 20)
      .sort((a, b) => b[1] - a[1])
      .map(([name]) => name),
  };
}

function colourAt(pixels: Uint8Array, x: number, y: number): Rgb {
  const at = (y * gridEdge + x) * 3;
  return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
}

function brightnessOf([red, green, blue]: Rgb): number {
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function shapeOf(ratio: number): Look['shape'] {
  if (ratio >= 2) return 'panorama';
  if (ratio > 1.05) return 'landscape';
  return ratio < 0.95 ? 'portrait' : 'square';
}

function lightOf(all: Measures, sky: Sky | undefined): Light {
  if (all.brightness < 0.22) return 'night';
  if (all.brightness < 0.36 || sky === 'violet') return 'dusk';
  if (all.warmth > 0.14 && all.saturation > 0.25) return 'golden';
  if (all.contrast < 0.14 && all.saturation < 0.2) return 'overcast';
  return all.brightness > 0.6 ? 'bright' : 'day';
}

const skyColours: readonly (readonly [sky: Sky, colours: readonly string[]])[] = [
  ['blue', ['blue', 'light blue', 'navy blue', 'turquoise', 'pale turquoise', 'dark teal']],
  ['violet', ['violet', 'lavender', 'dark violet', 'plum', 'magenta']],
  ['warm', ['orange', 'peach', 'gold', 'cream', 'yellow', 'pale yellow', 'red', 'pink', 'beige']],
  ['pale', ['white']],
  ['gray', ['gray', 'dark gray']],
];

/** A smooth top is a sky, unless it is darker than the rest and not blue. */
function skyOf(top: Measures, all: Measures): Sky | undefined {
  if (top.detail > 0.03) return undefined;
  if (top.brightness < 0.2) return all.brightness < 0.4 ? 'dark' : undefined;
  // Between blue and orange lies gray: in a colourful sky, the gray is only the way from one to the other.
  const [first, second] = top.colours;
  const colour = top.saturation > 0.2 && first === 'gray' ? (second ?? first) : first;
  const sky = skyColours.find(([, names]) => colour !== undefined && names.includes(colour))?.[0];
  return top.brightness < all.brightness - 0.08 && sky !== 'blue' ? undefined : sky;
}
