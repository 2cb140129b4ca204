/**
 * `npm run screens`: the pictures of the README and the documentation, taken of the built program in kitty, and the
 * recording. `-- --every FOLDER` draws all screens there instead, wide and narrow, dark and light, to be looked at; that
 * needs no terminal. `-- --only NAME` makes one picture, or `tour`, or those of one look (`-80x24-light`).
 */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { makeSampleArchive } from '../src/rehearsal/sample.ts';
import { darkColours, lightColours } from '../test/helpers/terminal-picture.ts';
import { Emulated } from './screens/emulated.ts';
import { Kitty } from './screens/kitty.ts';
import { road } from './screens/road.ts';
import { tour } from './screens/tour.ts';

type Look = {
  readonly columns: number;
  readonly rows: number;
  readonly background: 'dark' | 'light';
  /** Behind the name of the file. */
  readonly suffix: string;
  /** What the documentation shows in this look. */
  readonly documented: readonly string[];
};

const wide = { columns: 120, rows: 40 };
const narrow = { columns: 80, rows: 24 };
const huge = { columns: 200, rows: 60 };
const tiny = { columns: 60, rows: 15 };
const looks: readonly Look[] = [
  {
    ...wide,
    background: 'dark',
    suffix: '',
    documented: [
      ...['scan', 'submit', 'request', 'collect', 'checks', 'review', 'keys', 'frames'],
      ...['sidecars', 'embed', 'deliver'],
    ],
  },
  { ...wide, background: 'light', suffix: '-light', documented: ['review'] },
  { ...narrow, background: 'dark', suffix: '-80x24', documented: ['review'] },
  { ...narrow, background: 'light', suffix: '-80x24-light', documented: [] },
  { ...huge, background: 'dark', suffix: '-200x60', documented: [] },
  { ...huge, background: 'light', suffix: '-200x60-light', documented: [] },
  { ...tiny, background: 'dark', suffix: '-60x15', documented: [] },
  { ...tiny, background: 'light', suffix: '-60x15-light', documented: [] },
];

const given = process.argv.slice(2);
const at = given.indexOf('--only');
// As one word: a look begins with a dash, by which it would be taken for an option.
if (at >= 0) given.splice(at, 2, `--only=${given[at + 1] ?? ''}`);
const { values } = parseArgs({
  args: given,
  options: { every: { type: 'string' }, only: { type: 'string' } },
});
const folder = values.every ?? 'docs/screens';
const photos = 31;
const sample = join(mkdtempSync(join(tmpdir(), 'proofsheet-sample-')), 'Photos');
await makeSampleArchive(sample);
mkdirSync(folder, { recursive: true });
let kept = 0;

if (values.every !== undefined) {
  const drawn = looks.filter(({ suffix }) => values.only === undefined || suffix === values.only);
  for (const look of drawn) await drawAll(look);
} else {
  for (const look of looks) await takeDocumented(look);
  if (isWanted('tour'))
    await keep('tour.webp', await tour(program({ ...looks[0], columns: 100, rows: 32 } as Look)));
}
if (kept === 0) throw new Error(`No picture and no look is called ${values.only}.`);

/** Whether this picture is to be made, or all of its look. */
function isWanted(name: string, suffix = ''): boolean {
  const { only } = values;
  return only === undefined || only === `${name}${suffix}` || (suffix !== '' && only === suffix);
}

async function keep(name: string, bytes: Buffer): Promise<void> {
  await writeFile(join(folder, name), bytes);
  kept++;
  console.log(`${join(folder, name)}, ${Math.round(bytes.length / 1000)} kB`);
}

/** Every screen, in the emulator. */
async function drawAll(look: Look): Promise<void> {
  const { background, columns, rows, words, env, colours } = program(look);
  const desk = new Emulated({ command: process.execPath, words, env, columns, rows, background });
  for await (const name of road(desk, photos))
    await keep(`${name}${look.suffix}.png`, await desk.drawn(colours));
  await desk.press('q').ends();
}

/** The screens that the documentation shows, in kitty. */
async function takeDocumented(look: Look): Promise<void> {
  const wanted = new Set(look.documented.filter((name) => isWanted(name, look.suffix)));
  if (wanted.size === 0) return;
  const desk = await Kitty.open(program(look));
  try {
    for await (const name of road(desk, photos)) {
      if (!wanted.delete(name)) continue;
      const png = sharp(await desk.shot()).png({ palette: true, effort: 10 });
      await keep(`${name}${look.suffix}.png`, await png.toBuffer());
      if (wanted.size === 0) break;
    }
  } finally {
    desk.leave();
  }
}

/** The program on a copy of the sample, as if it were the photos of somebody's home. */
function program({ columns, rows, background }: Look) {
  const home = mkdtempSync(join(tmpdir(), 'proofsheet-home-'));
  cpSync(sample, join(home, 'Photos'), { recursive: true, preserveTimestamps: true });
  return {
    words: [join(import.meta.dirname, '../dist/cli.js'), 'rehearse', join(home, 'Photos')],
    env: { HOME: home, PROOFSHEET_CONFIG_DIR: join(home, 'settings') },
    columns,
    rows,
    background,
    colours: background === 'dark' ? darkColours : lightColours,
  };
}
