/** Merging into what strangers' programs write, by ExifTool before and after, and by the bytes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restOf } from '../../scripts/sidecar-check/rest.ts';
import { mergeXmp, readXmp, XmpError } from '../../src/xmp/index.ts';
import { askExifTool } from '../helpers/exiftool.ts';
import { type Stranger, strangers } from './strangers.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strangers-'));
});
afterAll(() => rm(folder, { recursive: true }));

const text = {
  headline: 'Istanbul, Turkey: Ferries & gulls <at> dusk',
  shortTitle: 'Ferries',
  caption: 'Ferries cross the Bosphorus; "gulls" follow',
  keywords: ['ferry', '007', 'old & two', 'café'],
  city: 'Istanbul',
  countryCode: 'TUR',
};

const ours = new Set(
  [
    ...['dc:Subject', 'dc:Title', 'dc:Description', 'photoshop:Headline', 'photoshop:City'],
    ...['iptcCore:CountryCode', 'xmp:MetadataDate'],
  ].map((name) => `XMP-${name}`),
);
type Tags = Readonly<Record<string, unknown>>;

/** What ExifTool reads of files, by their names. */
async function tagsOf(paths: readonly string[]): Promise<ReadonlyMap<string, Tags>> {
  const options = ['-j', '-struct', '-G1', '-n', '-a', '-u', '-charset', 'filename=utf8'];
  const all = JSON.parse(await askExifTool([...options, ...paths])) as (Tags & {
    SourceFile: string;
  })[];
  return new Map(all.map((tags) => [tags.SourceFile, tags]));
}

const foreign = (tags: Tags) =>
  Object.fromEntries(
    Object.entries(tags).filter(
      ([name]) =>
        name.startsWith('XMP-') && !ours.has(name.replace(/-[a-z]{2}(?:-[A-Z]{2})?$/, '')),
    ),
  );

/** Whether the bytes say what was wanted, and all else as before, for a judge that knows nothing of src/xmp. */
function restIn(bytes: Uint8Array, encoding: string): string {
  const [name = ''] = encoding.split(' ');
  return restOf(new TextDecoder(name.replace(/^utf/, 'utf-')).decode(bytes)).text;
}

const amount = 120;
const options = { metadataDate: '2026-11-23T10:00:00+01:00' };

/** What ExifTool does not read, whoever wrote it: names without a prefix. */
const isUnread = ({ drawn }: Stranger) => drawn.prefixes === 'none';

it(`merges the text into ${amount} strangers' sidecars, and leaves all else as it was`, async () => {
  const all = fc.sample(strangers, { numRuns: amount, seed: 18 });
  const refused = new Set<string>();
  const merged = all.flatMap((one, index) => {
    try {
      const { bytes } = mergeXmp(one.bytes, text, options);
      return [{ ...one, after: bytes, path: join(folder, `${index}.xmp`) }];
    } catch (error) {
      if (!(error instanceof XmpError)) throw error;
      refused.add(error.code);
      return [];
    }
  });
  // What says a property of ours twice is no XMP, and programs differ in what they read.
  expect([...refused]).toEqual(['duplicate-property']);
  expect(merged.length).toBeGreaterThan(amount * 0.8);
  for (const { drawn, bytes, after } of merged) {
    expect(readXmp(after), JSON.stringify(drawn)).toMatchObject(text);
    expect(restIn(after, drawn.encoding)).toBe(restIn(bytes, drawn.encoding));
    expect(mergeXmp(after, text, options).bytes).toBe(after);
  }
  const paths = merged.map(({ path }) => path);
  for (const { path, bytes } of merged) await writeFile(path, bytes);
  // The first time it does not know by what names it will call the namespaces.
  await tagsOf(paths);
  const before = await tagsOf(paths);
  for (const { path, after } of merged) await writeFile(path, after);
  const now = await tagsOf(paths);
  let read = 0;
  for (const one of merged) {
    const [was, is] = [before.get(one.path) ?? {}, now.get(one.path) ?? {}];
    expect(foreign(is), JSON.stringify(one.drawn)).toEqual(foreign(was));
    // UTF-16 without a packet around it is no XMP for ExifTool, before as after.
    if (Object.keys(foreign(was)).length === 0 || isUnread(one)) continue;
    expect([is['XMP-dc:Subject']].flat().map(String)).toEqual(text.keywords);
    expect(is['XMP-photoshop:Headline']).toBe(text.headline);
    expect(is['XMP-photoshop:City']).toBe(text.city);
    expect(is['ExifTool:Warning']).toEqual(was['ExifTool:Warning']);
    read++;
  }
  expect(read).toBeGreaterThan(amount * 0.4);
});

it('takes our texts out of them again, where nothing else hangs on them', () => {
  for (const one of fc.sample(strangers, { numRuns: 60, seed: 19 })) {
    try {
      const { bytes } = mergeXmp(one.bytes, { keywords: [], headline: '', city: '' }, {});
      const said = readXmp(bytes);
      expect([said.keywords, said.headline, said.city]).toEqual([[], undefined, undefined]);
      expect(restIn(bytes, one.drawn.encoding)).toBe(restIn(one.bytes, one.drawn.encoding));
    } catch (error) {
      if (!(error instanceof XmpError)) throw error;
      expect(error.code).toMatch(/^(?:duplicate-property|unexpected-form)$/);
    }
  }
});
