/** Taking result files in: those that are known already, against reading and parsing them, and the memory of the first time. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readLineGroups } from '../src/files/lines.ts';
import type { Bench } from './measure.ts';

const execute = promisify(execFile);
const photos = 2000;

type Run = { readonly cpu: number; readonly megabytes: number };
type Runs = {
  readonly first: Run;
  readonly again: Run;
  readonly idle: Run;
  readonly parsed: number;
};
let measured: Promise<Runs> | undefined;

async function measureAll(): Promise<Runs> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-import-'));
  const run = async (stage: string) => {
    const worker = join(import.meta.dirname, 'soak-million-worker.ts');
    const { stdout } = await execute(process.execPath, [
      worker,
      folder,
      stage,
      String(photos),
      '0',
    ]);
    return JSON.parse(stdout) as Run;
  };
  try {
    await mkdir(join(folder, 'archive'));
    for (const stage of ['draw', 'scan', 'prepare', 'export', 'answer']) await run(stage);
    const first = await run('import');
    const again = await run('import again');
    const idle = await run('idle');
    return { first, again, idle, parsed: await parse(join(folder, 'results')) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Seconds of processor time for reading the lines and parsing them as JSON, nothing more. */
async function parse(folder: string): Promise<number> {
  const before = process.cpuUsage();
  for (const name of await readdir(folder))
    for await (const lines of readLineGroups(join(folder, name)))
      for (const line of lines) JSON.parse(line);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const notesOf = ({ first, again, idle, parsed }: Runs) => {
  const each = (seconds: number) => `${((seconds / photos) * 1000).toFixed(3)} ms`;
  return [
    `the first time ${each(first.cpu - idle.cpu)} of processor time an answer, again ${each(again.cpu - idle.cpu)}, reading and parsing alone ${each(parsed)}`,
    `at most ${first.megabytes.toFixed(0)} MB, the program without work ${idle.megabytes.toFixed(0)} MB`,
  ];
};

const bench = (
  name: string,
  about: string,
  unit: string,
  most: number,
  value: (runs: Runs) => number,
): Bench => ({
  name,
  about,
  unit,
  target: { kind: 'at most', value: most },
  async measure() {
    measured ??= measureAll();
    const runs = await measured;
    return { value: value(runs), notes: notesOf(runs) };
  },
});

export const importBenches: readonly Bench[] = [
  bench(
    'import',
    `processor time to take ${photos.toLocaleString('en')} answers in, over reading and parsing their files`,
    'times',
    1.2,
    ({ first, idle, parsed }) => (first.cpu - idle.cpu) / parsed,
  ),
  bench(
    'import-memory',
    'the most memory of it, over the program without work',
    'MB',
    150,
    ({ first, idle }) => first.megabytes - idle.megabytes,
  ),
];
