/**
 * prepare against vipsthumbnail: the same photos, size and cores. Ours also scans nothing but does all the rest: counts
 * tokens, writes requests into the catalog, encodes base64 and writes the batch file.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { Catalog } from '../src/catalog/catalog.ts';
import { openArchive } from '../src/pipeline/archive/archive.ts';
import { systemClock } from '../src/pipeline/archive/clock.ts';
import { exportBatches } from '../src/pipeline/ask/exchange.ts';
import { prepare } from '../src/pipeline/ask/prepare.ts';
import { defaultSettings } from '../src/settings.ts';
import { type Bench, interleaved, type Measured, median } from './measure.ts';

const execute = promisify(execFile);
const size = { width: 5472, height: 3648 };
const different = 6;
const photos = 36;
const rounds = 5;
const { 'preview.edge': edge, 'preview.quality': quality } = defaultSettings;

export const prepareBench: Bench = {
  name: 'prepare',
  about: `throughput of prepare with batch files, against vipsthumbnail on the same ${photos} photos`,
  unit: 'times vipsthumbnail',
  target: { kind: 'at least', value: 1.8 },
  measure,
};

async function measure(): Promise<Measured> {
  try {
    await execute('vipsthumbnail', ['--vips-version']);
  } catch {
    return { skipped: 'vipsthumbnail is not installed (Debian package libvips-tools)' };
  }
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-bench-prepare-'));
  try {
    const files = await drawPhotos(join(root, 'archive'));
    const bytes = (await stat(files[0] ?? '')).size;
    let round = 0;
    const times = await interleaved(rounds, {
      ours: () => prepareAll(root, files, ++round),
      theirs: () => thumbnailAll(root, files, ++round),
    });
    const ours = median(times.ours);
    const theirs = median(times.theirs);
    const each = (time: number) => `${(time / photos).toFixed(1)} ms a photo`;
    return {
      value: theirs / ours,
      notes: [
        `${photos} photos of ${size.width} x ${size.height}, ${(bytes / 1e6).toFixed(1)} MB, on ${availableParallelism()} cores, median of ${rounds} rounds`,
        `prepare and batch files ${each(ours)}, vipsthumbnail ${each(theirs)}`,
      ],
    };
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Photos with as much detail as a camera's: noise over a gradient. */
async function drawPhotos(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (let index = 0; index < photos; index++) {
    const file = join(folder, `photo-${String(index).padStart(3, '0')}.jpg`);
    if (index < different) await writeFile(file, await drawPhoto(index));
    else await copyFile(files[index % different] ?? '', file);
    files.push(file);
  }
  return files;
}

function drawPhoto(index: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 110 + index * 4, sigma: 18 } as const;
  return sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .blur(0.8)
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function prepareAll(root: string, files: readonly string[], round: number): Promise<void> {
  const archive = await openArchive(join(root, 'archive'), {
    settings: defaultSettings,
    service: { apiKey: undefined, baseURL: undefined },
    catalogFolder: join(root, `catalog-${round}`),
    command: 'bench',
  });
  try {
    for (const file of files) await insertPhoto(archive.catalog, file);
    const { signal } = new AbortController();
    const context = { archive, signal, report: () => undefined, clock: systemClock };
    const { done } = await prepare(context);
    const exported = await exportBatches(context, join(root, `batches-${round}`));
    if (done !== photos || exported.photos !== photos)
      throw new Error('not every photo was prepared');
  } finally {
    archive.close();
  }
}

/** A photo as scanning leaves it. */
async function insertPhoto(catalog: Catalog, file: string): Promise<void> {
  const { size: bytes, mtimeNs } = await stat(file, { bigint: true });
  catalog.run(
    `INSERT INTO photo (path, folder, bytes, mtime, width, height, orientation, city, country, place_source, usage,
       usage_given, taken_on, existing, status, scan)
     VALUES (?, '', ?, ?, ?, ?, 1, 'Porto', 'Portugal', 'folder', 'editorial', 1, '2019-05-14', '{"keywords":[]}',
       'prepare', 1)`,
    file.slice(file.lastIndexOf('/') + 1),
    Number(bytes),
    String(mtimeNs),
    size.width,
    size.height,
  );
}

/** As many processes as cores, each with an equal share of the files: its fastest way. */
async function thumbnailAll(root: string, files: readonly string[], round: number): Promise<void> {
  const out = join(root, `thumbnails-${round}`);
  await mkdir(out);
  const cores = availableParallelism();
  const shares = Array.from({ length: cores }, (_, core) =>
    files.filter((_file, index) => index % cores === core),
  );
  const format = join(out, `%s.jpg[Q=${quality},strip]`);
  await Promise.all(
    shares.map((share) =>
      execute('vipsthumbnail', ['--size', `${edge}x${edge}`, '-o', format, ...share], {
        env: { ...process.env, VIPS_CONCURRENCY: '1' },
      }),
    ),
  );
}
