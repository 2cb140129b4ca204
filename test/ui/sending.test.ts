/** The last look before photos are sent. */
import { expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { closeScreens, openScreen } from './screen.ts';

closeScreens();

it('names the try and the reason while the service cannot be reached', async () => {
  const root = await makeArchive({ photos: 2, edge: 48 });
  await runWarm(['scan', root]);
  await runWarm(['prepare', root]);
  // A port that no client of HTTP asks.
  const env = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', OPENAI_API_KEY: 'mine' };
  const screen = openScreen(root, { words: [], env, columns: 80, rows: 24 });
  await screen.press('enter').sees('send them');
  screen.press('y');
  await screen.sees('asking again in 1 s, try 2 of 3: no connection to http://127.0.0.1:9/v1');
  expect(screen.text).not.toContain('go ahead');
  await screen.press('enter').sees('Submit is running; Ctrl-C stops it.');
  await screen.press('7', 'u').sees('! Submit is running; Ctrl-C stops it.');
  await screen.press('3').sees('try 3 of 3');
  await screen.sees('! The service cannot be reached: no connection to http://127.0.0.1:9/v1');
  await screen.sees('Check the connection');
});

it('says that a key is missing before it asks for consent', async () => {
  const root = await makeArchive({ photos: 2, edge: 48 });
  await runWarm(['scan', root]);
  await runWarm(['prepare', root]);
  const screen = openScreen(root, { words: [] });
  await screen.sees('No API key yet');
  await screen.sees('live, at once');
  screen.press('enter');
  await screen.sees(/! No API key yet/);
  expect(screen.text).not.toContain('not now');
});
