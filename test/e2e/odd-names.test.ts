/** Names that nobody gives, but that disks allow: each photo goes its way under its own name, or is an issue alone. */
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { segment } from '../fixtures/jpeg/build.ts';
import { picture } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { reviewAll } from '../ui/reviewed-archive.ts';

const folder = 'Turkey/Istanbul/editorial';

async function archiveOf(names: readonly string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-names-'));
  await mkdir(join(root, folder), { recursive: true });
  for (const [index, name] of names.entries())
    await writeFile(join(root, folder, `${name}.jpg`), await picture(index, 48));
  return root;
}

/** What lines of JSON, tables, shells, terminals or disks might take for something else. */
const oddNames = [
  'line\nbreak',
  'carriage\r\nreturn',
  'tab\there',
  '"quoted", \'twice\'',
  'back\\slash\\n\\u0041',
  '=SUM(A1)',
  '+1',
  '-rf',
  '@file',
  ';a,b;c',
  '\ufeffmark',
  'blanks at the end  ',
  '  blanks before',
  'dots..',
  'Caf\u00e9',
  'Cafe\u0301',
  '\u212b',
  '\u00c5',
  'lost\ufffd',
  'line\u2028separator\u2029',
  'next\u0085line',
  'right\u202eto left\u2066',
  'zero\u200bwidth\u2060',
  'esc\u001b]52;c;cHduZWQ=\u0007\u009b2J',
  'bell\u0007\b\b\u007f',
  '%0A%00%d',
  '{"path":"x"}',
  '<U+202E>\u241b',
  '👩🏽\u200d🚀 東京 شارع',
  'sk-proj-0123456789abcdef0123',
  'token=secret&key=secret',
  `${'é'.repeat(110)} 224 bytes`,
];

it('are exported so that the import finds each again', async () => {
  const root = await archiveOf(oddNames);
  await reviewAll(root);
  const { stdout } = await runWarm(['review', '--export', root]);
  expect(stdout).not.toMatch(
    /[^\n\x20-\x7e\u00a0-\u2009\u2010-\u{10ffff}]|[\ufffd\ufeff\u202a-\u202e\u2060-\u206f]/u,
  );
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; title: string });
  expect(new Set(lines.map(({ path }) => path))).toEqual(
    new Set(oddNames.map((name) => `${folder}/${name}.jpg`)),
  );
  const file = join(root, 'texts.jsonl');
  await writeFile(file, stdout);
  const same = await runWarm(['review', '--import', file, '--json', root]);
  expect(JSON.parse(same.stdout)).toMatchObject({
    changed: 0,
    unchanged: oddNames.length,
    refused: [],
  });
  const renamed = lines.map(({ path }, index) =>
    JSON.stringify({ path, shortTitle: `Number ${index}`, verdict: 'accepted' }),
  );
  await writeFile(file, renamed.join('\n').replace('\ufffd', '\\ufffd'));
  const changed = await runWarm(['review', '--import', file, '--json', root]);
  expect(JSON.parse(changed.stdout)).toMatchObject({ changed: oddNames.length, refused: [] });
  const again = await runWarm(['review', '--export', root]);
  const texts = again.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; shortTitle: string });
  const shortTitles = new Map(texts.map(({ path, shortTitle }) => [path, shortTitle]));
  for (const [index, { path }] of lines.entries())
    expect(shortTitles.get(path)).toBe(`Number ${index}`);
});

/** What ExifTool, Perl or a shell might take for something else than a name. */
const forExifTool = [
  'line\nbreak',
  'carriage\r\nreturn',
  'lost\ufffd',
  'tab\there',
  '@file',
  'blanks at the end  ',
  '  blanks before',
  'dots..',
  'Cafe\u0301 👩🏽\u200d🚀 東京',
  'esc\u001b]52;c;cHduZWQ=\u0007\u009b2J',
  '#[CSTR]\\n',
  '#',
  '-o',
  '-execute',
  '-stay_open',
  '--',
  '-@',
  '%d%f.%e',
  '$(touch x)`touch y`',
  '$'.concat('{self:all}'),
  '<input',
  '>output',
  'a|',
  '|a',
  '*',
  '?[a-z]{b,c}',
  '~',
  '!h',
  'CON',
  "it's",
  '\u3000',
  'a'.repeat(251),
] as const;

