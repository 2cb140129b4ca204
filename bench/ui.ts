/**
 * The screen over a hundred thousand photos, through a pseudo-terminal: from key press to frame, bytes, start, memory;
 * beside the same frame written by Ink alone, and a bare Node.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../scripts/bundle.ts';
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
import { copyOfLargeCatalog } from './large-catalog.ts';
import { type Bench, type Measured, median, percentile } from './measure.ts';

const usual = 100_000;
const large = 1_000_000;
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

const measured = new Map<number, Promise<All>>();

/** One run gives all figures of so many photos. */
function figures(photos: number): Promise<All> {
  const known = measured.get(photos) ?? measureAll(photos);
  measured.set(photos, known);
  return known;
}

async function measureAll(photos: number): Promise<All> {
  const root = mkdtempSync(join(tmpdir(), 'proofsheet-bench-ui-'));
  const first = `1 of ${photos.toLocaleString('en')}`;
  try {
    await copyOfLargeCatalog(photos, join(root, '.proofsheet'));
    const frameFile = join(root, 'frame.json');
    const screen = await measureScreen(root, first, frameFile);
    const ours = { ...screen, ...(await measureStarts(root, first)) };
    return { ours, floor: await measureFloor(root, frameFile), bare: bareNode() };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const openScreen = (root: string) =>
  new Terminal({
    command: process.execPath,
    words: [program, 'review', '--set', 'ui.picture=off', root],
    env: { PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')) },
  });

/** Medians over several starts of the program, each left as people leave it. */
async function measureStarts(root: string, first: string): Promise<Starts> {
  const cpu: number[] = [];
  const wall: number[] = [];
  for (let start = 0; start < starts; start++) {
    const began = performance.now();
    const screen = openScreen(root);
    await screen.sees(first);
    wall.push(performance.now() - began);
    cpu.push(cpuOf(screen.pid));
    screen.press('q');
    await screen.ends();
  }
  return { startCpu: median(cpu), startWall: median(wall) };
}

/** The program itself; its first frame is kept for the floor. The keys come at once, while it still looks about. */
async function measureScreen(
  root: string,
  first: string,
  frameFile: string,
): Promise<Omit<Ours, keyof Starts>> {
  const screen = openScreen(root);
  try {
    await screen.sees(first);
    writeFrame(screen, frameFile);
    const moves = await pressEach(
      screen,
      ['down'],
      presses,
      (index) => ` ${(index + 2).toLocaleString('en')} of`,
    );
    screen.press('tab');
    await screen.sees('d remove');
    // To and fro: where the columns end a key changes nothing.
    const chips = await pressEach(screen, ['right', 'left'], chipPresses);
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
    await screen.sees(',000');
    const startCpu = cpuOf(screen.pid);
    const moves = await pressEach(screen, ['down'], presses);
    return { moves, startCpu, megabytes: residentMegabytes(screen.pid) };
  } finally {
    await screen.kill();
  }
}

function bench(
  name: string,
  {
    photos = usual,
    unit,
    most,
  }: { readonly photos?: number; readonly unit: string; readonly most: number },
  about: string,
  value: (all: All) => number,
  notes: (all: All) => readonly string[],
): Bench {
  const measure = async (): Promise<Measured> => {
    if (process.platform !== 'linux') return { skipped: 'the figures are read from Linux /proc' };
    const all = await figures(photos);
    return { value: value(all), notes: notes(all) };
  };
  const target = { kind: 'at most', value: most } as const;
  return { name, about, unit, target, isLarge: photos === large, measure };
}

const p95 = (values: readonly number[]) => percentile(values, 95);
const ms = (value: number) => `${value.toFixed(1)} ms`;
const times = 'times Ink alone';

/** Of one number of photos: key to frame, first frame and memory, each against the same frame of Ink alone. */
const against = (suffix: string, photos: number): readonly Bench[] => [
  bench(
    `ui-key${suffix}`,
    { photos, unit: times, most: 1.25 },
    `from key press to frame, moving among ${photos.toLocaleString('en')} photos, p95, the reading terminal included`,
    ({ ours, floor }) => p95(ours.moves.times) / p95(floor.moves.times),
    ({ ours, floor }) => [
      `p95 ${ms(p95(ours.moves.times))}, median ${ms(median(ours.moves.times))}`,
      `Ink alone, the same frame and only a mark that moves: p95 ${ms(p95(floor.moves.times))}, median ${ms(median(floor.moves.times))}`,
    ],
  ),
  bench(
    `ui-start${suffix}`,
    { photos, unit: times, most: 1.6 },
    `processor time until the first frame of ${photos.toLocaleString('en')} photos`,
    ({ ours, floor }) => ours.startCpu / floor.startCpu,
    ({ ours, floor, bare }) => [
      `${ours.startCpu.toFixed(0)} ms; ${ours.startWall.toFixed(0)} ms by the clock`,
      `Ink alone: ${floor.startCpu} ms; a bare Node: ${bare.cpu.toFixed(0)} ms`,
    ],
  ),
  bench(
    `ui-memory${suffix}`,
    { photos, unit: times, most: 1.25 },
    `memory after all these keys among ${photos.toLocaleString('en')} photos`,
    ({ ours, floor }) => ours.megabytes / floor.megabytes,
    ({ ours, floor, bare }) => [
      `${ours.megabytes.toFixed(0)} MB; Ink alone: ${floor.megabytes.toFixed(0)} MB; a bare Node: ${bare.megabytes.toFixed(0)} MB`,
    ],
  ),
];

export const uiBenches: readonly Bench[] = [
  ...against('', usual),
  bench(
    'ui-bytes',
    { unit: 'bytes', most: 4096 },
    'bytes of the frame of such a move, picture apart, p95',
    ({ ours }) => p95(ours.moves.bytes),
    ({ ours, floor }) => [
      `median ${median(ours.moves.bytes).toFixed(0)}`,
      `Ink alone moving a mark: ${median(floor.moves.bytes).toFixed(0)}`,
    ],
  ),
  bench(
    'ui-chip-bytes',
    { unit: 'bytes', most: 500 },
    'bytes of moving within the keywords, p95',
    ({ ours }) => p95(ours.chips.bytes),
    ({ ours }) => [`key to frame: p95 ${ms(p95(ours.chips.times))}`],
  ),
  ...against('-large', large),
];
