/** From a scene to the bytes of a JPEG as a camera would have written it. Imports sharp, so it is imported late. */
import sharp from 'sharp';
import { Drawing } from './sample-drawing.ts';
import { exifOf, withEarlierText } from './sample-metadata.ts';
import { randomFrom } from './sample-random.ts';
import type { Shot } from './sample-shot.ts';

/** How a picture differs from the first one of its scene, so that thousands of photos are not a few. */
export type Variation = {
  readonly seed: number;
  /** Degrees by which all colours turn; 0 for the scene as it is. */
  readonly hue: number;
  readonly mirrored: boolean;
};

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

/** The JPEG of a shot, `edge` pixels on its longer side. */
export async function renderShot(shot: Shot, variation: Variation, edge: number): Promise<Buffer> {
  const upright = shot.format !== undefined;
  const drawing = new Drawing(
    upright ? 1067 : 1600,
    upright ? 1600 : 1067,
    randomFrom(variation.seed),
  );
  shot.draw(drawing);
  vignette(drawing);
  let picture = sharp(Buffer.from(drawing.svg(edge)))
    .removeAlpha()
    .flop(variation.mirrored);
  if (variation.hue !== 0) picture = picture.modulate({ hue: variation.hue });
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  addGrain(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), info.width);
  let stored = sharp(data, {
    raw: { width: info.width, height: info.height, channels: info.channels },
  }).withExif(exifOf(shot));
  // Only this way does sharp write another orientation than 1; it adds a profile, as phones do.
  if (shot.format === 'turned') stored = stored.rotate(270).withMetadata({ orientation: 6 });
  const jpeg = await stored.jpeg({ quality: 88 }).toBuffer();
  return shot.earlier === undefined ? jpeg : withEarlierText(jpeg, shot.earlier);
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
