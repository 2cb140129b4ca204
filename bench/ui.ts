/** The screen over a hundred thousand photos, through a pseudo-terminal: from key press to frame, bytes, start, memory. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChecker } from '../src/pipeline/review/checks.ts';
import { defaultSettings } from '../src/settings.ts';
import { Terminal } from '../test/helpers/terminal.ts';
import { type Bench, type Measured, median, percentile } from './measure.ts';
import { fillCatalog } from './review-catalog.ts';

const photos = 100_000;
const presses = 120;
const program = join(import.meta.dirname, '../dist/cli.js');

type Figures = {
  readonly latency: readonly number[];
  readonly bytes: readonly number[];
  readonly chipBytes: readonly number[];
  readonly startCpu: number;
  readonly startWall: number;
  readonly bareCpu: number;
  readonly megabytes: number;
};

let measured: Promise<Figures> | undefined;

/** One run gives all figures. */
function figures(): Promise<Figures> {
  measured ??= measureScreen();
  return measured;
}

async function measureScreen(): Promise<Figures> {
  const root = mkdtempSync(join(tmpdir(), 'proofsheet-bench-ui-'));
  const folder = join(root, '.proofsheet');
  mkdirSync(folder);
  const catalog = fillCatalog(folder, photos);
  // As collecting leaves an archive: checked by the rules in force.
  openChecker(catalog, defaultSettings);
  catalog.run('UPDATE review SET stale = 0');
  catalog.close();
  const began = performance.now();
  const screen = new Terminal({
    command: process.execPath,
    words: [program, 'review', '--set', 'ui.picture=off', root],
    env: { PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')) },
  });
  try {
    await screen.sees('1 of 100,000');
    const startWall = performance.now() - began;
    const startCpu = cpuOf(screen.pid);
    const moves = await pressEach(
      screen,
      'down',
      (index) => `${(index + 2).toLocaleString('en')} of`,
    );
    screen.press('tab');
    await screen.sees('d remove');
    const chips = await pressEach(screen, 'right', () => undefined, 40);
    return {
      latency: moves.times,
      bytes: moves.bytes,
      chipBytes: chips.bytes,
      startCpu,
      startWall,
      bareCpu: bareCpu(),
      megabytes: residentMegabytes(screen.pid),
    };
  } finally {
    await screen.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Presses a key again and again; the time until the frame is there, and its bytes. */
async function pressEach(
  screen: Terminal,
  key: string,
  expected: (index: number) => string | undefined,
  count = presses,
): Promise<{ times: number[]; bytes: number[] }> {
  const times: number[] = [];
  const bytes: number[] = [];
  for (let index = 0; index < count; index++) {
    const before = screen.bytes;
    const wanted = expected(index);
    const start = performance.now();
    screen.press(key);
    await screen.until(
      () =>
        screen.bytes > before &&
        screen.raw.endsWith('\u001B[?2026l') &&
        (wanted === undefined || screen.text.includes(` ${wanted}`)),
    );
    times.push(performance.now() - start);
    bytes.push(screen.bytes - before);
  }
  return { times, bytes };
}

/** Milliseconds of processor time that a process has used; from Linux's own account of it. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function residentMegabytes(pid: number): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}

function bareCpu(): number {
  const times = Array.from({ length: 5 }, () => {
    const out = execFileSync(
      process.execPath,
      ['-e', 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)'],
      { encoding: 'utf8' },
    );
    return Number(out);
  });
  return median(times);
}

const onLinux = async (work: () => Promise<Measured>): Promise<Measured> =>
  process.platform === 'linux' ? work() : { skipped: 'the figures are read from Linux /proc' };

const notesOf = ({ latency, bytes, startWall, bareCpu: bare }: Figures): string[] => [
  `key to frame: median ${median(latency).toFixed(1)} ms, p95 ${percentile(latency, 95).toFixed(1)} ms, reading it through the emulator included`,
  `bytes of a move: median ${median(bytes).toFixed(0)}, p95 ${percentile(bytes, 95).toFixed(0)}`,
  `first frame after ${startWall.toFixed(0)} ms; a bare node uses ${bare.toFixed(0)} ms of processor time`,
];

function bench(
  name: string,
  about: string,
  unit: string,
  most: number,
  value: (all: Figures) => number,
): Bench {
  return {
    name,
    about,
    unit,
    target: { kind: 'at most', value: most },
    measure: () =>
      onLinux(async () => {
        const all = await figures();
        return { value: value(all), notes: notesOf(all) };
      }),
  };
}

export const uiBenches: readonly Bench[] = [
  bench('ui-key', 'from key press to frame, moving among 100,000 photos, p95', 'ms', 50, (all) =>
    percentile(all.latency, 95),
  ),
  bench('ui-bytes', 'bytes of the frame of such a move, picture apart, p95', 'bytes', 4096, (all) =>
    percentile(all.bytes, 95),
  ),
  bench('ui-chip-bytes', 'bytes of moving within the keywords, p95', 'bytes', 500, (all) =>
    percentile(all.chipBytes, 95),
  ),
  bench('ui-start', 'processor time until the first frame', 'ms', 400, (all) => all.startCpu),
  bench('ui-memory', 'memory after that', 'MB', 250, (all) => all.megabytes),
];
