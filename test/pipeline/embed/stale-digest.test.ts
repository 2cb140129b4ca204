/** IPTC that a program without XMP has changed: what readers take before, they take after embedding. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pool, startPool } from '../../../src/exiftool/pool.ts';
import { policiesOf } from '../../../src/pipeline/embed/policy.ts';
import { prepareEmbed } from '../../../src/pipeline/embed/prepare-embed.ts';
import { replaceOriginal } from '../../../src/pipeline/embed/replace-original.ts';
import { defaultSettings } from '../../../src/settings.ts';
import {
  iim,
  jpeg,
  packet,
  photoshop,
  picture,
  resource,
  segment,
  type Value,
  version,
  xmp,
} from '../../fixtures/jpeg/build.ts';

const base = await picture();
const packetOf = xmp(
  packet(
    'photoshop:Credit="Old credit" photoshop:Headline="Old headline"',
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Old notice</rdf:li></rdf:Alt></dc:rights>',
  ),
);
const theirs: readonly Value[] = [
  [2, 116, 'New notice'],
  [2, 110, 'Old credit'],
  [2, 105, 'Their headline'],
];
const latin: Value = [2, 80, Buffer.from('J\xf6rg', 'latin1')];
const digest = (bytes: string) => resource(0x0425, Buffer.from(bytes.repeat(16), 'latin1'));
const block = (...values: readonly Value[]) => resource(0x0404, iim([version, ...values]));
const between = segment(0xfe, 'a comment');

const photos = {
  'field by field': [photoshop(block(...theirs), digest('x')), packetOf],
  'as a whole block': [photoshop(block(latin, ...theirs), digest('x')), packetOf],
  'in a head of ours': [
    photoshop(block(...theirs), digest('x')),
    between,
    photoshop(block([2, 40, 'more'])),
    packetOf,
  ],
};

let pool: Pool;
beforeAll(async () => {
  pool = await startPool();
});
afterAll(() => pool.end());

/** What a reader by the guidelines of the Metadata Working Group takes; a process that has loaded them keeps them. */
async function shownIn(file: string): Promise<Record<string, unknown>> {
  const tags = ['-MWG:Copyright', '-IPTC:Headline', '-XMP-photoshop:Headline', '-XMP-dc:Rights'];
  const args = [await exiftoolPath(), '-use', 'MWG', '-G0', '-j', ...tags, file];
  const [row] = JSON.parse(execFileSync('perl', args, { encoding: 'utf8' }));
  return row;
}

async function embedded(segments: readonly Buffer[]) {
  const file = join(await mkdtemp(join(tmpdir(), 'stale-digest-')), 'a.jpg');
  await writeFile(file, jpeg(base, [...segments]));
  const before = await shownIn(file);
  const one = await prepareEmbed(
    file,
    { headline: 'Ours', keywords: ['ferry'] },
    {
      policies: policiesOf(defaultSettings),
      links: { policy: 'follow', root: '/' },
      signed: 'leave',
    },
    { pool },
  );
  if ('code' in one || one.kind !== 'prepared') throw new Error(JSON.stringify(one));
  await replaceOriginal(one, { beforeOverwrite: () => undefined });
  return { before, after: await shownIn(file) };
}

it.each(Object.entries(photos))('%s', async (_, segments) => {
  const { before, after } = await embedded(segments);
  expect(before['Composite:Copyright']).toBe('New notice');
  expect(after).toMatchObject({
    'Composite:Copyright': 'New notice',
    'XMP:Rights': 'Old notice',
    'IPTC:Headline': 'Ours',
    'XMP:Headline': 'Ours',
  });
});

it('is in line again where IPTC and XMP say the same beside ours', async () => {
  const same = [photoshop(block([2, 116, 'Old notice']), digest('x')), packetOf];
  const { after } = await embedded(same);
  expect(after['Composite:Copyright']).toBe('Old notice');
});
