/** Renders the screens of every stage of the built program to PNG, as they look in a terminal, into docs/screens. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeSampleArchive } from '../src/rehearsal/sample.ts';
import { Terminal } from '../test/helpers/terminal.ts';
import { darkColours, lightColours, screenSvg } from '../test/helpers/terminal-picture.ts';

const folder = 'docs/screens';
const photos = 31;

const root = join(mkdtempSync(join(tmpdir(), 'proofsheet-screens-')), 'Photos');
await makeSampleArchive(root);
mkdirSync(folder, { recursive: true });

const terminal = open({ columns: 120, rows: 40, background: 'dark' });
await terminal.sees(`Scan ${photos}`);
await terminal.sees('Istanbul');
await picture(terminal, 'scan');
await terminal.press('enter').sees(`Prepare ${photos} photos`);
await terminal.press('enter').sees('Go on to Submit');
await terminal.press('enter').sees(`Send ${photos} photos`);
await picture(terminal, 'submit');
await terminal.press('enter').sees('send them');
await terminal.press('y').sees('Go on to Collect');
await terminal.press('enter').sees(/Wait|Go on to Review/);
if (!terminal.text.includes('Go on to Review'))
  await terminal.press('enter').sees('Go on to Review');
await picture(terminal, 'collect');
await terminal.press('enter').sees(`Review 0/${photos}`);
await terminal.type('/IMG_20').press('enter').sees('IMG_2041');
await terminal.press('p', 'p').sees('accepted 2 of');
await terminal.sees('▀');
await picture(terminal, 'review');
await terminal.press('?').sees('All keys');
await picture(terminal, 'keys');
await terminal.press('escape').seesNot('All keys');
await terminal.press('/', 'ctrl+u', 'enter').sees(`of ${photos}   `);
await terminal.press('*', 'p').sees(`accepted ${photos} of ${photos}`);
await terminal.press(']').sees(`Write ${photos} sidecars`);
await picture(terminal, 'sidecars');
await terminal.press('enter').sees('Go on to Embed');
await terminal.press('enter').sees(`Embed in ${photos} photos`);
await terminal.press('enter').sees(`Type ${photos} to go ahead`);
await picture(terminal, 'embed');
await terminal.press('escape').seesNot(`Type ${photos}`);
await terminal.press('q').ends();

for (const [name, size] of [
  ['review-light', { columns: 120, rows: 40, background: 'light' }],
  ['review-80x24', { columns: 80, rows: 24, background: 'dark' }],
] as const) {
  const other = open(size);
  await other.sees('Review');
  await other.press('[', '[').sees('Keywords');
  await other.sees('▀');
  await picture(other, name, size.background);
  await other.press('q').ends();
}

function open(size: { columns: number; rows: number; background: 'dark' | 'light' }): Terminal {
  return new Terminal({
    command: process.execPath,
    words: [join(import.meta.dirname, '../dist/cli.js'), 'rehearse', root],
    env: { PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')) },
    ...size,
  });
}

async function picture(
  { emulator }: Terminal,
  name: string,
  background: 'dark' | 'light' = 'dark',
): Promise<void> {
  const svg = screenSvg(emulator, background === 'dark' ? darkColours : lightColours);
  await sharp(Buffer.from(svg))
    .png({ palette: true })
    .toFile(join(folder, `${name}.png`));
  console.log(join(folder, `${name}.png`));
}
