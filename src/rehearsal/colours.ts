/** Names for colours, as an American picture library would call them. */

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Hue in degrees, saturation and lightness from 0 to 1. */
export type Hsl = { readonly hue: number; readonly saturation: number; readonly lightness: number };

export function toHsl([red, green, blue]: Rgb): Hsl {
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 510;
  const span = most - least;
  if (span === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = span / (255 - Math.abs(most + least - 255));
  return { hue: hueOf(red, green, blue, most, span), saturation, lightness };
}

function hueOf(red: number, green: number, blue: number, most: number, span: number): number {
  if (most === red) return (60 * ((green - blue) / span) + 360) % 360;
  if (most === green) return 60 * ((blue - red) / span) + 120;
  return 60 * ((red - green) / span) + 240;
}

/** Hues by their upper end in degrees: the name when dark, usual and light. */
const hues: readonly (readonly [end: number, dark: string, usual: string, light: string])[] = [
  [14, 'dark red', 'red', 'pink'],
  [38, 'brown', 'orange', 'peach'],
  [52, 'brown', 'gold', 'cream'],
  [68, 'olive', 'yellow', 'pale yellow'],
  [160, 'dark green', 'green', 'light green'],
  [190, 'dark teal', 'turquoise', 'pale turquoise'],
  [250, 'navy blue', 'blue', 'light blue'],
  [290, 'dark violet', 'violet', 'lavender'],
  [340, 'plum', 'magenta', 'pink'],
  [360, 'dark red', 'red', 'pink'],
];

/** The name of one colour. Little saturation makes it a gray, or a beige where it is warm. */
export function colourName({ hue, saturation, lightness }: Hsl): string {
  if (lightness < 0.1) return 'black';
  if (lightness > 0.94) return 'white';
  if (saturation < 0.12)
    return lightness < 0.35 ? 'dark gray' : lightness > 0.78 ? 'white' : 'gray';
  if (saturation < 0.4 && hue >= 15 && hue < 60) return lightness > 0.5 ? 'beige' : 'brown';
  const [, dark, usual, light] = hues.find(([end]) => hue < end) ?? [0, 'black', 'gray', 'white'];
  if (lightness < 0.28) return dark;
  return lightness > 0.72 ? light : usual;
}

/** The plain colour in a name: `navy blue` is blue. */
export function plainColour(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}
