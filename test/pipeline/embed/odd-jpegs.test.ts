/** Every odd JPEG is written to, proved and undone, or refused and left byte for byte as it was. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pool, startPool } from '../../../src/exiftool/pool.ts';
import { readMultiPicture } from '../../../src/jpeg/mpf.ts';
import { readHead } from '../../../src/jpeg/read-head.ts';
import type { Metadata } from '../../../src/metadata/metadata.ts';
import { policiesOf } from '../../../src/pipeline/embed/policy.ts';
import { type Prepared, prepareEmbed } from '../../../src/pipeline/embed/prepare-embed.ts';
import { prepareUndo } from '../../../src/pipeline/embed/prepare-undo.ts';
import { replaceOriginal } from '../../../src/pipeline/embed/replace-original.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { oddJpegs } from '../../fixtures/jpeg/odd-jpegs.ts';
import { exiftoolReads, foreignIn, plainName, type Row } from './exiftool-reads.ts';

const text: Metadata = {
  headline:
    'Istanbul, Turkey - May 14 2019: “Ferries” & <boats> at #1 dusk, $5 @ é 東京 😀 &amp; "\\x"',
  keywords: [
    'Istanbul',
    'Türkiye',
    '東京',
    'R&D',
    'a, b',
    '1e5',
    '007',
    '-x=y',
    `ü${'ü'.repeat(39)}`,
  ],
  shortTitle: 'Ferries at dusk',
  caption: 'A caption\nin two lines &eacute;',
  city: 'Istanbul',
  country: 'Turkey',
  countryCode: 'TUR',
  dateCreated: '2019-05-14',
};
/** 80 bytes of the last keyword do not fit: IPTC has room for 64. */
const iptcKeywords = [...(text.keywords ?? []).slice(0, -1), 'ü'.repeat(32)];

const fixtures = await oddJpegs();
const written = fixtures.filter(({ outcome }) => outcome === 'written');
const refused = fixtures.filter(({ outcome }) => outcome !== 'written');
const options = {
  policies: policiesOf(defaultSettings),
  links: { policy: 'follow', root: '/' },
  signed: 'leave',
} as const;

let pool: Pool;
let folder: string;
const prepared = new Map<string, Prepared>();
const codes = new Map<string, string>();
let before: Map<string, Row>;
let after: Map<string, Row>;

const fileOf = (name: string) => join(folder, `${name}.jpg`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-jpegs-'));
  for (const { name, bytes } of fixtures) await writeFile(fileOf(name), bytes);
  const paths = written.map(({ name }) => fileOf(name));
  pool = await startPool();
  [before] = await Promise.all([exiftoolReads(paths), embedAll()]);
});
afterAll(() => pool.end());

async function embedAll(): Promise<void> {
  await pMap(
    fixtures,
    async ({ name }) => {
      const one = await prepareEmbed(fileOf(name), text, options, { pool });
      if (!('code' in one) && one.kind === 'prepared') prepared.set(name, one);
      codes.set(name, 'code' in one ? one.code : one.kind);
    },
    { concurrency: pool.inFlight },
  );
}

describe('a JPEG that cannot be written to safely', () => {
  it.each(refused)(
    '$name is refused as $outcome and left as it was',
    async ({ name, outcome, bytes }) => {
      expect(codes.get(name)).toBe(outcome);
      expect(await readFile(fileOf(name))).toEqual(bytes);
    },
  );
});

it('leaves every photo as it was until the copy takes its place', async () => {
  for (const { name, bytes } of written) expect(await readFile(fileOf(name)), name).toEqual(bytes);
});

