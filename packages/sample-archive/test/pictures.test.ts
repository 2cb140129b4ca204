/** The pictures that the program ships are what the scenes draw. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { someOf } from '../../../test/helpers/some-of.ts';
import { pictures } from '../src/pictures.ts';
import { keptEdge, render } from '../src/render.ts';

const kept = join(import.meta.dirname, '../../../src/rehearsal/sample');

/** Other versions of libvips may round a point differently; another frame of the burst is further away than this. */
const sameMean = 0.5;

async function small(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg).resize(120, 80, { fit: 'fill' }).raw().toBuffer();
}

/** Mean difference of two small pictures, 0 to 255. */
function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

it('are all kept, and no others', async () => {
  const files = (await readdir(kept)).filter((name) => name.endsWith('.jpg'));
  expect(files.sort()).toEqual(pictures.map(({ name }) => name).sort());
});

it('take at most 1.5 MB together', async () => {
  const files = pictures.map(({ name }) => readFile(join(kept, name)));
  const bytes = (await Promise.all(files)).reduce((sum, { length }) => sum + length, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

it.each(someOf(pictures, undefined, 8))('$name is as it is drawn', async (picture) => {
  const now = await small(await render(picture, keptEdge));
  expect(difference(now, await small(await readFile(join(kept, picture.name))))).toBeLessThan(
    sameMean,
  );
});

it('differ from one another, the frames of the burst too', async () => {
  const all = await Promise.all(
    pictures.map(async ({ name }) => small(await readFile(join(kept, name)))),
  );
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1))
      expect(difference(one, other), pictures[index]?.name).toBeGreaterThan(sameMean * 2);
});
