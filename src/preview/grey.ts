/** A picture reduced to a few grey dots, for telling whether two look alike. */
import { asPreview, loadSharp } from './make.ts';

/** Columns and rows of the dots. */
const side = 9;

/** The brightness of 9 x 9 dots of a JPEG, row by row, 0 to 255. @throws what decoding throws for a damaged one */
export async function greyDots(jpeg: Uint8Array): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(jpeg, asPreview).resize(side, side, { fit: 'fill' }).greyscale().raw().toBuffer();
}
