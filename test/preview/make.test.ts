import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePreview } from '../../src/preview/make.ts';

const options = { edge: 256, quality: 90 };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofsheet-preview-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Left half red, right half blue, 640 x 320. */
function redBlue(): Sharp {
  const half = (color: string) =>
    ({ create: { width: 320, height: 320, channels: 3, background: color } }) as const;
  return sharp({
    create: { width: 640, height: 320, channels: 3, background: '#0000ff' },
  }).composite([{ input: half('#ff0000'), left: 0, top: 0 }]);
}

async function file(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function pixels(jpeg: Buffer) {
  const { data, info } = await sharp(jpeg, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
  ];
  return { at, info };
}

async function made(path: string, width: number, height: number) {
  const preview = await makePreview(path, { width, height }, options);
  if ('issue' in preview) throw new Error(preview.issue.message);
  return preview;
}

describe('makePreview', () => {
  it('turns a photo upright', async () => {
    const path = await file(
      'turned.jpg',
      await redBlue().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    );
    const preview = await made(path, 320, 640);
    expect(preview.size).toEqual({ width: 128, height: 256 });
    const { at } = await pixels(preview.bytes);
    expect(at(64, 20)[0]).toBeGreaterThan(240);
    expect(at(64, 236)[2]).toBeGreaterThan(240);
  });

  it('carries no metadata: no EXIF, no GPS, no profile, no comment', async () => {
    const exif = {
      IFD0: { Artist: 'Secret Name' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 0/1 0/1' },
    };
    const path = await file(
      'told.jpg',
      await redBlue().withExif(exif).withIccProfile('p3').jpeg().toBuffer(),
    );
    const { bytes } = await made(path, 640, 320);
    const meta = await sharp(bytes).metadata();
    expect([meta.exif, meta.icc, meta.iptc, meta.xmp, meta.orientation]).toEqual(
      Array(5).fill(undefined),
    );
    expect(bytes.includes('Secret')).toBe(false);
    expect((await readFile(path)).includes('Secret')).toBe(true);
  });

  it('shows colours of a wide profile as sRGB', async () => {
    const grey = sharp({ create: { width: 320, height: 320, channels: 3, background: '#00c000' } });
    const tagged = await grey.withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
    const stored = (await pixels(tagged)).at(5, 5);
    const { at } = await pixels((await made(await file('p3.jpg', tagged), 320, 320)).bytes);
    expect(Math.abs((at(5, 5)[1] ?? 0) - 0xc0)).toBeLessThan(6);
    // The same numbers without their profile would be another green.
    expect(stored[0]).toBeGreaterThan(40);
    expect(at(5, 5)[0]).toBeLessThan(stored[0] ?? 0);
  });

  it('makes three channels of grey and CMYK photos', async () => {
    for (const space of ['b-w', 'cmyk']) {
      const path = await file(
        `${space}.jpg`,
        await redBlue().toColourspace(space).jpeg().toBuffer(),
      );
      const { info } = await pixels((await made(path, 640, 320)).bytes);
      expect(info.channels, space).toBe(3);
    }
  });

  it('says what is wrong with a file that is cut, empty, no JPEG or gone', async () => {
    const whole = await redBlue().jpeg({ quality: 100 }).toBuffer();
    const codeOf = async (path: string) => {
      const preview = await makePreview(path, { width: 640, height: 320 }, options);
      return 'issue' in preview ? [preview.issue.stage, preview.issue.code] : 'a preview';
    };
    const cut = whole.subarray(0, Math.floor(whole.length * 0.7));
    expect(await codeOf(await file('cut.jpg', cut))).toEqual(['prepare', 'truncated']);
    expect(await codeOf(await file('end.jpg', whole.subarray(0, -2)))).toEqual([
      'prepare',
      'truncated',
    ]);
    expect(await codeOf(await file('empty.jpg', Buffer.alloc(0)))).toEqual([
      'prepare',
      'not-a-jpeg',
    ]);
    expect(await codeOf(await file('text.jpg', Buffer.from('not a picture')))).toEqual([
      'prepare',
      'not-a-jpeg',
    ]);
    expect(await codeOf(join(folder, 'gone.jpg'))).toEqual(['prepare', 'unreadable']);
  });

  it('takes a JPEG with bytes after its end, as cameras and phones write them', async () => {
    const whole = await redBlue().jpeg().toBuffer();
    const path = await file('more.jpg', Buffer.concat([whole, Buffer.from('a second picture')]));
    expect((await made(path, 640, 320)).size).toEqual({ width: 256, height: 128 });
  });
});
