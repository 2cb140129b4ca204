/** The same picture in two folders is paid for once, and each photo gets a text of its own place. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { picture } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let service: RehearsalServer;
beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());

const first = 'Portugal/Lisbon/editorial/a.jpg';
const copy = 'Spain/Madrid/commercial/b.jpg';
const other = 'Portugal/Porto/editorial/c.jpg';

async function archiveOf(files: Readonly<Record<string, number>>) {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-copies-'));
  for (const [path, seed] of Object.entries(files)) await put(root, path, seed);
  await proofsheet('scan', root);
  return root;
}

async function put(root: string, path: string, seed: number) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), await picture(seed, 96));
}

const proofsheet = (...words: string[]) => runWarm(words, { url: service.url });
const submit = (...words: string[]) => proofsheet('submit', '--set', 'engine=live', ...words);

async function textsOf(root: string) {
  const { stdout } = await proofsheet('review', '--export', root);
  const lines = stdout.trim() === '' ? [] : stdout.trim().split('\n');
  const texts = lines.map((line) => JSON.parse(line) as { path: string; title: string });
  return Object.fromEntries(texts.map(({ path, title }) => [path, title]));
}

it('is said by scan and prepare, counted once in the estimate, and asked once', async () => {
  const root = await archiveOf({ [first]: 1, [copy]: 1, [other]: 2 });
  const scan = await proofsheet('scan', '--again', root);
  expect(scan.stdout).toContain('The model is asked about one of them, for all.');
  const prepared = await proofsheet('prepare', root);
  expect(prepared.stdout).toContain('2 photos prepared.');
  expect(prepared.stdout).toContain('1 photo takes the answer of another photo');
  expect(prepared.stdout).toMatch(/Photos +2\b/);
  expect(prepared.stdout).toMatch(/Copies +1 photo with the same picture as another; paid once/);
  const { executedRequests: before } = service.stats();
  expect((await submit(root)).stdout).toContain('Agreed to send 2 photos');
  expect(service.stats().executedRequests - before).toBe(2);
  const texts = await textsOf(root);
  expect(Object.keys(texts)).toHaveLength(3);
  expect(texts[first]).toMatch(/^Lisbon, Portugal - May 14 2019: /);
  expect(texts[copy]).toBe(texts[first]?.replace(/^[^:]+: /, ''));
  const { stages } = JSON.parse((await proofsheet('status', '--json', root)).stdout);
  expect(stages[4]).toMatchObject({ stage: 'review', waiting: 3 });
});

it('takes an answer that was given before, also by a batch', async () => {
  const root = await archiveOf({ [first]: 3 });
  await proofsheet('prepare', root);
  await proofsheet('submit', '--set', 'probe=no', root);
  await put(root, copy, 3);
  await proofsheet('scan', root);
  expect((await proofsheet('prepare', root)).stdout).toContain('takes the answer');
  await proofsheet('collect', '--wait', root);
  expect(Object.keys(await textsOf(root))).toEqual([first, copy]);
  await put(root, other, 3);
  await proofsheet('scan', root);
  // What a rehearsal made up is no answer.
  expect((await proofsheet('prepare', root)).stdout).toContain('1 photo prepared.');
  const db = new DatabaseSync(join(root, '.proofsheet/catalog.sqlite'));
  db.exec("UPDATE suggestion SET source = 'batch'");
  db.close();
  await put(root, 'Portugal/Braga/editorial/d.jpg', 3);
  await proofsheet('scan', root);
  const again = await proofsheet('prepare', root);
  expect(again.stdout).toContain('1 photo took the answer of another photo');
  expect(Object.keys(await textsOf(root))).toHaveLength(3);
});

it('is asked for each where that is set, or where the one that would be asked is gone', async () => {
  const root = await archiveOf({ [first]: 4, [copy]: 4, [other]: 4 });
  expect((await proofsheet('prepare', root)).stdout).toContain('2 photos take the answer');
  await proofsheet('exclude', '--only', first, root);
  const rest = await proofsheet('prepare', root);
  expect(rest.stdout).toContain('1 photo prepared.');
  await rm(join(root, other));
  await proofsheet('scan', root);
  const last = await proofsheet('prepare', root);
  expect(last.stdout).toContain('1 photo prepared.');
  const each = await archiveOf({ [first]: 5, [copy]: 5 });
  await proofsheet('prepare', each);
  const both = await proofsheet('prepare', '--set', 'copies=each', each);
  expect(both.stdout).toContain('prepared.');
  expect((await submit('--set', 'copies=each', each)).stdout).toContain('Agreed to send 2 photos');
});

it('asks again about a copy whose picture was worked on since', async () => {
  const root = await archiveOf({ [first]: 6, [copy]: 6 });
  await proofsheet('prepare', root);
  await put(root, copy, 7);
  await proofsheet('scan', root);
  expect((await proofsheet('prepare', root)).stdout).toContain('1 photo prepared.');
});
