/** Text codes on the screen: in the title, in keywords, pasted, and one that there is not. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(1);

it('become what they stand for as they are typed', async () => {
  const root = await copy();
  const codes = join(root, 'codes.txt');
  await writeFile(codes, 'gt\tthe Galata Tower\nist\tIstanbul, Turkey\n');
  const screen = openScreen(root, { words: ['review', '--set', `template.codes=${codes}`] });
  await screen.sees('1 of 1');
  screen.press('t', 'ctrl+u');
  screen.type('Gulls over \\gt\\');
  await screen.sees('Gulls over the Galata Tower');
  screen.type(' in \\nowhere\\');
  await screen.sees('There is no code \\nowhere\\ in your list');
  screen.press('enter');
  await screen.sees('Title · edited');
  await screen.sees('photo-0000  Gulls over the Galata Tower in');
  screen.press('a');
  await screen.sees('Add keywords');
  screen.type('\\ist\\');
  await screen.sees('Keywords Istanbul, Turkey');
  screen.press('ctrl+_');
  await screen.sees('Keywords \\ist\\');
  screen.press('escape');
  await screen.seesNot('Add keywords');
  expect(screen.text).not.toContain('\\ist\\');
});
