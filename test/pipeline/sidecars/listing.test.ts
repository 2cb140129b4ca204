/** How often a folder is listed while one photo after the other comes into view: a share takes seconds for a large one. */
import fs, { type PathLike } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { getSidecar } from '../../../src/catalog/sidecars.ts';
import { sidecarsInView } from '../../../src/pipeline/sidecars/in-view.ts';
import { createXmp } from '../../../src/xmp/index.ts';
import { closeArchives, folder, newArchive } from './archive.ts';

closeArchives();

const { readdir } = fs.promises;
let listed: string[] = [];

beforeAll(() => {
  Object.assign(fs.promises, {
    readdir: (path: PathLike, ...more: unknown[]) => {
      if (String(path).endsWith(folder)) listed.push(String(path));
      return (readdir as (...all: unknown[]) => unknown)(path, ...more);
    },
  });
  syncBuiltinESMExports();
});
afterAll(() => {
  Object.assign(fs.promises, { readdir });
  syncBuiltinESMExports();
});
beforeEach(() => {
  listed = [];
});

const names = Array.from({ length: 40 }, (_, index) => `IMG_${index}.jpg`);
const sidecar = (headline: string) =>
  createXmp({ headline }, { metadataDate: '2026-11-23T10:00:00+01:00' });

/** As if nothing had happened in the folder for an hour, and a little more each time. */
async function rest(path: string, minutes: number): Promise<void> {
  const then = new Date(Date.now() - (60 + minutes) * 60_000);
  await utimes(path, then, then);
}

it('lists a folder once while nothing changes in it, and again after a change', async () => {
  const archive = await newArchive(names);
  const place = join(archive.root, folder);
  await writeFile(join(place, 'IMG_7.jpg.xmp'), sidecar('A sidecar from the start'));
  await rest(place, 2);
  const view = sidecarsInView(archive, new Map(), () => undefined);
  for (let id = 1; id <= names.length; id++) await view.look(id);
  expect(listed).toEqual([place]);
  expect(getSidecar(archive.catalog, 8)?.name).toBe('IMG_7.jpg.xmp');

  await writeFile(join(place, 'IMG_9.jpg.xmp'), sidecar('A new one'));
  await rest(place, 1);
  for (let id = 1; id <= names.length; id++) await view.look(id);
  expect(listed).toEqual([place, place]);
  expect(getSidecar(archive.catalog, 10)?.name).toBe('IMG_9.jpg.xmp');

  await rm(join(place, 'IMG_7.jpg.xmp'));
  await rest(place, 0);
  await view.look(8);
  await view.look(10);
  expect(listed).toHaveLength(3);
  expect(getSidecar(archive.catalog, 8)).toBeUndefined();
  await view.close();
});

it('reads what a sidecar says now, though the names in its folder are the same', async () => {
  const archive = await newArchive(names);
  const place = join(archive.root, folder);
  const file = join(place, 'IMG_0.jpg.xmp');
  await writeFile(file, sidecar('Before'));
  await rest(place, 1);
  const view = sidecarsInView(archive, new Map(), () => undefined);
  await view.look(1);
  await writeFile(file, sidecar('Afterwards'));
  await view.look(1);
  expect(getSidecar(archive.catalog, 1)?.content).toContain('Afterwards');
  expect(listed).toEqual([place]);
  await view.close();
});

it('lists again a folder that says it changed just now or later: its time may not tell of the next change', async () => {
  const archive = await newArchive(names.slice(0, 3));
  const place = join(archive.root, folder);
  const view = sidecarsInView(archive, new Map(), () => undefined);
  // By the clock of the disk, which may be ahead.
  const now = new Date(Date.now() + 3_600_000);
  await utimes(place, now, now);
  await view.look(1);
  await writeFile(join(place, 'IMG_1.jpg.xmp'), sidecar('In the same moment'));
  await utimes(place, now, now);
  await view.look(2);
  expect(getSidecar(archive.catalog, 2)?.name).toBe('IMG_1.jpg.xmp');
  await view.close();
});

it('says what is wrong with a photo whose folder is gone', async () => {
  const archive = await newArchive(names.slice(0, 2));
  const problems = new Map<number, string>();
  const view = sidecarsInView(archive, problems, () => undefined);
  await view.look(1);
  await rm(join(archive.root, folder), { recursive: true });
  await view.look(2);
  expect([...problems.keys()]).toEqual([2]);
  await mkdir(join(archive.root, folder), { recursive: true });
  await view.look(2);
  expect(problems.size).toBe(0);
  await view.close();
});
