/** A picture out of half blocks: each cell shows two pixels, the upper as text colour, the lower as background. */
import type { ColourDepth } from '../theme.ts';
import { nearest256, type Rgb } from './colours.ts';

/** Pixels in rows from the top, three bytes each. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

const upperHalf = '▀';

/**
 * The rows of a picture as strings, `width` cells each, half as many as the pixels have rows (rounded up). Colours are
 * repeated only when they change, and in truecolor only told to 5 bits per channel, which nobody sees at this size and
 * which halves the bytes.
 */
export function halfBlocks(pixels: Pixels, depth: ColourDepth): string[] {
  const rows: string[] = [];
  for (let y = 0; y < pixels.height; y += 2) rows.push(rowOf(pixels, y, depth));
  return rows;
}

function rowOf(pixels: Pixels, y: number, depth: ColourDepth): string {
  let text = '';
  let upper = '';
  let lower = '';
  for (let x = 0; x < pixels.width; x++) {
    const top = colourAt(pixels, x, y, depth);
    const bottom = y + 1 < pixels.height ? colourAt(pixels, x, y + 1, depth) : undefined;
    const codes: string[] = [];
    if (top !== upper) codes.push(`38;${top}`);
    if (bottom !== lower) codes.push(bottom === undefined ? '49' : `48;${bottom}`);
    if (codes.length > 0) text += `\u001B[${codes.join(';')}m`;
    text += top === bottom ? ' ' : upperHalf;
    upper = top;
    lower = bottom ?? '';
  }
  return `${text}\u001B[0m`;
}

function colourAt(pixels: Pixels, x: number, y: number, depth: ColourDepth): string {
  const at = (y * pixels.width + x) * 3;
  const colour: Rgb = [pixels.rgb[at] ?? 0, pixels.rgb[at + 1] ?? 0, pixels.rgb[at + 2] ?? 0];
  if (depth === '256') return `5;${nearest256(colour)}`;
  return `2;${colour.map(coarse).join(';')}`;
}

/** To the middle of steps of 8. */
function coarse(value: number): number {
  return (value & 0xf8) | 0x04;
}
