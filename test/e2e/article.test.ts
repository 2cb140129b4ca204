/** Results of a script of one's own, plain text under ids that say nothing: imported, then looked at on the screen. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { Terminal } from '../helpers/terminal.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** A title of 176 characters, dateline included, and 46 keywords with a full stop behind them. */
const begins =
  'Istanbul, Turkey - May 14 2019: Ferries cross the wide strait below a hill of old houses';
const title = `${begins}${' while gulls follow them and the light of the late afternoon turns the water and the domes to gold and copper'.slice(0, 176 - begins.length)}`;
const nouns = [
  'ferry',
  'gull',
  'dome',
  'quay',
  'strait',
  'hill',
  'mosque',
  'minaret',
  'bridge',
  'pier',
  'deck',
];
const keywords = [
  'Istanbul',
  'Turkey',
  ...nouns.flatMap((noun) => [noun, `old ${noun}`, `${noun} view`, `golden ${noun}`]),
].slice(0, 46);

it('shows 46 of 50 keywords of the answer that a task file explains', async () => {
  expect([...title]).toHaveLength(176);
  expect(keywords).toHaveLength(46);
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-article-'));
  const place = join(root, 'Turkey/Istanbul/editorial');
  await mkdir(place, { recursive: true });
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#579' } })
    .withExif({ IFD2: { DateTimeOriginal: '2019:05:14 18:30:00' } })
    .jpeg()
    .toFile(join(place, 'ferries at dusk.jpg'));
  expect((await runWarm(['scan', root])).code).toBe(0);

  const tasks = join(root, 'tasks.jsonl');
  const url = 'https://me.example/small/Turkey/Istanbul/editorial/ferries%20at%20dusk.jpg';
  const content = [{ type: 'image_url', image_url: { url } }];
  const body = { model: 'gpt-4o', messages: [{ role: 'user', content }] };
  await writeFile(
    tasks,
    JSON.stringify({ custom_id: 'task-0', method: 'POST', url: '/v1/chat/completions', body }),
  );
  const results = join(root, 'results.jsonl');
  const message = { role: 'assistant', content: `${title}\n\n${keywords.join(', ')}.` };
  const answer = { model: 'gpt-4o', choices: [{ finish_reason: 'stop', message }] };
  await writeFile(
    results,
    JSON.stringify({
      custom_id: 'task-0',
      response: { status_code: 200, body: answer },
      error: null,
    }),
  );
  const imported = await runWarm(['batch', 'import', '--archive', root, results, tasks]);
  expect(imported.stdout).toContain('1 photo got text');

  const terminal = new Terminal({
    command: process.execPath,
    words: [program, 'review', root],
    env: { PROOFSHEET_CONFIG_DIR: await mkdtemp(join(tmpdir(), 'proofsheet-settings-')) },
  });
  try {
    await terminal.sees('46 of 50, 4 missing');
    await terminal.sees('176');
    // The dateline is ours again, from the folder and the day it was taken.
    await terminal.sees('Istanbul, Turkey - May 14 2019: Ferries cross the wide strait');
    await terminal.press('q').ends();
  } finally {
    await terminal.kill();
  }
});
