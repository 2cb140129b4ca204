/** Pictures that would take all memory, or never end: refused by their headers, and held by a real limit of the process. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodingOf } from '../../src/jpeg/decoding.ts';
import { readHead } from '../../src/jpeg/read-head.ts';
import { makePreview } from '../../src/preview/make.ts';

const run = promisify(execFile);
const options = { edge: 768, quality: 80 };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bombs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const frames = { baseline: 0xc0, progressive: 0xc2 } as const;

/** A small picture whose frame header claims another size. */
async function claiming(
  kind: keyof typeof frames,
  width: number,
  height: number,
  sampling = '4:4:4',
) {
  const blank = { width: 640, height: 320, channels: 3, background: '#456' } as const;
  const bytes = await sharp({ create: blank })
    .jpeg({ progressive: kind === 'progressive', chromaSubsampling: sampling })
    .toBuffer();
  let at = 2;
  while (bytes[at + 1] !== frames[kind]) at += 2 + bytes.readUInt16BE(at + 2);
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return save(`${kind}-${width}-${height}-${sampling.replaceAll(':', '')}.jpg`, bytes);
}

async function save(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function codeOf(path: string): Promise<string> {
  const made = await makePreview(path, { width: 640, height: 320 }, options);
  return 'issue' in made ? made.issue.code : 'made';
}

it.each([
  ['progressive', 65_500, 65_500],
  ['progressive', 65_535, 3000],
  ['baseline', 65_500, 65_500],
  ['baseline', 40_000, 30_000],
] as const)('refuses %s %d x %d before decoding', async (kind, width, height) => {
  const path = await claiming(kind, width, height);
  const before = process.resourceUsage().maxRSS;
  expect(await codeOf(path)).toBe('too-many-pixels');
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(50_000);
});

it('knows what a progressive picture takes, by its subsampling', async () => {
  const heldBy = async (path: string) => {
    const read = await readHead(path);
    return read.kind === 'head' ? decodingOf(read.head).held : undefined;
  };
  expect(await heldBy(await claiming('progressive', 8000, 5000))).toBe(8000 * 5000 * 6);
  expect(await heldBy(await claiming('progressive', 8000, 5000, '4:2:0'))).toBe(8000 * 5000 * 3);
  expect(await heldBy(await claiming('baseline', 8000, 5000))).toBe(0);
});

it('lives on under a limit of 1 GB, whatever it is given', async () => {
  const pictures = await Promise.all([
    claiming('progressive', 65_500, 65_500),
    claiming('progressive', 12_000, 12_000),
    claiming('progressive', 9000, 9000),
    claiming('progressive', 8500, 8000),
    claiming('baseline', 30_000, 30_000),
  ]);
  const module = join(import.meta.dirname, '../../src/preview/make.ts');
  const program = `
    const { makePreview } = await import(${JSON.stringify(module)});
    const made = await Promise.all(${JSON.stringify(pictures)}.map((file) =>
      makePreview(file, { width: 640, height: 320 }, ${JSON.stringify(options)})));
    console.log(JSON.stringify(made.map((one) => one.issue?.code ?? 'made')));`;
  const { stdout } = await run('prlimit', [
    '--data=1000000000',
    process.execPath,
    '--no-warnings',
    '--input-type=module',
    '-e',
    program,
  ]);
  const codes = JSON.parse(stdout) as string[];
  expect(codes).toHaveLength(5);
  // The data of the largest one end before its last row; what finds no memory at that moment cannot be decoded.
  const expected = new Set(['made', 'too-many-pixels', 'truncated', 'undecodable']);
  expect(codes.filter((code) => !expected.has(code))).toEqual([]);
  expect(codes[0]).toBe('too-many-pixels');
});

/** A segment of a head. */
const segment = (marker: number, payload: Buffer) =>
  Buffer.concat([
    Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255]),
    payload,
  ]);

it('makes a preview, or an issue, of a picture with a strange head', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const sound = await sharp({
    create: { width: 320, height: 200, channels: 3, noise, background: '#456' },
  })
    .jpeg()
    .toBuffer();
  const behindStart = (...parts: Buffer[]) =>
    Buffer.concat([sound.subarray(0, 2), ...parts, sound.subarray(2)]);
  const profile = (index: number, of: number) =>
    segment(
      0xe2,
      Buffer.concat([
        Buffer.from('ICC_PROFILE\0'),
        Buffer.from([index, of]),
        Buffer.alloc(65_000, 1),
      ]),
    );
  const entries = 4000;
  const directory = Buffer.alloc(8 + 2 + 12 + 4);
  directory.write('MM\0*', 0, 'latin1');
  directory.writeUInt32BE(8, 4);
  directory.writeUInt16BE(1, 8);
  directory.writeUInt16BE(0xb002, 10);
  directory.writeUInt16BE(7, 12);
  directory.writeUInt32BE(entries * 16, 14);
  directory.writeUInt32BE(26, 18);
  const pictures = segment(
    0xe2,
    Buffer.concat([Buffer.from('MPF\0'), directory, Buffer.alloc(entries * 16, 0x7f)]),
  );
  const strange = {
    'many-segments': behindStart(
      ...Array.from({ length: 50_000 }, () => segment(0xe5, Buffer.alloc(1))),
    ),
    'profile-bomb': behindStart(
      ...Array.from({ length: 255 }, (_, index) => profile(index + 1, 255)),
    ),
    'thousands-of-pictures': behindStart(pictures),
    'cut-head': sound.subarray(0, 300),
    'cut-data': sound.subarray(0, sound.length - 20),
    'nothing-but-start': sound.subarray(0, 4),
  };
  const codes: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(strange))
    codes[name] = await codeOf(await save(`${name}.jpg`, bytes));
  expect(codes).toEqual({
    'many-segments': 'made',
    'profile-bomb': 'made',
    'thousands-of-pictures': 'made',
    'cut-head': 'truncated',
    'cut-data': 'truncated',
    'nothing-but-start': 'truncated',
  });
});

it('ends with a picture of thousands of scans', async () => {
  const bytes = await sharp({
    create: { width: 3000, height: 2000, channels: 3, background: '#456' },
  })
    .jpeg({ progressive: true })
    .toBuffer();
  const last = bytes.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = bytes.subarray(last, bytes.length - 2);
  const many = Buffer.concat([
    bytes.subarray(0, bytes.length - 2),
    ...Array.from({ length: 5000 }, () => scan),
    bytes.subarray(bytes.length - 2),
  ]);
  expect(await codeOf(await save('scans.jpg', many))).toBe('undecodable');
});
