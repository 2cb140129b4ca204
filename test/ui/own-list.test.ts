/** A keyword list of one's own on the screen: what is not in it, completion, its spelling, parents. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(2);

async function reviewWith(list: string) {
  const root = await copy();
  await writeFile(join(root, 'mine.txt'), list);
  const screen = openScreen(root, { words: ['review', '--set', 'keywords.list=mine.txt'] });
  await screen.sees('1 of 2');
  return screen;
}

it('completes, spells and adds parents, and each is undone', async () => {
  const screen = await reviewWith('vehicle\n\tFerry Boat {car ferry}\ntraffic route\n\tstreet\n');
  await screen.sees(/47 keywords are not in your list: "ferry", "strait"/);
  screen.press('a');
  await screen.sees('Add keywords');
  screen.type('ferr');
  await screen.sees('Ferry Boat');
  screen.press('ctrl+u').type('ferryboat').press('enter');
  await screen.sees('"Ferry Boat" is spelled as in your list');
  screen.press('z');
  await screen.sees('Undone: Added "Ferry Boat"');
  screen.press('b');
  await screen.sees('add parents or synonyms out of your list');
  screen.press('s');
  await screen.sees('what stands above their keywords in your list');
  screen.press('p');
  await screen.sees('+ traffic route');
  screen.press('y');
  await screen.sees('Added parents of the keywords to photo-0000.jpg');
  await screen.sees('50 traffic route');
  screen.press('/').type('unlisted:strait').press('enter');
  await screen.sees('1 of 2');
});

it('is not offered where there is none', async () => {
  const screen = openScreen(await copy());
  await screen.sees('1 of 2');
  screen.press('b');
  await screen.sees('add a keyword');
  expect(screen.text).not.toContain('out of your list');
});
