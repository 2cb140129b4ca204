/**
 * A soak, run by hand: `node bench/soak-million.ts [--photos 10000,100000,1000000] [--sidecars 50000] [--pictures 100000]
 * [--in FOLDER]`. For each number: that many tiny photos, each another picture, are scanned, prepared, written as batch files,
 * answered, taken in, indexed and filtered, accepted, and some get their sidecars; every stage is a process of its own. Prints
 * what each took, per photo too, and the exponent of its growth: 1 is linear. Up to `--pictures`, previews are made; beyond,
 * each photo is given one, since making a million takes hours. With `--in`, a soak that was cut goes on with its next stage.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '10000,100000,1000000' },
    sidecars: { type: 'string', default: '50000' },
    pictures: { type: 'string', default: '100000' },
    in: { type: 'string' },
  },
});
const sizes = values.photos.split(',').map(Number);
const execute = promisify(execFile);

/** What one stage took, `of` an archive of so many photos. */
type Taken = {
  readonly of: number;
  readonly stage: string;
  readonly photos: number;
  readonly cpu: number;
  readonly seconds: number;
  readonly megabytes: number;
};
type Done = { readonly taken: Taken[]; readonly catalogBytes: Record<number, number> };

const stages = (photos: number) => [
  'draw',
  'scan',
  photos > Number(values.pictures) ? 'give previews' : 'prepare',
  'export',
  'answer',
  'import',
  'import again',
  'index',
  'filter',
  'accept',
  'sidecars',
];

const base = values.in ?? (await mkdtemp(join(tmpdir(), 'proofsheet-soak-million-')));
const record = join(base, 'taken.json');
/** What was done before is not done again. */
const { taken, catalogBytes } = existsSync(record)
  ? (JSON.parse(readFileSync(record, 'utf8')) as Done)
  : { taken: [], catalogBytes: {} };
for (const photos of sizes) {
  if (catalogBytes[photos] !== undefined) continue;
  const folder = join(base, String(photos));
  await mkdir(join(folder, 'archive'), { recursive: true });
  for (const stage of stages(photos)) {
    if (taken.some((one) => one.of === photos && one.stage === stage)) continue;
    const one = await run(folder, stage, photos);
    taken.push({ of: photos, stage, ...one });
    await writeFile(record, JSON.stringify({ taken, catalogBytes }));
    console.log(
      `${photos} photos, ${stage}: ${one.cpu.toFixed(1)} s of processor time, ${one.seconds.toFixed(1)} s by the clock, ${((one.cpu / one.photos) * 1000).toFixed(3)} ms each of ${one.photos}, at most ${one.megabytes.toFixed(0)} MB`,
    );
  }
  const bytes = await sizeOf(join(folder, 'archive/.proofsheet'));
  catalogBytes[photos] = bytes;
  await writeFile(record, JSON.stringify({ taken, catalogBytes }));
  console.log(
    `${photos} photos: the catalog has ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / photos).toFixed(0)} bytes each`,
  );
  await rm(folder, { recursive: true });
}
if (values.in === undefined) await rm(base, { recursive: true });
if (sizes.length > 1) {
  for (const stage of new Set(taken.map((one) => one.stage))) {
    const points = taken.filter((one) => one.stage === stage);
    console.log(
      `${stage}: processor time grows with the power ${exponent(points.map(({ photos, cpu }) => [photos, cpu])).toFixed(2)}`,
    );
  }
  const growth = exponent(sizes.map((photos) => [photos, catalogBytes[photos] ?? 0]));
  console.log(`catalog: its size grows with the power ${growth.toFixed(2)}`);
}

async function run(
  folder: string,
  stage: string,
  photos: number,
): Promise<Omit<Taken, 'of' | 'stage'>> {
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
  const said = JSON.parse(stdout) as Omit<Taken, 'of' | 'stage' | 'seconds'>;
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
