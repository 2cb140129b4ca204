import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { isSampleArchive } from '../../src/files/sample-marker.ts';
import { makeSampleArchive, type SampleSummary } from '../../src/rehearsal/sample.ts';
import { placeFromFolders } from '../../src/rules/places/folders.ts';
import { exiftoolJson } from '../helpers/jpeg.ts';

async function newFolder(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'sample-')), 'archive');
}

async function photosIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.jpg')).sort();
}

type Tags = Record<string, unknown> & { SourceFile: string };

async function readTags(folder: string): Promise<Map<string, Tags>> {
  const arguments_ = [
    '-j',
    '-r',
    '-validate',
    '-warning',
    '-a',
    '-Orientation#',
    '-DateTimeOriginal',
  ];
  const wanted = [
    '-OffsetTimeOriginal',
    '-SubSecTimeOriginal',
    '-Make',
    '-Model',
    '-LensModel',
    '-GPSPosition#',
  ];
  const text = [
    '-IPTC:Headline',

    '-IPTC:Keywords',
    '-IPTC:CodedCharacterSet',
    '-ISO',
    '-ExposureTime',
  ];
  const { stdout } = await promisify(execFile)(
    await exiftoolPath(),
    [...arguments_, ...wanted, ...text, folder],
    { maxBuffer: 1e7 },
  );
  const all = JSON.parse(stdout) as Tags[];
  return new Map(all.map((tags) => [tags.SourceFile.slice(folder.length + 1), tags]));
}

