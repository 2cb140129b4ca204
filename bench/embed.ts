/** Embedding against the ways it could be done: one ExifTool per photo, and merely copying the bytes. */
import { execFile } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pMap from 'p-map';
import sharp from 'sharp';
import { startPool } from '../src/exiftool/pool.ts';
import { AttributeCopier } from '../src/files/attributes.ts';
import { policiesOf } from '../src/pipeline/embed/policy.ts';
import { prepareEmbed } from '../src/pipeline/embed/prepare-embed.ts';
import { replaceOriginal } from '../src/pipeline/embed/replace-original.ts';
import { defaultSettings } from '../src/settings.ts';
import { type Bench, type Measured, median, timed } from './measure.ts';

const execute = promisify(execFile);
const exiftool = createRequire(import.meta.url)('exiftool-vendored.pl') as string;
const rounds = 3;
const photosPerRound = 400;
/** One process a photo takes so long that fewer tell as much. */
const photosAlone = 12;

const title =
  'Istanbul, Turkey - May 14 2019: Ferries cross the Bosphorus at dusk below the Galata Tower';
const keywords = Array.from({ length: 50 }, (_, index) => `keyword number ${index + 1}`);
export const text = { headline: title, keywords, city: 'Istanbul', country: 'Turkey' };

/** Photos of 12 to 24 megapixels with noise like a sensor's, EXIF and an ICC profile. */
export async function makePhotos(folder: string, count: number): Promise<void> {
  const sizes = [
    [4240, 2832],
    [6000, 4000],
  ] as const;
  const patterns = await Promise.all(
    sizes.map(([width, height]) =>
      sharp({
        create: {
          width,
          height,
          channels: 3,
          background: '#567',
          noise: { type: 'gaussian', mean: 128, sigma: 12 },
        },
      })
        .withExif({
          IFD0: { Make: 'Canon', Model: 'EOS R6', Software: 'camera' },
          IFD2: { DateTimeOriginal: '2019:05:14 18:30:12', LensModel: 'RF24-105mm F4 L IS USM' },
        })
        .withIccProfile('srgb')
        .jpeg({ quality: 88 })
        .toBuffer(),
    ),
  );
  for (let index = 0; index < count; index++)
    await writeFile(join(folder, `photo-${index}.jpg`), patterns[index % 2] ?? '');
}

export const filesIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith('.jpg')).map((name) => join(folder, name));

/** As the article's script does it: a process for each photo, IPTC alone, nothing read back, nothing flushed. */
async function oneProcessEach(files: readonly string[]): Promise<void> {
  for (const file of files)
    await execute(exiftool, [
      '-overwrite_original',
      '-codedcharacterset=utf8',
      `-IPTC:Headline=${title}`,
      ...keywords.map((keyword) => `-IPTC:Keywords=${keyword}`),
      file,
    ]);
}

/** Ours: IPTC and XMP, proved, flushed, with what undoing needs. */
export async function embedAll(files: readonly string[]): Promise<void> {
  const pool = await startPool();
  const attributes = new AttributeCopier();
  const options = {
    policies: policiesOf(defaultSettings),
    links: { policy: 'follow', root: '/' },
    signed: 'leave',
  } as const;
  try {
    await pMap(
      files,
      async (file) => {
        const prepared = await prepareEmbed(file, text, options, {
          pool,
          attributes,
        });
        if ('code' in prepared || prepared.kind !== 'prepared')
          throw new Error(`${file}: ${JSON.stringify(prepared)}`);
        await replaceOriginal(prepared, {
          mtime: prepared.target.state.mtime,
          beforeOverwrite: () => undefined,
        });
      },
      { concurrency: pool.inFlight },
    );
  } finally {
    attributes.end();
    await pool.end();
  }
}

/** The floor: the same bytes read, written, flushed and renamed. */
async function copyOnly(files: readonly string[]): Promise<void> {
  await pMap(
    files,
    async (file) => {
      const bytes = await readFile(file);
      const handle = await open(`${file}.tmp`, 'w');
      await handle.writeFile(bytes);
      await handle.sync();
      await handle.close();
      await rename(`${file}.tmp`, file);
    },
    { concurrency: availableParallelism() },
  );
}

type Times = { ours: number; alone: number; floor: number };
let measured: Promise<Times> | undefined;

/** Milliseconds a photo, medians over the rounds; measured once for both figures. */
function times(): Promise<Times> {
  measured ??= measureTimes();
  return measured;
}

async function measureTimes(): Promise<Times> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-embed-'));
  const source = join(folder, 'source');
  const found = { ours: [] as number[], alone: [] as number[], floor: [] as number[] };
  try {
    await mkdir(source);
    await makePhotos(source, photosPerRound);
    for (let round = 0; round < rounds; round++) {
      const ways = [
        ['ours', embedAll, photosPerRound],
        ['floor', copyOnly, photosPerRound],
        ['alone', oneProcessEach, photosAlone],
      ] as const;
      for (const [name, way, count] of round % 2 === 0 ? ways : [...ways].reverse()) {
        const work = join(folder, 'work');
        await cp(source, work, { recursive: true });
        const files = (await filesIn(work)).slice(0, count);
        found[name].push((await timed(() => way(files))) / count);
        await rm(work, { recursive: true });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { ours: median(found.ours), alone: median(found.alone), floor: median(found.floor) };
}

const notesOf = ({ ours, alone, floor }: Times) => [
  `proofsheet ${ours.toFixed(1)} ms a photo: IPTC and XMP, proved, flushed, undoable (ExifTool's start included)`,
  `one exiftool process a photo ${alone.toFixed(1)} ms: IPTC alone, not read back, not flushed`,
  `reading, writing, flushing and renaming the same bytes ${floor.toFixed(1)} ms`,
];

export const embedBenches: readonly Bench[] = [
  {
    name: 'embed',
    about: 'embedding in 12 to 24 MP photos, against one exiftool process a photo',
    unit: 'times as fast',
    target: { kind: 'at least', value: 20 },
    async measure(): Promise<Measured> {
      const all = await times();
      return { value: all.alone / all.ours, notes: notesOf(all) };
    },
  },
  {
    name: 'embed-floor',
    about: 'embedding, against reading, writing, flushing and renaming the same bytes',
    unit: 'times the floor',
    target: { kind: 'at most', value: 1.15 },
    async measure(): Promise<Measured> {
      const all = await times();
      return { value: all.ours / all.floor, notes: notesOf(all) };
    },
  },
];
