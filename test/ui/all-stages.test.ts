/** All stages on the screen, by keys alone, from an empty folder to embedded keywords and back. */
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SampleMarker, sampleMarkerPath } from '../../src/files/sample-marker.ts';
import { embeddedTexts, pictureHashes } from '../helpers/jpeg.ts';
import { Terminal } from '../helpers/terminal.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** Drawing, preparing, answering and writing photos may take a busy machine long. */
const working = { within: 60_000 };

describe('all stages', () => {
  it('leads from a rehearsal without anything to embedded keywords, by keys alone', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'proofsheet-stages-'));
    // Ten are enough for two digits in every stage.
    await beginSample(join(cwd, 'proofsheet-sample'), 10);
    const screen = new Terminal({
      command: process.execPath,
      words: [program, 'rehearse'],
      cwd,
      env: { PROOFSHEET_CONFIG_DIR: await mkdtemp(join(tmpdir(), 'settings-')) },
    });
    try {
      await screen.sees('10 photos: 10 new', working);
      await screen.sees('rehearsal');
      const photo = await firstPhoto(cwd);
      const picture = await pictureHashes([photo]);
      screen.press('enter');
      await screen.sees('Prepare 10 photos');
      screen.press('enter');
      await screen.sees('10 photos prepared', working);
      await screen.sees(/Ready to send +10 photos; their previews take \d+ kB/);
      screen.press('enter');
      await screen.sees('nothing is paid');
      await screen.sees('one photo live as a test, then 1 batch of 9');
      await screen.sees('the GPS position');
      screen.press('i');
      await screen.sees('Instructions, the same for every photo');
      screen.press('escape');
      await screen.seesNot('Instructions, the same');
      screen.press('enter');
      await screen.sees(/Send 10 photos for about \$/);
      // Nothing is paid here, so Enter alone leads on; n does not.
      screen.press('n');
      await screen.seesNot('not now');
      await screen.press('enter').sees('not now');
      screen.press('enter');
      await screen.sees('Go on to Collect');
      screen.press('enter');
      await screen.sees('Wait for the answers');
      screen.press('enter');
      await screen.sees('Go on to Review', working);
      await screen.sees('9 photos answered now, 10 with those before.');
      await screen.sees(/#1 +collected +9 +9 +\$[\d.]+ +\$[\d.]+/);
      await screen.sees(/live +one by one +1 +1 /);
      screen.press('enter');
      await screen.sees('1 of 10');
      screen.press('t').type(' by keys alone').press('enter');
      await screen.sees('Title · edited');
      screen.press('*', 'p');
      await screen.sees('Accepted 10 photos');
      screen.press(']');
      await screen.sees('Write 10 sidecars');
      await screen.sees('+ Title: ');
      screen.press('enter');
      await screen.sees('Go on to Embed');
      screen.press('enter');
      await screen.sees('Embed in 10 photos');
      await screen.sees('Fills if empty');
      screen.press('enter');
      await screen.sees('Type 10 to go ahead');
      screen.type('9\r');
      await screen.sees('That is not 10; nothing has been written.');
      screen.press('ctrl+u').type('10\r');
      await screen.sees('Go on to Deliver', working);
      await screen.sees('10 photos written, read back and proved.');
      expect(screen.text).not.toContain('proofsheet undo');
      // Who delivers nowhere is led past it.
      await screen.press('enter').sees('No outlet is chosen');
      screen.press('enter');
      await screen.sees(/Embedded +(?:━+ +)?10/);
      // With two digits in every stage, the row has no room for numbers.
      await screen.sees('7✓Embed  8✓Deliver  9▸ Summary');
      await screen.sees(/Estimated .*\$[\d.]+/);
      await screen.seesNot('next stage');
      expect(screen.text).toContain('rehearsal');
      const [text] = await embeddedTexts([photo]);
      expect(text?.headline).toContain('by keys alone');
      expect(text?.xmpHeadline).toBe(text?.headline);
      expect(text?.keywords).toHaveLength(50);
      expect(text?.xmpSubject).toEqual(text?.keywords);
      expect(await pictureHashes([photo])).toEqual(picture);

      await screen.press('[', '[').sees('7▸ Embed');
      screen.press('u');
      await screen.sees(/▸ 1 .*, 10 photos/);
      await screen.sees(/s +only .*\.jpg, the photo under the cursor in the review/);
      screen.press('s');
      await screen.sees(/Embed in \d+ photos?/);
      expect((await embeddedTexts([photo]))[0]?.headline).not.toContain('by keys alone');
      screen.press('u');
      await screen.sees('Restore the old values');
      screen.press('1');
      await screen.sees('Embed in 10 photos', working);
      expect((await embeddedTexts([photo]))[0]?.headline).not.toContain('by keys alone');
      screen.press('q');
      expect(await screen.ends()).toBe(0);
    } finally {
      await screen.kill();
    }
  }, 180_000);
});

/** Leaves what is left of a sample that was begun, of which no photo is there yet. */
async function beginSample(folder: string, photos: number): Promise<void> {
  const marker: SampleMarker = { sample: true, photos, complete: false };
  await mkdir(dirname(sampleMarkerPath(folder)), { recursive: true });
  await writeFile(sampleMarkerPath(folder), JSON.stringify(marker));
}

/** The photo that the review shows first. */
async function firstPhoto(cwd: string): Promise<string> {
  const folder = join(cwd, 'proofsheet-sample/Japan/Kyoto/commercial');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  return join(folder, names[0] ?? '');
}
