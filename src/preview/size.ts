/** How large a preview is. */
import type { Size } from '../photo.ts';

/** Vision models count pictures in squares of this many pixels; a started one is paid like a whole one. */
const square = 32;

/**
 * The size of the preview of a photo: its longest side at most `edge` pixels, both sides multiples of 32. Never larger
 * than the photo, except that a side has at least 32 pixels. Rounding a side stretches the picture by under 3 percent
 * at usual shapes and nothing is cropped.
 * @param size the photo's, upright, in pixels
 */
export function previewSize(size: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(size.width, size.height));
  return { width: side(size.width, scale), height: side(size.height, scale) };
}

function side(pixels: number, scale: number): number {
  const nearest = Math.round((pixels * scale) / square) * square;
  const largest = Math.floor(pixels / square) * square;
  return Math.max(square, Math.min(nearest, largest));
}
