/** Raw files on the screen: whether their sidecars are written is asked once, and pictures of other kinds are told apart. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openArchive } from '../../src/pipeline/archive/archive.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { defaultSettings } from '../../src/settings.ts';
import { contextOf } from '../pipeline/sidecars/archive.ts';
import { copyOf, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

const inFolder = (root: string, name: string) => join(root, 'Turkey/Istanbul/editorial', name);

let made: string;
beforeAll(async () => {
  made = await reviewedArchive(2);
  await writeFile(inFolder(made, 'photo-0000.NEF'), 'raw');
  const archive = await openArchive(made, {
    settings: defaultSettings,
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  await scan(contextOf(archive));
  archive.close();
});
closeScreens();

async function atQuestion() {
  const root = await copyOf(made);
  const screen = openScreen(root);
  await screen.sees('1 of 2');
  screen.press('p', ']');
  await screen.sees('Say whether raw files get the text of 1 photo, too');
  screen.press('enter');
  await screen.sees('1 accepted photo has a raw file beside it');
  await screen.sees('decide later, and write those of the JPEGs now');
  return { root, screen };
}

it('asks once whether sidecars of raw files are written, and writes both', async () => {
  const { root, screen } = await atQuestion();
  screen.press('p');
  await screen.sees('Write 1 sidecar');
  await screen.sees(/Raw files +1 sidecar: 1 new/);
  screen.press('enter');
  await screen.sees('Go on to Embed');
  const written = await readFile(inFolder(root, 'photo-0000.xmp'), 'utf8');
  expect(written).toContain('below the old tower');
  expect(written).toMatch(/SidecarForExtension[="'>]+NEF/);
});

it('writes those of the JPEGs when it is decided later, and asks again', async () => {
  const { root, screen } = await atQuestion();
  screen.press('n');
  await screen.sees('1 created');
  await screen.sees('Say whether raw files get the text of 1 photo, too');
  expect(existsSync(inFolder(root, 'photo-0000.jpg.xmp'))).toBe(true);
  expect(existsSync(inFolder(root, 'photo-0000.xmp'))).toBe(false);
  screen.press('enter');
  await screen.sees('decide later, and go on to Embed');
  screen.press('j');
  await screen.sees('Go on to Embed');
  expect(existsSync(inFolder(root, 'photo-0000.xmp'))).toBe(false);
});
