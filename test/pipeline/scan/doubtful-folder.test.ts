/** Which folders are asked about before their first scan. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { doubtAbout } from '../../../src/pipeline/scan/doubtful-folder.ts';
import { defaultSettings } from '../../../src/settings.ts';

const elsewhere = '/nonexistent/home';

function treeOf(folders: number, nameOf: (number: number) => string): string {
  const root = mkdtempSync(join(tmpdir(), 'tree-'));
  for (let number = 0; number < folders; number++) {
    mkdirSync(join(root, nameOf(number)), { recursive: true });
    writeFileSync(join(root, nameOf(number), 'a.jpg'), '');
  }
  return root;
}

const cities = (number: number) => `Portugal/City ${number}/editorial`;
const mess = (number: number) => `cache/${number % 40}/${number}`;

it.each([
  ['a thousand cities', treeOf(1000, cities)],
  ['fewer folders, whatever their names', treeOf(900, mess)],
  [
    'many folders, some of which are an archive',
    treeOf(1200, (n) => (n % 8 === 0 ? cities(n) : mess(n))),
  ],
  ['nothing', treeOf(0, mess)],
])('has no doubt about %s', async (_what, root) => {
  expect(await doubtAbout(root, defaultSettings, elsewhere)).toBeUndefined();
});

it('doubts a thousand folders that say no place', async () => {
  const root = treeOf(1100, mess);
  expect(await doubtAbout(root, defaultSettings, elsewhere)).toBe(
    `${root} holds 1,000 folders of photos or more, and hardly any says a place, as {country}/{city}/{usage} does.`,
  );
});

it('judges by the user’s own pattern', async () => {
  const root = treeOf(1000, (number) => `2024/Lisbon, Portugal/${number}`);
  const folders = '{year}/{city}, {country}/{shoot}';
  expect(await doubtAbout(root, { ...defaultSettings, folders }, elsewhere)).toBeUndefined();
  expect(await doubtAbout(root, defaultSettings, elsewhere)).toContain('hardly any says a place');
});

it('knows a home behind a link, and folders beside it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  const link = `${home}-link`;
  symlinkSync(home, link);
  mkdirSync(join(home, 'Photos'));
  expect(await doubtAbout(link, defaultSettings, home)).toContain('is your home folder');
  expect(await doubtAbout(home, defaultSettings, link)).toContain('is your home folder');
  expect(await doubtAbout(join(home, 'Photos'), defaultSettings, home)).toBeUndefined();
  expect(
    await doubtAbout(`${mkdtempSync(join(tmpdir(), 'home'))}`, defaultSettings, home),
  ).toBeUndefined();
});
