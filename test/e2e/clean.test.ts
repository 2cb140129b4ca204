/** What is accepted without a person, through the built program: nothing that declines, nor speaks of elsewhere. */
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const keywords = [
  'ferry',
  'black &amp; white',
  'S\u0000e3o Jorge',
  ...'strait dusk tower water skyline travel evening harbor passenger bridge rail crowd street tram tile house temple gate lantern wood market spice stall vault roof quay stone morning light reflection coast city tourism landmark architecture history culture sunset commuter transport wave gull cloud horizon silhouette season journey weekend'.split(
    ' ',
  ),
];

function line(id: string, description: string): string {
  const shortTitle = 'Ferries at a pier in the evening';
  const content = JSON.stringify({ description, shortTitle, keywords, unsure: [] });
  const choices = [{ finish_reason: 'stop', message: { role: 'assistant', content } }];
  return JSON.stringify({ custom_id: id, response: { status_code: 200, body: { choices } } });
}

const left = [
  'Ferries cross the Seine in Paris, France on 3 July 2021',
  'Ferries wait at a pier in Naples in the evening',
  'Ferries wait at a pier on July 3, 2021 in the evening',
  'Ferries wait at a pier near Ankara in the evening',
  'Paris, France - July 3 2021: Ferries wait at a pier until the morning',
];
const clean = [
  'Ferries wait at a pier behind the Hotel Paris in the evening',
  'Sellers offer Brazil nuts and Turkish delight beside the ferries',
  'Ferries wait at a pier of Istanbul that was built in 1901',
  'Caf\u0000e9s beside a pier on May 14 2019 &amp; ferries in the evening',
];
const refused = 'I’m sorry, I can’t help with identifying people in this image';

it('accepts what is clean, leaves other places and dates to a person, and asks again what was refused', async () => {
  const descriptions = [...left, ...clean, refused];
  const folders = ['Turkey/Istanbul/editorial'];
  const root = await makeArchive({ photos: descriptions.length, folders, seconds: 1 });
  const files = await mkdtemp(join(tmpdir(), 'proofsheet-clean-'));
  for (const words of [['scan'], ['prepare'], ['batch', 'export', files]])
    expect((await runWarm([...words, root])).code).toBe(0);
  const [file = ''] = (await readdir(files)).filter((name) => name.endsWith('.jsonl'));
  const ids = (await readFile(join(files, file), 'utf8'))
    .trim()
    .split('\n')
    .map((request) => (JSON.parse(request) as { custom_id: string }).custom_id);
  const results = join(files, 'results.jsonl');
  const answerAll = () =>
    writeFile(results, ids.map((id, index) => line(id, descriptions[index] ?? '')).join('\n'));
  await answerAll();
  const imported = await runWarm(['batch', 'import', results, '--archive', root]);
  expect(imported.stdout).toContain('1 got no answer');
  expect((await runWarm(['review', '--accept-clean', root])).code).toBe(0);

  const texts = (await runWarm(['review', '--export', root])).stdout
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as { title: string; keywords: string[]; verdict: string });
  const textsOf = (verdict: string) =>
    texts
      .filter((text) => text.verdict === verdict)
      .map(({ title }) => title.slice(title.indexOf(': ') + 2));
  expect(textsOf('open').sort()).toEqual(left.toSorted());
  expect(textsOf('accepted').sort()).toEqual(
    clean.map((text) => text.replace('\u0000e9', 'é').replace('&amp;', '&')).toSorted(),
  );
  for (const text of texts) {
    expect(text.keywords).toContain('black & white');
    expect(text.keywords).toContain('São Jorge');
  }
});
