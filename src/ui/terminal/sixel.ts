/** Pictures as Sixel, for terminals that say they draw it. The palette is chosen beside the event loop, by libvips. */
import type { Sharp } from 'sharp';
import type { Size } from '../../photo.ts';
import { type Harmless, printable, sequence } from '../../terminal-output.ts';

/** Draws a picture of exactly `size` pixels at the cursor; the pixels must fill whole cells. */
export async function sixelPicture(image: Sharp, size: Size): Promise<Harmless> {
  const { default: sharp } = await import('sharp');
  const { default: sixel } = await import('sixel');
  const few = await image
    .resize(size.width, size.height, { fit: 'fill' })
    .removeAlpha()
    .png({ palette: true, compressionLevel: 0, effort: 3 })
    .toBuffer();
  const { data, info } = await sharp(few).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const palette = paletteOf(data);
  const pixels = sixel.sixelEncode(data, info.width, info.height, palette);
  // Line ends between the rows of pixels mean nothing.
  const harmless = printable(pixels.replaceAll('\n', ''));
  return sequence`\u001BP0;1;q${harmless}\u001B\\`;
}

/** The colours among these pixels of four bytes. */
function paletteOf(rgba: Uint8Array): [red: number, green: number, blue: number][] {
  const colours = new Set<number>();
  for (let at = 0; at < rgba.length; at += 4)
    colours.add(((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0));
  return [...colours].map((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]);
}
