/** The built program in a real terminal: through every stage by key presses, then the JPEGs as ExifTool reads them. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { walkPhotos } from '../../src/files/walk.ts';
import { makeSampleArchive } from '../../src/rehearsal/sample.ts';
import { embeddedTexts, pictureHashes } from '../helpers/jpeg.ts';
import { Terminal } from '../helpers/terminal.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');
const photos = 5;

async function filesOf(root: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { folder, names } of walkPhotos(root))
    found.push(...names.map((name) => join(root, folder, name)));
  return found.sort();
}

it('takes a person from a folder of JPEGs to embedded titles and keywords', async () => {
  const root = join(await mkdtemp(join(tmpdir(), 'proofsheet-screen-')), 'sample');
  await makeSampleArchive(root, photos);
  const files = await filesOf(root);
  const before = await pictureHashes(files);
  const terminal = new Terminal({
    command: process.execPath,
    words: [program, 'rehearse', root],
    env: { PROOFSHEET_CONFIG_DIR: await mkdtemp(join(tmpdir(), 'proofsheet-settings-')) },
  });
  try {
    await terminal.sees(`Scan ${photos}`);
    await terminal.sees('rehearsal');
    // The photos are counted before their places and sidecars are known.
    await terminal.sees('Go on to Prepare');
    await terminal.press('enter').sees(`Prepare ${photos} photos`);
    await terminal.press('enter').sees('Go on to Submit');
    await terminal.press('enter').sees(`Send ${photos} photos`);
    await terminal.press('enter').sees('send them');
    await terminal.press('y').sees('Go on to Collect');
    await terminal.press('enter').sees(/Collect .*answers|Wait for the answers|Go on to Review/);
    if (!terminal.text.includes('Go on to Review'))
      await terminal.press('enter').sees('Go on to Review');
    await terminal.press('enter').sees(`Review 0/${photos}`);

    // One title by hand, typed over the model's; the count of characters follows.
    await terminal.press('t').press('ctrl+u').type('A title typed by hand').press('enter');
    await terminal.sees('A title typed by hand');
    await terminal.press('P').sees(`accepted 1 of ${photos}`);
    // The rest at once.
    await terminal.press('*', 'p').sees(`accepted ${photos} of ${photos}`);
    await terminal.press(']').sees(`Write ${photos} sidecars`);
    await terminal.press('enter').sees('Go on to Embed');
    await terminal.press('enter').sees(`Embed in ${photos} photos`);
    await terminal.press('enter').sees(`Type ${photos} to go ahead`);
    await terminal.type(String(photos)).press('enter').sees(`${photos} photos written`);
    await terminal.press('q');
    expect(await terminal.ends()).toBe(0);
    expect(terminal.isFullScreen).toBe(false);
  } finally {
    await terminal.kill();
  }

  expect(await pictureHashes(files)).toEqual(before);
  const texts = await embeddedTexts(files);
  for (const [index, text] of texts.entries()) {
    expect(text.headline, files[index]).not.toBe('');
    expect(text.xmpHeadline).toBe(text.headline);
    expect(text.keywords).toHaveLength(50);
    expect(text.xmpSubject).toEqual(text.keywords);
  }
  expect(texts.filter(({ headline }) => headline.includes('A title typed by hand'))).toHaveLength(
    1,
  );
});
