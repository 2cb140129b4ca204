/** Writes down by what the pictures of the sample archive are known in a rehearsal; part of `npm run draw-sample`. */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gridEdge } from 'openai-stand-in';
import sharp from 'sharp';
import data from '../src/rehearsal/sample/photos.json' with { type: 'json' };
import { lookOf } from '../src/rehearsal/scenes.ts';

const folder = join(import.meta.dirname, '../src/rehearsal/sample');
const looks: Record<string, string> = {};
for (const { path, turned } of data.photos) {
  const name = basename(path);
  const upright = await sharp(join(folder, name))
    .rotate(turned === true ? 90 : 0)
    .toBuffer();
  const pixels = await sharp(upright)
    .resize(gridEdge, gridEdge, { fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  looks[basename(name, '.jpg')] = Buffer.from(lookOf(pixels)).toString('base64');
}
await writeFile(join(folder, 'looks.json'), `${JSON.stringify(looks, null, 2)}\n`);
