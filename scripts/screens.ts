/**
 * Renders the screens of every stage of the built program to PNG, as they look in a terminal, into docs/screens;
 * `-- --every FOLDER` renders all of them there, from large to small, dark and light, to be looked at; `--size 80x24` and
 * `--background light` render those alone.
 */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { makeSampleArchive } from '../src/rehearsal/sample.ts';
import { Terminal } from '../test/helpers/terminal.ts';
import {
  blocks,
  darkColours,
  lightColours,
  painted,
  screenSvg,
} from '../test/helpers/terminal-picture.ts';

type Background = 'dark' | 'light';
type Look = {
  readonly columns: number;
  readonly rows: number;
  readonly background: Background;
  /** Behind the name of the file. */
  readonly suffix: string;
};

const wide = { columns: 120, rows: 40 };
const sizes = [
  wide,
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
  { columns: 60, rows: 15 },
];
const backgrounds = ['dark', 'light'] as const;

/** All sizes and backgrounds; the usual ones have no suffix. */
const looks: readonly Look[] = sizes.flatMap((size) =>
  backgrounds.map((background) => {
    const inCells = size === wide ? '' : `-${size.columns}x${size.rows}`;
    return { ...size, background, suffix: `${inCells}${background === 'dark' ? '' : '-light'}` };
  }),
);

/** The pictures of the README and the documentation. */
const documented = new Set([
  'scan',
  'submit',
  'collect',
  'review',
  'review-light',
  'review-80x24',
  'frames',
  'keys',
  'sidecars',
  'embed',
]);

const photos = 31;
const sample = join(mkdtempSync(join(tmpdir(), 'proofsheet-sample-')), 'Photos');
await makeSampleArchive(sample);

const { values } = parseArgs({
  options: { every: { type: 'string' }, size: { type: 'string' }, background: { type: 'string' } },
});
const folder = values.every ?? 'docs/screens';
mkdirSync(folder, { recursive: true });
for (const look of looks.filter(isWanted)) await road(look);

/** What is documented has two sizes. */
function isWanted({ columns, rows, background }: Look): boolean {
  const isOfSize = values.size === undefined || values.size === `${columns}x${rows}`;
  const isDocumented = columns === wide.columns || columns === 80;
  return (
    isOfSize &&
    (values.background ?? background) === background &&
    (values.every !== undefined || isDocumented)
  );
}

/** Goes the whole road, taking pictures. */
async function road(look: Look): Promise<void> {
  const terminal = open(look);
  const take = async (name: string) => {
    await terminal.until(() => terminal.raw.endsWith('\u001B[?2026l'), 'a whole frame');
    await picture(terminal, `${name}${look.suffix}`, look.background);
  };
  await terminal.sees('Istanbul');
  await terminal.sees('Go on to Prepare');
  const thumbnails = { 200: 30 * 80, 120: 15 * 60, 80: 4 * 40, 60: 0 }[look.columns] ?? 0;
  await terminal.until(() => painted(terminal.emulator) >= thumbnails, 'all thumbnails');
  await take('scan');
  await terminal.press('enter').sees(`Prepare ${photos} photos`);
  await showsPicture(terminal);
  await take('prepare');
  await terminal.press('enter').sees('Go on to Submit');
  await take('prepared');
  await terminal.press('enter').sees(`Send ${photos} photos`);
  await showsPicture(terminal);
  await take('submit');
  await terminal.press('i').sees('Instructions, the same');
  await take('request');
  await terminal.press('escape').seesNot('Instructions, the same');
  await terminal.press('enter').sees('send them');
  await take('consent');
  await terminal.press('y').sees('Go on to Collect');
  await take('submitted');
  await terminal.press('enter').sees(/Wait for the answers|Go on to Review/);
  await take('waiting');
  if (!terminal.text.includes('Go on to Review'))
    await terminal.press('enter').sees('Go on to Review');
  await take('collect');
  await terminal.press('enter').sees(`of ${photos}`);
  await terminal.type('/IMG_20').press('enter').sees('1 of 5');
  await terminal.press('p', 'p').sees('accepted 2 of');
  await showsPicture(terminal);
  await take('review');
  await terminal.press('tab').sees('remove');
  await take('keywords');
  await terminal.press('tab', 'v').seesNot('Keywords');
  await terminal.until(() => blocks(terminal.text) > 100, 'the picture');
  await take('large');
  await terminal.press('v', 'v').sees('Keywords');
  await terminal.press('?').sees('Esc close');
  await take('keys');
  await terminal.press('escape').seesNot('All keys');
  await terminal.press('c').sees('only these frames');
  const cells = terminal.emulator.cols >= wide.columns ? 4 * 36 * 12 : 3 * 24 * 8;
  await terminal.until(() => painted(terminal.emulator) >= cells, 'all pictures');
  await take('frames');
  await terminal.press('c').sees('Keywords');
  await terminal.press('/', 'ctrl+u', 'enter').sees(`of ${photos}   `);
  await terminal.press('*', 'p').sees(`ccepted ${photos}`);
  await terminal.press(']').sees(`Write ${photos} sidecars`);
  await take('sidecars');
  await terminal.press('enter').sees('Go on to Embed');
  await take('written');
  await terminal.press('enter').sees(`Embed in ${photos} photos`);
  await take('embed-facts');
  await terminal.press('enter').sees(`Type ${photos} to go ahead`);
  await take('embed');
  await terminal.type(`${photos}`).press('enter').sees('See the summary');
  await take('embedded');
  await terminal.press('u').sees('Restore the old values');
  await take('undo');
  await terminal.press('n', 'enter').sees('Your time');
  await take('summary');
  await terminal.press('q').ends();
}

async function showsPicture(terminal: Terminal): Promise<void> {
  if (terminal.emulator.cols >= wide.columns)
    await terminal.until(() => blocks(terminal.text) > 100, 'the picture');
}

/** The program on a copy of the sample, as if it were the photos of somebody's home. */
function open({ columns, rows, background }: Look): Terminal {
  const home = mkdtempSync(join(tmpdir(), 'proofsheet-home-'));
  cpSync(sample, join(home, 'Photos'), { recursive: true, preserveTimestamps: true });
  return new Terminal({
    command: process.execPath,
    words: [join(import.meta.dirname, '../dist/cli.js'), 'rehearse', join(home, 'Photos')],
    env: { HOME: home, PROOFSHEET_CONFIG_DIR: join(home, 'settings') },
    columns,
    rows,
    background,
  });
}

async function picture(
  { emulator }: Terminal,
  name: string,
  background: Background,
): Promise<void> {
  if (values.every === undefined && !documented.has(name)) return;
  const svg = screenSvg(emulator, background === 'dark' ? darkColours : lightColours);
  const file = join(folder, `${name}.png`);
  await sharp(Buffer.from(svg)).png({ palette: true }).toFile(file);
  console.log(file);
}
