/** What the summary offers beyond counts, and notes of a folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(6);

it('compares models from the summary: the price, then a table, and again without paying', async () => {
  const root = await copy();
  await runWarm(['review', '--accept-all', root]);
  const server = await startRehearsalServer();
  const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'mine' };
  const words = ['review', '--set', 'engine=live'];
  const screen = openScreen(root, { words, env, columns: 80, rows: 24 });
  await screen.sees('1 of 6');
  await screen.press('9').sees('What was done and what it took');
  await screen.press('c').sees('show what was compared before');
  await screen.press('b').sees('Nothing has been compared in this archive yet.');
  await screen.press('c').sees('ask other models');
  await screen.press('m').sees('see the price');
  await screen
    .type('gpt-6.1-terra')
    .press('enter')
    .sees(/Ask 6 times, about \$/);
  await screen.press('y').sees(/gpt-6\.1-terra +\d+%/);
  await screen.press('escape').seesNot('Kept:');
  const paid = server.stats().executedRequests;
  await screen.press('c').sees('show what was compared before');
  await screen.press('b').sees(/gpt-6\.1-terra +\d+%/);
  expect(server.stats().executedRequests).toBe(paid);
  await screen.press('escape').seesNot('Kept:');
  await screen.press('w').sees('Nothing is always removed');
  await server.close();
});

it('keeps the notes of a folder in its file', async () => {
  const root = await copy();
  const screen = openScreen(root, { columns: 120, rows: 40 });
  await screen.sees('1 of 6');
  await screen.press('b').sees('notes of its folder');
  await screen.press('n').sees('what the model should know');
  await screen.press('k').sees('keep them');
  await screen.type('regatta, rowing').press('enter').sees('are changed');
  await screen.press('b').sees('notes of its folder');
  await screen.press('n').sees('regatta, rowing');
  await screen.press('escape').seesNot('what the model should know');
  const file = join(root, 'Turkey/Istanbul/editorial/proofsheet.txt');
  expect(await readFile(file, 'utf8')).toBe('Keywords: regatta, rowing\n');
});