describe('the sample archive', () => {
  let folder: string;
  let summary: SampleSummary;
  let tags: Map<string, Tags>;

  beforeAll(async () => {
    folder = await newFolder();
    summary = await makeSampleArchive(folder);
    tags = await readTags(folder);
  });

  it('has at least 24 photos in three countries and both usages', async () => {
    const photos = await photosIn(folder);
    expect(photos.length).toBeGreaterThanOrEqual(24);
    expect(summary).toEqual({
      folder,
      photos: photos.length,
      made: photos.length,
    });
    const meanings = photos.map((path) =>
      placeFromFolders(path.split('/').slice(0, -1), '{country}/{city}/{usage}'),
    );
    expect(new Set(meanings.map(({ usage }) => usage))).toEqual(
      new Set(['editorial', 'commercial', undefined]),
    );
    expect(new Set(meanings.map(({ place }) => place?.countryCode))).toEqual(
      new Set(['TUR', 'PRT', 'JPN', undefined]),
    );
  });

  it('is what ExifTool calls valid, with cameras and exposures', () => {
    for (const [path, one] of tags) {
      expect(one['Make'], path).toBeTypeOf('string');
      expect(one['Model'], path).toBeTypeOf('string');
      expect(one['LensModel'], path).toBeTypeOf('string');
      expect(one['ISO'], path).toBeTypeOf('number');
      expect(one['ExposureTime'], path).toBeDefined();
      expect(String(one['Warning'] ?? 'requires ExifVersion'), path).toMatch(
        /requires ExifVersion/,
      );
    }
  });

  it('has one photo without a date, some without GPS, and one that only GPS can place', () => {
    const undated = [...tags].filter(([, one]) => one['DateTimeOriginal'] === undefined);
    expect(undated.map(([path]) => path)).toEqual(['Turkey/Istanbul/editorial/IMG_2164.jpg']);
    expect([...tags].filter(([, one]) => one['GPSPosition'] === undefined)).toHaveLength(2);
    const lost = tags.get('Unsorted/IMG_0042.jpg');
    expect(lost?.['GPSPosition']).toMatch(/^34\.9946 135\.785/);
  });

  it('gives the places by GPS on both sides of Greenwich', () => {
    expect(tags.get('Portugal/Porto/editorial/DSCF3310.jpg')?.['GPSPosition']).toMatch(
      /^41\.1403 -8\.6113/,
    );
    expect(tags.get('Turkey/Istanbul/editorial/IMG_2038.jpg')?.['GPSPosition']).toMatch(
      /^41\.0219 28\.9784/,
    );
  });

  it('stores some pictures lying that are to be shown upright', async () => {
    const turned = [...tags].filter(([, one]) => one['Orientation'] === 6).map(([path]) => path);
    expect(turned).toHaveLength(4);
    for (const path of turned) {
      const { width, height, autoOrient } = await sharp(join(folder, path)).metadata();
      expect(width).toBeGreaterThan(height);
      expect(autoOrient.width).toBeLessThan(autoOrient.height);
    }
  });

  it('holds text of earlier programs, some of it in Latin-1 that says so nowhere', () => {
    const utf8 = tags.get('Portugal/Porto/editorial/DSCF3310.jpg');
    expect(utf8?.['Headline']).toBe('Rabelo boats below the Luís I bridge');
    expect(utf8?.['CodedCharacterSet']).toBe('UTF8');
    const latin1 = tags.get('Portugal/Porto/editorial/DSCF3342.jpg');
    expect(latin1?.['Keywords']).toEqual(['azulejo', 'igreja', 'eléctrico', 'São João']);
    expect(latin1?.['CodedCharacterSet']).toBeUndefined();
  });

  it('holds one photo whose text is in IPTC and XMP both, with a rating', async () => {
    const [one] = await exiftoolJson(
      [join(folder, 'Portugal/Porto/editorial/DSCF3310.jpg')],
      ['-IPTC:all', '-XMP:all'],
    );
    const headline = one?.['IPTC:Headline'];
    expect(headline).toBe('Rabelo boats below the Luís I bridge');
    expect(one?.['XMP-photoshop:Headline']).toBe(headline);
    expect(one?.['XMP-dc:Description']).toBe(one?.['IPTC:Caption-Abstract']);
    expect(one?.['XMP-dc:Subject']).toEqual(one?.['IPTC:Keywords']);
    expect(one?.['XMP-xmp:Rating']).toBe('4');
  });

  it('gives every picture its true size in EXIF', async () => {
    const files = (await photosIn(folder)).map((path) => join(folder, path));
    for (const one of await exiftoolJson(files, ['-ExifImageWidth', '-File:ImageWidth']))
      expect(one['ExifIFD:ExifImageWidth'], String(one['SourceFile'])).toBe(one['File:ImageWidth']);
  });

  it('has a burst: frames within a second, alike but not the same', async () => {
    const frames = [2038, 2039, 2040, 2041].map(
      (number) => `Turkey/Istanbul/editorial/IMG_${number}.jpg`,
    );
    const times = frames.map((frame) => {
      const one = tags.get(frame);
      return Date.parse(
        `${String(one?.['DateTimeOriginal']).replace(/:/, '-').replace(/:/, '-').replace(' ', 'T')}.${one?.['SubSecTimeOriginal']}Z`,
      );
    });
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThanOrEqual(1000);
    const pixels = await Promise.all(frames.map((frame) => thumbnail(join(folder, frame))));
    const other = await thumbnail(join(folder, 'Japan/Tottori/commercial/DSC08402.jpg'));
    for (const [index, frame] of pixels.slice(1).entries()) {
      const before = pixels[index] ?? frame;
      expect(difference(before, frame)).toBeGreaterThan(0.5);
      expect(difference(before, frame) * 3).toBeLessThan(difference(frame, other));
    }
  });

  it('shows something in every picture, and something else in each', async () => {
    const seen: Buffer[] = [];
    for (const path of await photosIn(folder)) {
      const quarter = await sharp(join(folder, path)).resize(192).png().toBuffer();
      const { channels } = await sharp(quarter).stats();
      expect(Math.max(...channels.map(({ stdev }) => stdev)), path).toBeGreaterThan(20);
      const small = await thumbnail(join(folder, path));
      expect(
        seen.every((other) => difference(other, small) > 0.5),
        path,
      ).toBe(true);
      seen.push(small);
    }
  });

  it('is known as a sample, and no other folder is', async () => {
    expect(await isSampleArchive(folder)).toBe(true);
    expect(await isSampleArchive(join(folder, 'Turkey'))).toBe(false);
    expect(await isSampleArchive(join(folder, 'not there'))).toBe(false);
  });

  it('has the same bytes every time', async () => {
    const again = await newFolder();
    await makeSampleArchive(again);
    for (const path of await photosIn(folder)) {
      const bytes = await readFile(join(folder, path));
      expect(bytes.equals(await readFile(join(again, path))), path).toBe(true);
    }
  });

  it('is left alone once it is finished, whatever has become of its photos', async () => {
    const photo = join(folder, 'Japan/Tottori/commercial/DSC08402.jpg');
    await writeFile(photo, 'embedded meanwhile');
    await unlink(join(folder, 'Unsorted/IMG_0042.jpg'));
    expect((await makeSampleArchive(folder)).made).toBe(0);
    expect(await readFile(photo, 'utf8')).toBe('embedded meanwhile');
    await expect(stat(join(folder, 'Unsorted/IMG_0042.jpg'))).rejects.toThrow('ENOENT');
  });
});

async function thumbnail(file: string): Promise<Buffer> {
  return sharp(file).resize(24, 16, { fit: 'fill' }).raw().toBuffer();
}

/** Mean difference of two thumbnails, 0 to 255. */
function difference(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

describe('making it', () => {
  it('spreads fewer photos over the folders', async () => {
    const folder = await newFolder();
    expect((await makeSampleArchive(folder, 10)).photos).toBe(10);
    const photos = await photosIn(folder);
    expect(photos).toHaveLength(10);
    expect(new Set(photos.map((path) => path.split('/')[0])).size).toBeGreaterThanOrEqual(3);
  });

  it('is finished when it was interrupted, and keeps what was made', async () => {
    const folder = await newFolder();
    await makeSampleArchive(folder, 4);
    const [first = '', second = ''] = await photosIn(folder);
    const kept = (await stat(join(folder, first))).ino;
    await rm(join(folder, second));
    const marker = join(folder, '.proofsheet', 'sample.json');
    await writeFile(
      marker,
      (await readFile(marker, 'utf8')).replace('"complete": true', '"complete": false'),
    );
    expect((await makeSampleArchive(folder)).made).toBe(1);
    expect(await photosIn(folder)).toHaveLength(4);
    expect((await stat(join(folder, first))).ino).toBe(kept);
  });
});
