/** Previews of other kinds than JPEG: colours come out right, and what was made to harm is refused by name in little memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePreview } from '../../src/preview/make.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'other-previews-'));
});
afterAll(() => rm(folder, { recursive: true }));

const none = async function* () {};
const size = { width: 640, height: 400 };

async function previewOf(name: string, bytes: Buffer) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return makePreview(path, size, { edge: 320, quality: 90, inner: none });
}

const red = { r: 200, g: 60, b: 40 };
const plain = (channels: 3 | 4 = 3, alpha = 1) =>
  sharp({ create: { ...size, channels, background: { ...red, alpha } } });
const pages = async () => [
  await plain().png().toBuffer(),
  await sharp({ create: { ...size, channels: 3, background: '#000' } })
    .png()
    .toBuffer(),
];
const manyPages = async () => sharp(await pages(), { join: { animated: true } });

it.each<[string, () => Sharp | Promise<Sharp>, number]>([
  ['rgb.tif', () => plain().tiff(), 6],
  ['16-bit.tif', () => plain().toColourspace('rgb16').tiff(), 6],
  ['cmyk.tif', () => plain().toColourspace('cmyk').tiff(), 40],
  ['lab.tif', () => plain().toColourspace('lab').tiff(), 8],
  ['big.tif', () => plain().tiff({ bigtiff: true }), 6],
  ['pages.tif', async () => (await manyPages()).tiff(), 6],
  ['16-bit.png', () => plain().toColourspace('rgb16').png(), 6],
  ['palette.png', () => plain().png({ palette: true }), 8],
  ['alpha.png', () => plain(4).png(), 6],
  ['animated.webp', async () => (await manyPages()).webp({ lossless: true }), 6],
  ['still.avif', () => plain().avif({ effort: 0 }), 8],
])('shows %s as it is', async (name, draw, tolerance) => {
  const made = await previewOf(name, await (await draw()).toBuffer());
  if ('issue' in made) throw new Error(made.issue.message);
  expect(made.size).toEqual({ width: 320, height: 192 });
  const { channels } = await sharp(made.bytes).stats();
  const means = channels.map(({ mean }) => Math.round(mean));
  expect(means).toHaveLength(3);
  for (const [index, wanted] of [red.r, red.g, red.b].entries())
    expect(Math.abs((means[index] ?? 0) - wanted), means.join(' ')).toBeLessThanOrEqual(tolerance);
});

it('is white where the picture is transparent', async () => {
  const made = await previewOf('clear.png', await plain(4, 0).png().toBuffer());
  const { channels } = await sharp('bytes' in made ? made.bytes : undefined).stats();
  for (const { mean } of channels) expect(mean).toBeGreaterThan(250);
});

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
};
/** A PNG whose head claims a size, with a few of its rows. */
const claiming = (width: number, height: number, depth: number, colour: number, interlaced = 0) =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk(
      'IHDR',
      Buffer.concat([u32(width), u32(height), Buffer.from([depth, colour, 0, 0, interlaced])]),
    ),
    chunk('IDAT', deflateSync(Buffer.alloc(10_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

/** Directories of a TIFF, each of rows of tag, type, count and value. @param next where the directory says that the next one is */
function tiffOf(rows: readonly (readonly number[])[], next: number): Buffer {
  const bytes = Buffer.alloc(14 + rows.length * 12 + 2000);
  bytes.write('II*\0\x08\0\0\0', 'latin1');
  bytes.writeUInt16LE(rows.length, 8);
  for (const [index, [tag = 0, type = 0, count = 0, value = 0]] of rows.entries()) {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  bytes.writeUInt32LE(next, 10 + rows.length * 12);
  return bytes;
}
const sides = [
  [0x100, 3, 1, 640],
  [0x101, 3, 1, 400],
  [0x102, 3, 1, 8],
  [0x106, 3, 1, 1],
];

const avif = async () => {
  const bytes = await plain().avif({ effort: 0 }).toBuffer();
  const at = bytes.indexOf('ispe');
  bytes.writeUInt32BE(60_000, at + 8);
  bytes.writeUInt32BE(60_000, at + 12);
  return bytes;
};
const cut = async (whole: Promise<Buffer>) => {
  const bytes = await whole;
  return bytes.subarray(0, Math.floor(bytes.length / 2));
};
const noise = () =>
  sharp({
    create: {
      ...{ ...size, channels: 3, background: '#000' },
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  });

it.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
  ['bomb.png', () => claiming(50_000, 50_000, 8, 2), /more memory/],
  ['bomb of bits.png', () => claiming(50_000, 50_000, 1, 0), /more memory/],
  ['interlaced.png', () => claiming(25_000, 25_000, 8, 2, 1), /25,000 x 25,000 .* more memory/],
  ['claims.avif', avif, /more memory/],
  ['cut.png', () => cut(noise().png().toBuffer()), /ends before the picture does/],
  ['cut.webp', () => cut(noise().webp().toBuffer()), /ends before|cannot be decoded/],
  ['cut.avif', () => cut(noise().avif({ effort: 0 }).toBuffer()), /ends before|cannot be decoded/],
  ['loop.tif', () => tiffOf([...sides, [0x14a, 4, 1, 8]], 8), /cannot be decoded|does not hold/],
  [
    'far.tif',
    () =>
      tiffOf(
        [...sides, [0x111, 4, 1, 0x7f_ff_ff_f0], [0x116, 3, 1, 400], [0x117, 4, 1, 256_000]],
        0x7f_ff_ff_00,
      ),
    /ends before|cannot be decoded/,
  ],
  ['many.tif', () => tiffOf([...sides, [0x111, 4, 0x3f_ff_ff_ff, 8]], 0), /cannot be decoded/],
  [
    'box.heic',
    () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\xff\xff\xff\xf0meta', 'latin1'),
    /HEIC/,
  ],
])('refuses %s with its reason', async (name, make, reason) => {
  const bytes = await make();
  const before = process.resourceUsage().maxRSS;
  const made = await previewOf(name, bytes);
  expect('issue' in made ? made.issue.message : 'made').toMatch(reason);
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(300_000);
});
