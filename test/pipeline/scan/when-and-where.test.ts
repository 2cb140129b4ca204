/** Day and position of files that ExifTool wrote, wherever in the file they stand. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPhoto } from '../../../src/pipeline/scan/read-photo.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { runWarm } from '../../helpers/warm-commands.ts';

const now = new Date('2026-11-01T00:00:00Z');
const cases: Readonly<
  Record<
    string,
    { readonly tags: readonly string[]; readonly day?: string; readonly source?: string }
  >
> = {
  'EXIF DateTimeOriginal before all others': {
    tags: [
      '-ExifIFD:DateTimeOriginal=2019:05:14 10:00:00',
      '-XMP-exif:DateTimeOriginal=2018:01:01 10:00:00',
      '-IPTC:DateCreated=2017:01:01',
      '-ExifIFD:CreateDate=2016:01:01 10:00:00',
    ],
    day: '2019-05-14',
    source: 'original',
  },
  'XMP alone': {
    tags: [
      '-XMP-exif:DateTimeOriginal=2018:03:02 10:00:00+05:00',
      '-XMP-xmp:CreateDate=2020:01:01',
    ],
    day: '2018-03-02',
    source: 'original',
  },
  'the creation date of XMP': {
    tags: [
      '-XMP-photoshop:DateCreated=2017:04:03 09:00:00',
      '-ExifIFD:CreateDate=2016:01:01 10:00:00',
    ],
    day: '2017-04-03',
    source: 'original',
  },
  'the creation date of IPTC': {
    tags: ['-IPTC:DateCreated=2017:04:05'],
    day: '2017-04-05',
    source: 'original',
  },
  'when the file was made, in EXIF': {
    tags: ['-ExifIFD:CreateDate=2016:02:01 10:00:00', '-IFD0:ModifyDate=2021:01:01 10:00:00'],
    day: '2016-02-01',
    source: 'made',
  },
  'when the file was made, in XMP': {
    tags: ['-XMP-xmp:CreateDate=2015:02:01 10:00:00', '-XMP-xmp:ModifyDate=2021:01:01 10:00:00'],
    day: '2015-02-01',
    source: 'made',
  },
  'an impossible original gives way': {
    tags: [
      '-n',
      '-ExifIFD:DateTimeOriginal=0000:00:00 00:00:00',
      '-ExifIFD:CreateDate=2016:02:01 10:00:00',
    ],
    day: '2016-02-01',
    source: 'made',
  },
  'no day at all': { tags: ['-IFD0:ModifyDate=2021:01:01 10:00:00'] },
};

const places: Readonly<
  Record<string, { readonly tags: readonly string[]; readonly at?: readonly [number, number] }>
> = {
  'in XMP alone': {
    tags: ['-XMP-exif:GPSLatitude=41.149', '-XMP-exif:GPSLongitude=-8.6109'],
    at: [41.149, -8.6109],
  },
  'in the south and east': {
    tags: ['-XMP-exif:GPSLatitude=-33.8568', '-XMP-exif:GPSLongitude=151.2153'],
    at: [-33.8568, 151.2153],
  },
  'in EXIF before XMP': {
    tags: [
      '-GPS:GPSLatitude=38.7',
      '-GPS:GPSLatitudeRef=N',
      '-GPS:GPSLongitude=9.1',
      '-GPS:GPSLongitudeRef=W',
      '-XMP-exif:GPSLatitude=41.149',
      '-XMP-exif:GPSLongitude=-8.6109',
    ],
    at: [38.7, -9.1],
  },
  'at 0, 0': { tags: ['-XMP-exif:GPSLatitude=0', '-XMP-exif:GPSLongitude=0'] },
  'half of it': { tags: ['-XMP-exif:GPSLatitude=41.149'] },
};

let folder: string;
let plain: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofsheet-when-'));
  plain = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer();
});

async function contentWith(name: string, tags: readonly string[]) {
  const file = join(folder, `${name}.jpg`);
  await writeFile(file, plain);
  await askExifTool([...tags, '-overwrite_original', file]);
  const read = await readPhoto(file, now);
  if (read.kind !== 'photo') throw new Error(read.why);
  return read.content;
}

describe('the day of a photo', () => {
  it.each(Object.entries(cases))('%s', async (name, { tags, day, source }) => {
    const { takenOn, takenSource } = await contentWith(name, tags);
    expect([takenOn, takenSource]).toEqual([day, source]);
  });
});

describe('the position of a photo', () => {
  it.each(Object.entries(places))('%s', async (name, { tags, at }) => {
    const { position } = await contentWith(name, tags);
    if (at === undefined) expect(position).toBeUndefined();
    else {
      expect(position?.latitude).toBeCloseTo(at[0], 4);
      expect(position?.longitude).toBeCloseTo(at[1], 4);
    }
  });
});

describe('a sidecar', () => {
  it('says the day where the photo does not', async () => {
    const root = await mkdtemp(join(tmpdir(), 'proofsheet-when-'));
    const file = join(root, 'Portugal/Porto/editorial/a.jpg');
    await mkdir(join(root, 'Portugal/Porto/editorial'), { recursive: true });
    await writeFile(file, plain);
    await askExifTool(['-ExifIFD:CreateDate=2022:08:07 10:00:00', '-overwrite_original', file]);
    await askExifTool(['-XMP-exif:DateTimeOriginal=2021:06:05 10:00:00', `${file}.xmp`]);
    await runWarm(['scan', root]);
    expect((await runWarm(['prepare', '--sample', root])).stdout).toContain('2021-06-05');
  });
});
