/** Every stage on Windows with the service in its place: pictures reduced, uploaded, answered, embedded. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { picture } from '../helpers/archive.ts';
import { embeddedTexts } from '../helpers/jpeg.ts';
import { newFolder, run, windowsPath } from './computer.ts';

const paths = [
  'Turkey/Istanbul/editorial/1.jpg',
  'Turkey/Istanbul/commercial/2.jpg',
  'Brazil/São Paulo/editorial/três.jpg',
  'Japan/Kyoto/commercial/四.jpg',
];

it('goes from the folder to photos with texts, and back', async () => {
  const root = newFolder();
  for (const [index, path] of paths.entries()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), await picture(index, 96));
  }
  const files = paths.map((path) => join(root, path));
  const before = await Promise.all(files.map((file) => readFile(file)));
  const words = ['rehearse', '--headless', '--embed-rehearsal', windowsPath(root)];
  const rehearsed = await run(words);
  expect(rehearsed.stderr).not.toContain('bug in proofsheet');
  expect(rehearsed.code).toBe(0);
  const [editorial, , saoPaulo] = await embeddedTexts(files);
  expect(editorial?.headline).toMatch(/^Istanbul, Turkey - May 14 2019: \S/);
  expect(saoPaulo?.headline).toMatch(/^São Paulo, Brazil - May 14 2019: \S/);
  const undone = await run(['undo', windowsPath(root)]);
  expect({ code: undone.code, out: undone.stdout }).toMatchObject({ code: 0 });
  expect(await Promise.all(files.map((file) => readFile(file)))).toEqual(before);
});
