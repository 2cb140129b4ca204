/** The last look before photos are sent. */
import { expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { run } from '../helpers/program.ts';
import { closeScreens, openScreen } from './screen.ts';

closeScreens();

it('says that a key is missing before it asks for consent', async () => {
  const root = await makeArchive({ photos: 2, edge: 48 });
  await run(['scan', root]);
  await run(['prepare', root]);
  const screen = openScreen(root, { words: [] });
  await screen.sees('No API key yet');
  await screen.sees('At full price');
  screen.press('enter');
  await screen.sees(/! No API key yet/);
  expect(screen.text).not.toContain('not now');
});