describe('a JPEG that is written to', () => {
  beforeAll(async () => {
    for (const { name } of written) {
      const one = prepared.get(name);
      if (one === undefined) throw new Error(`${name}: ${codes.get(name)}`);
      await replaceOriginal(one, {
        mtime: one.target.state.mtime,
        beforeOverwrite: () => undefined,
      });
    }
    after = await exiftoolReads(written.map(({ name }) => fileOf(name)));
  });

  it.each(written)('$name says our text to ExifTool, in IPTC and XMP', ({ name }) => {
    const row = rowOf(after, name);
    expect(row['IPTC:Headline']).toBe(text.headline);
    expect(row['IPTC:Keywords']).toEqual(iptcKeywords);
    expect(row['XMP-photoshop:Headline']).toBe(text.headline);
    expect(row['XMP-dc:Subject']).toEqual(text.keywords);
    expect(row['IPTC:CodedCharacterSet']).toBe('\u001B%G');
    // Where IPTC goes on saying something else than XMP, its digest has to stay stale.
    const isCurrent = row['Photoshop:IPTCDigest'] === row['File:CurrentIPTCDigest'];
    expect(isCurrent).toBe(name !== 'iptc-digest-stale');
  });

  it.each(written.filter(({ name }) => name.startsWith('xmp-headed')))(
    '$name says the old headline nowhere',
    async ({ name, bytes }) => {
      expect(bytes.toString('latin1')).toContain('Old "XMP" headline');
      expect((await readFile(fileOf(name))).toString('latin1')).not.toContain('Old "XMP" headline');
    },
  );

  it.each(written)('$name keeps everything that is not ours', ({ name, reads }) => {
    const row = rowOf(after, name);
    for (const [tag, value] of Object.entries(reads)) expect(row[tag]).toBe(value);
    // Text that ExifTool misread before, for want of a declaration, is judged by what it must read now.
    const own = new Set(Object.keys(reads));
    const others = (rows: Map<string, Row>) =>
      foreignIn(rows.get(fileOf(name)) ?? { SourceFile: '' }).filter(
        (line) => !own.has(line.replace(/ = .*/s, '')),
      );
    expect(others(after)).toEqual(others(before));
  });

  it.each(written)(
    '$name keeps its pictures where its directory has them',
    async ({ name, bytes }) => {
      const old = join(folder, `${name}.old`);
      await writeFile(old, bytes);
      expect(await picturesIn(fileOf(name))).toEqual(await picturesIn(old));
    },
  );

  it('reads the same in exiv2', (context) => {
    if (!hasExiv2()) return context.skip('exiv2 is not installed');
    const words = ['-q', '-Pv', '-K', 'Iptc.Application2.Keywords'];
    const files = written.map(({ name }) => fileOf(name));
    // Each line begins with the path of its file.
    const lines = execFileSync('exiv2', [...words, ...files], { encoding: 'utf8' }).split('\n');
    for (const file of files) {
      const said = lines.filter((line) => line.startsWith(`${file} `));
      expect(
        said.map((line) => line.slice(file.length).trim()),
        file,
      ).toEqual(iptcKeywords);
    }
  });

  it('leaves no temporary files', async () => {
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is byte for byte what it was after undoing', async () => {
    for (const { name, bytes } of written) {
      const one = prepared.get(name);
      const undone = one && (await prepareUndo(fileOf(name), one, options.links));
      expect(undone, name).toMatchObject({ kind: 'prepared' });
      if (undone === undefined || 'code' in undone || undone.kind !== 'prepared') continue;
      await replaceOriginal(undone, { beforeOverwrite: () => undefined });
      expect((await readFile(fileOf(name))).equals(bytes), name).toBe(true);
    }
  });
});

it('writes English letters beside characters that cannot be told, and leaves those alone', async () => {
  const file = fileOf('iptc-charset-unknown');
  const before = rowOf(await exiftoolReads([file]), 'iptc-charset-unknown');
  const plain = { headline: 'Ferries at dusk', keywords: ['ferry', 'dusk'] };
  const one = await prepareEmbed(file, plain, options, { pool });
  if ('code' in one || one.kind !== 'prepared') throw new Error(JSON.stringify(one));
  await replaceOriginal(one, { beforeOverwrite: () => undefined });
  const after = rowOf(await exiftoolReads([file]), 'iptc-charset-unknown');
  expect(after['IPTC:Headline']).toBe(plain.headline);
  expect(after['IPTC:Keywords']).toEqual(plain.keywords);
  for (const tag of ['IPTC:CodedCharacterSet', 'IPTC:By-line'])
    expect(after[tag]).toBe(before[tag]);
});

it('has a line for every fixture in the README', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../fixtures/jpeg/README.md'), 'utf8');
  const named = [...readme.matchAll(/^\| `([^`]+)` \| (\S+) /gm)].map(([, ...cells]) => cells);
  expect(named).toEqual(fixtures.map(({ name, outcome }) => [name, outcome]));
});

function rowOf(rows: Map<string, Row>, name: string): Row {
  const row = rows.get(fileOf(name));
  if (row === undefined) throw new Error(`ExifTool read nothing of ${name}`);
  const plain = new Map<string, unknown>();
  // A tag of the same name in another group makes ExifTool number this one.
  for (const [key, value] of Object.entries(row))
    if (!plain.has(plainName(key))) plain.set(plainName(key), value);
  return Object.fromEntries(plain) as Row;
}

/** The checksums of all pictures as the directory of a file has them; of the first, without the head. */
async function picturesIn(path: string): Promise<string[]> {
  const read = await readHead(path);
  if (read.kind !== 'head') throw new Error(path);
  const found = readMultiPicture(read.head.segments);
  const bytes = await readFile(path);
  if (found.kind !== 'pictures') return [];
  const own = { start: read.head.scanStart, end: found.first?.length ?? 0 };
  const others = found.pictures.map(({ start, length }) => ({ start, end: start + length }));
  return [own, ...others].map(({ start, end }) =>
    createHash('sha256').update(bytes.subarray(start, end)).digest('hex'),
  );
}

function hasExiv2(): boolean {
  try {
    execFileSync('exiv2', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
