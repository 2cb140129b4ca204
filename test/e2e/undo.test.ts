/** Everything that was written is undone, by the built program: photos and sidecars, run by run, and on the screen. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runWarm } from '../helpers/warm-commands.ts';
import { reviewedArchive } from '../ui/reviewed-archive.ts';
import { closeScreens, openScreen } from '../ui/screen.ts';

closeScreens();

const photoIn = (root: string) => join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg');

it('takes the photos back first, then their sidecars, and lists both kinds of runs', async () => {
  const root = await reviewedArchive(2);
  const before = await readFile(photoIn(root));
  await runWarm(['review', '--accept-all', root]);
  await runWarm(['sidecars', root]);
  await runWarm(['embed', '--yes', root]);
  const { stdout } = await runWarm(['undo', '--list', root]);
  expect(stdout).toMatch(/^run 2 {2}.+ {2}2 photos\nrun 1 {2}.+ {2}2 sidecars\n$/);
  const { runs } = JSON.parse((await runWarm(['undo', '--list', '--json', root])).stdout);
  expect(runs).toMatchObject([
    { id: 2, stage: 'embed', photos: 2 },
    { id: 1, stage: 'sidecars', photos: 2 },
  ]);
  expect((await runWarm(['undo', root])).stdout).toContain('2 photos are what they were before');
  expect(await readFile(photoIn(root))).toEqual(before);
  expect(existsSync(`${photoIn(root)}.xmp`)).toBe(true);
  expect((await runWarm(['undo', root])).stdout).toContain('2 sidecars are what they were before');
  expect(existsSync(`${photoIn(root)}.xmp`)).toBe(false);
  expect((await runWarm(['undo', root])).stdout).toContain('There is nothing to undo.');
});

it('is offered on the sidecars screen', async () => {
  const root = await reviewedArchive(1);
  await runWarm(['review', '--accept-all', root]);
  await runWarm(['sidecars', root]);
  const screen = openScreen(root);
  await screen.sees('Review');
  screen.press('6');
  await screen.sees('Runs that can be undone');
  screen.press('u');
  await screen.sees('Make the sidecars what they were before');
  screen.press('1');
  await screen.sees('1 sidecar is what it was before');
  await screen.sees('Write 1 sidecar');
  expect(existsSync(`${photoIn(root)}.xmp`)).toBe(false);
});
