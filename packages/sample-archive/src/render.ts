/** From a scene to the bytes of a JPEG. */
import sharp from 'sharp';
import { Drawing } from './drawing.ts';
import type { Picture } from './pictures.ts';
import { randomFrom } from './random.ts';

/** Longest side of the kept pictures, in pixels: with this quality, all of them together stay below 1.5 MB. */
export const keptEdge = 1200;
const quality = 66;

/** Sides of the sheet that scenes are drawn on, in its own units. */
const long = 1600;
const short = 1067;

const grainSize = 256;
const grainStrength = 7;

/** A tile of film grain: what is added to the three colours of a pixel. The same for all pictures. */
const grain = ((): Int8Array => {
  const random = randomFrom(1);
  return Int8Array.from({ length: grainSize * grainSize }, () =>
    Math.round(random.between(-1, 1) * random.between(0, grainStrength)),
  );
})();

function addGrain(pixels: Uint8ClampedArray, width: number): void {
  for (let pixel = 0, at = 0; at < pixels.length; pixel += 1) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    const more = grain[(y % grainSize) * grainSize + (x % grainSize)] ?? 0;
    for (const end = at + 3; at < end; at += 1) pixels[at] = (pixels[at] ?? 0) + more;
  }
}

/**
 * The JPEG of a picture, `edge` pixels on its longer side, without metadata. The same bytes for the same versions of
 * libvips and its JPEG encoder.
 */
export async function render({ draw, format, seed }: Picture, edge: number): Promise<Buffer> {
  const [width, height] = format === 'wide' ? [long, short] : [short, long];
  const drawing = new Drawing(width, height, randomFrom(seed));
  draw(drawing);
  vignette(drawing);
  const { data, info } = await sharp(Buffer.from(drawing.svg(edge)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  addGrain(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), info.width);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  let stored = sharp(data, { raw });
  // A colour profile comes with them, so that some of the archive have one.
  if (format === 'turned') stored = stored.rotate(270).withIccProfile('srgb');
  return stored.jpeg({ quality, mozjpeg: true }).toBuffer();
}

/** Corners a little darker, as lenses make them. */
function vignette(drawing: Drawing): void {
  const shade = drawing.glow([
    [0, '#000', 0],
    [0.55, '#000', 0],
    [1, '#000', 0.34],
  ]);
  const { width, height } = drawing;
  drawing.ellipse(width / 2, height / 2, width * 0.74, height * 0.74, shade);
}
