/** `npm run draw-sample`: draws the pictures and keeps them where the program ships them from. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pictures } from './pictures.ts';
import { keptEdge, render } from './render.ts';

const folder = join(import.meta.dirname, '../../../src/rehearsal/sample');

await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) if (name.endsWith('.jpg')) await rm(join(folder, name));
let bytes = 0;
for (const picture of pictures) {
  const jpeg = await render(picture, keptEdge);
  await writeFile(join(folder, picture.name), jpeg);
  bytes += jpeg.length;
}
process.stdout.write(`${pictures.length} pictures, ${bytes} bytes, in ${folder}\n`);
