/** Arithmetic of terminal colours. */

export type Rgb = readonly [red: number, green: number, blue: number];

const cubeSteps = [0, 95, 135, 175, 215, 255];

function nearestStep(value: number): number {
  if (value < 48) return 0;
  if (value < 115) return 1;
  return Math.min(5, Math.floor((value - 35) / 40));
}

/** The closest of xterm's 256 colours: its 6x6x6 cube or its 24 greys, whichever is nearer. */
export function nearest256([red, green, blue]: Rgb): number {
  const cube = 16 + 36 * nearestStep(red) + 6 * nearestStep(green) + nearestStep(blue);
  const grey = 232 + Math.min(23, Math.max(0, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const distance = ([r, g, b]: Rgb) => (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2;
  return distance(rgbOf256(grey)) < distance(rgbOf256(cube)) ? grey : cube;
}

/** What a colour of the cube or of the greys looks like. */
export function rgbOf256(index: number): Rgb {
  if (index >= 232) {
    const value = 8 + (index - 232) * 10;
    return [value, value, value];
  }
  const step = (place: number) => cubeSteps[Math.floor((index - 16) / place) % 6] ?? 0;
  return [step(36), step(6), step(1)];
}

/** How bright a colour looks, 0 to 1 (relative luminance of WCAG 2.2, without its gamma step's linear toe). */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => (value / 255) ** 2.2;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/**
 * The colour in a terminal's answer to OSC 10 or 11: `rgb:RRRR/GGGG/BBBB` with one to four hexadecimal digits each.
 */
export function parseColourReply(reply: string): Rgb | undefined {
  const found = /rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(reply);
  if (found === null) return undefined;
  const [, red = '', green = '', blue = ''] = found;
  const scale = (digits: string) =>
    Math.round((Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255);
  return [scale(red), scale(green), scale(blue)];
}