/** The same photo with two XMP packets, so that ExifTool is asked what it says. */
function withTwoPackets(photo: Buffer): Buffer {
  const packet = segment(
    0xe1,
    'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
  );
  return Buffer.concat([photo.subarray(0, 2), packet, packet, photo.subarray(2)]);
}

async function contentsOf(place: string): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for (const name of (await readdir(place)).sort())
    contents.set(name, (await readFile(join(place, name))).toString('base64'));
  return contents;
}

describe('names that ExifTool might misread', () => {
  // Nothing can lie beside a name that is as long as names can be.
  const cannot = (name: string) => /[\n\r\ufffd]/.test(name) || name.length > 250;

  it('are written and undone, or are issues of their photos alone', async () => {
    const root = await archiveOf(forExifTool);
    const place = join(root, folder);
    for (const name of await readdir(place)) {
      const file = join(place, name);
      await writeFile(file, withTwoPackets(await readFile(file)));
    }
    const before = await contentsOf(place);
    expect((await runWarm(['scan', root])).stderr).not.toContain('bug');
    await reviewAll(root);
    await runWarm(['review', '--accept-all', root]);
    for (const words of [['sidecars'], ['embed', '--yes']]) {
      const { code, stderr } = await runWarm([...words, root]);
      expect(stderr).not.toContain('bug');
      expect(code).toBeLessThan(2);
    }
    const { stdout } = await runWarm(['status', '--json', '--issues', root]);
    const issues = (JSON.parse(stdout) as { issues: { path: string; code: string }[] }).issues;
    expect(new Set(issues.map(({ path }) => path))).toEqual(
      new Set(forExifTool.filter(cannot).map((name) => `${folder}/${name}.jpg`)),
    );
    const embedded = await contentsOf(place);
    for (const name of forExifTool)
      expect(embedded.get(`${name}.jpg`) === before.get(`${name}.jpg`), name).toBe(cannot(name));
    expect((await runWarm(['undo', root])).code).toBe(0);
    const after = await contentsOf(place);
    for (const name of before.keys()) expect(after.get(name) === before.get(name), name).toBe(true);
  });
});

it('that are not UTF-8 are issues of their photos, each told from the others', async () => {
  const root = await archiveOf(['caf\ufffd', 'plain']);
  for (const [index, byte] of [0xe8, 0xe9].entries())
    await writeFile(
      Buffer.concat([
        Buffer.from(join(root, folder, 'caf')),
        Buffer.from([byte]),
        Buffer.from('.jpg'),
      ]),
      await picture(10 + index, 48),
    );
  for (let time = 0; time < 2; time++) {
    const { stdout } = await runWarm(['scan', '--json', root]);
    expect(JSON.parse(stdout)).toMatchObject({ issues: 2 });
    const status = await runWarm(['status', '--json', '--issues', root]);
    const found = (JSON.parse(status.stdout) as { issues: { path: string; code: string }[] })
      .issues;
    expect(found.map(({ path, code }) => `${code} ${path}`).sort()).toEqual([
      `name-refused ${folder}/caf\ufffdE8.jpg`,
      `name-refused ${folder}/caf\ufffdE9.jpg`,
    ]);
  }
  for (const words of [
    ['prepare'],
    ['review', '--accept-all'],
    ['sidecars'],
    ['embed', '--yes'],
    ['doctor', '--offline'],
  ])
    expect((await runWarm([...words, root])).stderr).not.toContain('bug');
});
