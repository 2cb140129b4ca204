/**
 * Pictures as pixels, for terminals that are known to draw them.
 * kitty: https://sw.kovidgoyal.net/kitty/graphics-protocol/; iTerm2: https://iterm2.com/documentation-images.html
 */
import { base64, type Harmless, joined, printable, sequence } from '../../terminal-output.ts';
import type { CellRect, Painting } from './picture-layer.ts';

/** Its pictures have the numbers from here on, so that they are not those of another program in the same window. */
const firstKittyImage = 83_190_000;
/** The protocol's limit for one escape sequence, in bytes of base64. */
const kittyChunk = 4096;

/**
 * A PNG of so many rows of pixels for the terminal to keep as picture `number`, and what shows it, or its upper rows, in
 * `rect` at the cursor, which stays where it is, and takes it off the screen.
 */
export function kittyPicture(
  number: number,
  png: Uint8Array,
  pixelRows: number,
  rect: CellRect,
): Painting {
  const image = firstKittyImage + number;
  const upload = {
    picture: joined(kittyUpload(sequence`a=t,q=2,i=${image}`, png)),
    free: sequence`\u001B_Ga=d,d=I,q=2,i=${image}\u001B\\`,
  };
  const erase = sequence`\u001B_Ga=d,d=i,q=2,i=${image}\u001B\\`;
  const cut = (rows: number) => {
    const height = Math.max(1, Math.round((pixelRows * rows) / rect.height));
    return sequence`\u001B_Ga=p,q=2,C=1,i=${image},p=1,c=${rect.width},r=${rows},h=${height}\u001B\\`;
  };
  return { rect, upload, pixels: cut(rect.height), erase, cut };
}

/** The sequences, one behind the other, that upload a PNG with these keys. */
export function kittyUpload(keysOfPicture: Harmless, png: Uint8Array): readonly Harmless[] {
  const data = base64(png);
  const head = sequence`${keysOfPicture},f=100`;
  const chunks: Harmless[] = [];
  for (let from = 0; from < data.length; from += kittyChunk) {
    const more = from + kittyChunk < data.length ? 1 : 0;
    const keys = from === 0 ? sequence`${head},m=${more}` : sequence`m=${more}`;
    const chunk = printable(data.slice(from, from + kittyChunk));
    chunks.push(sequence`\u001B_G${keys};${chunk}\u001B\\`);
  }
  return chunks;
}

/** Shows a JPEG in that many cells at the cursor. */
export function itermPicture(jpeg: Uint8Array, rect: CellRect): Harmless {
  const data = base64(jpeg);
  const keys = sequence`inline=1;size=${jpeg.byteLength};width=${rect.width};height=${rect.height};preserveAspectRatio=0;doNotMoveCursor=1`;
  return sequence`\u001B]1337;File=${keys}:${data}\u0007`;
}
