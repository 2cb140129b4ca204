/** Scanning against ExifTool reading the same tags of the same files: the first time, and when nothing has changed. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bench, interleaved, type Measured, median } from './measure.ts';
import { photoMaker } from './photos.ts';

const execute = promisify(execFile);
const exiftool = createRequire(import.meta.url)('exiftool-vendored.pl') as string;
const program = join(import.meta.dirname, '../dist/cli.js');
const rounds = 3;
const folders = 20;
const photosInEach = 150;
const photos = folders * photosInEach;

/** What a scan takes from a photo. */
const tags = [
  'EXIF:DateTimeOriginal',
  'EXIF:SubSecTimeOriginal',
  'EXIF:Make',
  'EXIF:Model',
  'EXIF:Orientation',
  'GPS:all',
  'File:ImageSize',
  ...['Headline', 'ObjectName', 'Caption-Abstract', 'Keywords', 'City', 'Province-State'].map(
    (tag) => `IPTC:${tag}`,
  ),
  'IPTC:Country-PrimaryLocationName',
  'IPTC:Country-PrimaryLocationCode',
  ...['photoshop:Headline', 'dc:Title', 'dc:Description', 'dc:Subject', 'photoshop:City'].map(
    (tag) => `XMP-${tag}`,
  ),
  ...['photoshop:State', 'photoshop:Country', 'iptcCore:CountryCode'].map((tag) => `XMP-${tag}`),
];

type Times = { readonly first: number; readonly again: number; readonly exiftool: number };
let measured: Promise<Times> | undefined;

/** Milliseconds for all photos, medians; every way is a program of its own, its start included. */
function times(): Promise<Times> {
  measured ??= measureTimes();
  return measured;
}

async function measureTimes(): Promise<Times> {
  const root = await mkdtemp(join(tmpdir(), 'bench-scan-'));
  const settings = await mkdtemp(join(tmpdir(), 'bench-settings-'));
  const catalogs = await mkdtemp(join(tmpdir(), 'bench-catalogs-'));
  const env = { ...process.env, PROOFSHEET_CONFIG_DIR: settings };
  const scan = (catalog: string) =>
    execute(process.execPath, [program, 'scan', '--quiet', '--catalog', catalog, root], { env });
  try {
    await makeArchive(root);
    const known = join(catalogs, 'known');
    await scan(known);
    let count = 0;
    const found = await interleaved(rounds, {
      first: () => scan(join(catalogs, String(count++))),
      again: () => scan(known),
      exiftool: () =>
        execute(exiftool, ['-r', '-fast2', '-json', ...tags.map((tag) => `-${tag}`), root], {
          maxBuffer: 1e9,
        }),
    });
    return {
      first: median(found.first),
      again: median(found.again),
      exiftool: median(found.exiftool),
    };
  } finally {
    for (const folder of [root, settings, catalogs])
      await rm(folder, { recursive: true, force: true });
  }
}

async function makeArchive(root: string): Promise<void> {
  const make = await photoMaker();
  for (let folder = 0; folder < folders; folder++) {
    const path = join(
      root,
      'Turkey',
      `City ${folder}`,
      folder % 2 === 0 ? 'editorial' : 'commercial',
    );
    await mkdir(path, { recursive: true });
    for (let photo = 0; photo < photosInEach; photo++)
      await writeFile(join(path, `IMG_${photo}.jpg`), make(folder * photosInEach + photo));
  }
}

const each = (milliseconds: number) => `${(milliseconds / photos).toFixed(2)} ms a photo`;
const notesOf = ({ first, again, exiftool }: Times) => [
  `first scan of ${photos} photos ${each(first)}, of unchanged ones ${each(again)} (proofsheet's own start included)`,
  `exiftool -r -fast2 -json of the same tags ${each(exiftool)}`,
];

export const scanBenches: readonly Bench[] = [
  {
    name: 'scan',
    about: 'a first scan, against exiftool -r -fast2 -json of the same tags',
    unit: 'times as fast',
    target: { kind: 'at least', value: 20 },
    async measure(): Promise<Measured> {
      const all = await times();
      return { value: all.exiftool / all.first, notes: notesOf(all) };
    },
  },
  {
    name: 'rescan',
    about: 'a scan of unchanged photos, against the same',
    unit: 'times as fast',
    target: { kind: 'at least', value: 200 },
    async measure(): Promise<Measured> {
      const all = await times();
      return { value: all.exiftool / all.again, notes: notesOf(all) };
    },
  },
];
