/** The archive of a run: a tiny JPEG for each answer, in the folder of its place and usage, with its date. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import sharp from 'sharp';
import type { Scene } from './case.ts';

/** Pixels a side; the program only has to know the pictures apart. */
const edge = 16;

export function pathOf({ place, usage, fileName }: Scene): string {
  return `${place.country}/${place.city}/${usage}/${fileName}`;
}

export async function makeArchive(root: string, scenes: readonly Scene[]): Promise<void> {
  const folders = new Set(scenes.map((scene) => dirname(join(root, pathOf(scene)))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  await pMap(
    scenes.entries(),
    async ([index, scene]) => writeFile(join(root, pathOf(scene)), await picture(scene, index)),
    { concurrency: 4 },
  );
}

/** Blocks of colours that spell the number. */
function picture({ takenOn }: Scene, index: number): Promise<Buffer> {
  const pixels = Buffer.alloc(edge * edge * 3, 0x80);
  for (let at = 0; at < edge * edge; at++)
    pixels[at * 3] = (index >> ((at >> 2) & 15)) & 1 ? 250 : (at * 37 + index) & 127;
  return sharp(pixels, { raw: { width: edge, height: edge, channels: 3 } })
    .withExif({
      IFD0: { Make: 'Canon', Model: 'EOS 90D' },
      IFD2: { DateTimeOriginal: `${takenOn.replaceAll('-', ':')} 10:00:00` },
    })
    .jpeg()
    .toBuffer();
}
