/**
 * The screen over a hundred thousand photos, through a pseudo-terminal: from key press to frame, bytes, start, memory;
 * beside the same frame written by Ink alone, and a bare Node.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../scripts/bundle.ts';
import { openChecker } from '../src/pipeline/review/checker.ts';
import { defaultSettings } from '../src/settings.ts';
import { Terminal } from '../test/helpers/terminal.ts';
import {
  type Bare,
  bareNode,
  cpuOf,
  type Presses,
  pressEach,
  residentMegabytes,
} from './at-terminal.ts';
import { frameRows } from './frame-rows.ts';
import { type Bench, type Measured, median, percentile } from './measure.ts';
import { fillCatalog } from './review-catalog.ts';

const photos = 100_000;
const presses = 120;
const chipPresses = 40;
const starts = 7;
const program = join(import.meta.dirname, '../dist/cli.js');

type Figures = {
  readonly moves: Presses;
  /** Processor time until the first frame, in milliseconds. */
  readonly startCpu: number;
  readonly megabytes: number;
};
/** Milliseconds until the first frame, of processor time and by the clock. */
type Starts = { readonly startCpu: number; readonly startWall: number };
type Ours = Figures & Starts & { readonly chips: Presses };
type All = { readonly ours: Ours; readonly floor: Figures; readonly bare: Bare };

let measured: Promise<All> | undefined;

/** One run gives all figures. */
function figures(): Promise<All> {
  measured ??= measureAll();
  return measured;
}

async function measureAll(): Promise<All> {
  const root = mkdtempSync(join(tmpdir(), 'proofsheet-bench-ui-'));
  try {
    makeArchive(root);
    const frameFile = join(root, 'frame.json');
    const ours = { ...(await measureScreen(root, frameFile)), ...(await measureStarts(root)) };
    return { ours, floor: await measureFloor(root, frameFile), bare: bareNode() };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** As collecting leaves an archive: checked by the rules in force. */
function makeArchive(root: string): void {
  const folder = join(root, '.proofsheet');
  mkdirSync(folder);
  const catalog = fillCatalog(folder, photos);
  openChecker(catalog, defaultSettings);
  catalog.run('UPDATE review SET stale = 0');
  catalog.close();
}

const openScreen = (root: string) =>
  new Terminal({
    command: process.execPath,
    words: [program, 'review', '--set', 'ui.picture=off', root],
    env: { PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')) },
  });

/** Medians over several starts of the program, each left as people leave it. */
async function measureStarts(root: string): Promise<Starts> {
  const cpu: number[] = [];
  const wall: number[] = [];
  for (let start = 0; start < starts; start++) {
    const began = performance.now();
    const screen = openScreen(root);
    await screen.sees('1 of 100,000');
    wall.push(performance.now() - began);
    cpu.push(cpuOf(screen.pid));
    screen.press('q');
    await screen.ends();
  }
  return { startCpu: median(cpu), startWall: median(wall) };
}

/** The program itself; its first frame is kept for the floor. The keys come at once, while it still looks about. */
async function measureScreen(root: string, frameFile: string): Promise<Omit<Ours, keyof Starts>> {
  const screen = openScreen(root);
  try {
    await screen.sees('1 of 100,000');
    writeFrame(screen, frameFile);
    const moves = await pressEach(
      screen,
      'down',
      presses,
      (index) => ` ${(index + 2).toLocaleString('en')} of`,
    );
    screen.press('tab');
    await screen.sees('d remove');
    const chips = await pressEach(screen, 'right', chipPresses);
    return { moves, chips, megabytes: residentMegabytes(screen.pid) };
  } finally {
    await screen.kill();
  }
}

function writeFrame({ emulator, lines }: Terminal, file: string): void {
  const marked = lines.findIndex((line) => line.startsWith(' ▸'));
  const frame = { rows: frameRows(emulator, 2), first: marked, last: lines.length - 5 };
  writeFileSync(file, JSON.stringify(frame));
}

async function measureFloor(root: string, frameFile: string): Promise<Figures> {
  // Beside its sources' packages, which the bundle does not hold.
  await bundle({ floor: join(import.meta.dirname, 'ink-floor.ts') }, root);
  const screen = new Terminal({
    command: process.execPath,
    words: [join(root, 'floor.js'), frameFile],
  });
  try {
    await screen.sees(' of 100,000');
    const startCpu = cpuOf(screen.pid);
    const moves = await pressEach(screen, 'down', presses);
    return { moves, startCpu, megabytes: residentMegabytes(screen.pid) };
  } finally {
    await screen.kill();
  }
}

function bench(
  name: string,
  about: string,
  unit: string,
  most: number,
  value: (ours: Ours) => number,
  notes: (all: All) => readonly string[],
): Bench {
  const measure = async (): Promise<Measured> => {
    if (process.platform !== 'linux') return { skipped: 'the figures are read from Linux /proc' };
    const all = await figures();
    return { value: value(all.ours), notes: notes(all) };
  };
  return { name, about, unit, target: { kind: 'at most', value: most }, measure };
}

const p95 = (values: readonly number[]) => percentile(values, 95);
const ms = (value: number) => `${value.toFixed(1)} ms`;

export const uiBenches: readonly Bench[] = [
  bench(
    'ui-key',
    'from key press to frame, moving among 100,000 photos, p95, the reading terminal included',
    'ms',
    50,
    ({ moves }) => p95(moves.times),
    ({ ours, floor }) => [
      `median ${ms(median(ours.moves.times))}`,
      `Ink alone, the same frame and only a mark that moves: p95 ${ms(p95(floor.moves.times))}, median ${ms(median(floor.moves.times))}`,
    ],
  ),
  bench(
    'ui-bytes',
    'bytes of the frame of such a move, picture apart, p95',
    'bytes',
    4096,
    ({ moves }) => p95(moves.bytes),
    ({ ours, floor }) => [
      `median ${median(ours.moves.bytes).toFixed(0)}`,
      `Ink alone moving a mark: ${median(floor.moves.bytes).toFixed(0)}`,
    ],
  ),
  bench(
    'ui-chip-bytes',
    'bytes of moving within the keywords, p95',
    'bytes',
    500,
    ({ chips }) => p95(chips.bytes),
    ({ ours }) => [`key to frame: p95 ${ms(p95(ours.chips.times))}`],
  ),
  bench(
    'ui-start',
    'processor time until the first frame',
    'ms',
    400,
    ({ startCpu }) => startCpu,
    ({ ours, floor, bare }) => [
      `${ours.startWall.toFixed(0)} ms by the clock`,
      `Ink alone: ${floor.startCpu} ms; a bare Node: ${bare.cpu.toFixed(0)} ms`,
    ],
  ),
  bench(
    'ui-memory',
    'memory after all these keys',
    'MB',
    250,
    ({ megabytes }) => megabytes,
    ({ floor, bare }) => [
      `Ink alone: ${floor.megabytes.toFixed(0)} MB; a bare Node: ${bare.megabytes.toFixed(0)} MB`,
    ],
  ),
];
