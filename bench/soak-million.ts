/**
 * A soak, run by hand: `node bench/soak-million.ts [--photos 10000,100000,1000000] [--sidecars 50000]`. For each number: that
 * many tiny photos, each with pixels of its own, are scanned, prepared, written as batch files, answered, taken in, indexed and
 * filtered, accepted, and some get their sidecars; every stage is a process of its own. Prints what each took, per photo too,
 * and the exponent of its growth: 1 is linear.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '10000,100000,1000000' },
    sidecars: { type: 'string', default: '50000' },
  },
});
const sizes = values.photos.split(',').map(Number);
const execute = promisify(execFile);

/** What one stage took. */
type Taken = {
  readonly stage: string;
  readonly photos: number;
  readonly cpu: number;
  readonly seconds: number;
  readonly megabytes: number;
};

const stages = [
  'draw',
  'scan',
  'prepare',
  'export',
  'answer',
  'import',
  'import again',
  'index',
  'filter',
  'accept',
  'sidecars',
];

const taken: Taken[] = [];
const catalogBytes: number[] = [];
for (const photos of sizes) {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-soak-million-'));
  try {
    await mkdir(join(folder, 'archive'));
    for (const stage of stages) {
      const one = await run(folder, stage, photos);
      taken.push({ stage, ...one });
      console.log(
        `${photos} photos, ${stage}: ${one.cpu.toFixed(1)} s of processor time, ${one.seconds.toFixed(1)} s by the clock, ${((one.cpu / one.photos) * 1000).toFixed(3)} ms each of ${one.photos}, at most ${one.megabytes.toFixed(0)} MB`,
      );
    }
    const bytes = await sizeOf(join(folder, 'archive/.proofsheet'));
    catalogBytes.push(bytes);
    console.log(
      `${photos} photos: the catalog has ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / photos).toFixed(0)} bytes each`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
if (sizes.length > 1) {
  for (const stage of stages) {
    const points = taken.filter((one) => one.stage === stage && one.photos > 0);
    console.log(
      `${stage}: processor time grows with the power ${exponent(points.map(({ photos, cpu }) => [photos, cpu])).toFixed(2)}`,
    );
  }
  const growth = exponent(catalogBytes.map((bytes, at) => [sizes[at] ?? 0, bytes]));
  console.log(`catalog: its size grows with the power ${growth.toFixed(2)}`);
}

async function run(folder: string, stage: string, photos: number): Promise<Omit<Taken, 'stage'>> {
  const worker = join(import.meta.dirname, 'soak-million-worker.ts');
  const began = performance.now();
  const { stdout } = await execute(process.execPath, [
    worker,
    folder,
    stage,
    String(photos),
    values.sidecars,
  ]);
  const seconds = (performance.now() - began) / 1000;
  const said = JSON.parse(stdout) as { photos: number; cpu: number; megabytes: number };
  return { ...said, seconds };
}

/** Bytes of the catalog, without previews. */
async function sizeOf(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('catalog.sqlite'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The slope of the line through the logarithms, by least squares. */
function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (pick: (one: readonly [number, number]) => number) =>
    logs.reduce((sum, one) => sum + pick(one), 0) / logs.length;
  const [x, y] = [mean(([one]) => one), mean(([, one]) => one)];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
