/** The screens of the stages: what each says and offers, as a person sees it. */
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { embeddedTexts } from '../helpers/jpeg.ts';
import { blocks } from '../helpers/terminal-picture.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(3);

const rehearsal = { words: ['rehearse'] };
const onePhoto = 'Turkey/Istanbul/editorial/photo-0000.jpg';

describe('the rail', () => {
  it('leads to every stage by its number, and to the summary', async () => {
    const screen = openScreen(await copy());
    await screen.sees('5▸ Review 0/3');
    screen.press('1');
    await screen.sees('1▸ Scan');
    await screen.sees('Reads place, date');
    await screen.press('8').sees('8▸ Deliver');
    screen.press('9');
    await screen.sees('9▸ Summary');
    await screen.sees('What was done and what it took');
    await screen.seesNot('next stage');
    screen.press(']');
    await screen.sees('The summary is the last page');
    screen.press('5');
    await screen.sees('1 of 3');
    screen.press('t').type(' 7').press('enter');
    await screen.sees('number 0 7');
    screen.resize(80, 24);
    await screen.sees(
      '✓1Scan✓2Prepare✓3Submit✓4Collect ▸5 Review  6Sidecars 7Embed 8Deliver 9Summary',
    );
    screen.resize(60, 15);
    await screen.sees('1✓  2✓  3✓  4✓  5▸ Review 0/3  6·  7·  8·  9·');
  });

  it('keeps the numbers of stages that are not over where not all have room', async () => {
    const screen = openScreen(await copy(), { columns: 106, rows: 30 });
    await screen.sees('1 of 3');
    await screen.press('p', '6').sees('Write 1 sidecar');
    await screen.press('enter').sees('Go on to Embed');
    screen.press('5');
    await screen.sees('4✓Collect  5▸ Review 1/3  6·Sidecars 1  7·Embed  8·Deliver  9·Summary');
    await screen.press('p', '7').sees(/Ready +1 photo; 1 more waits at Sidecars/);
  });

  it('follows a changed key file', async () => {
    const settings = await mkdtemp(join(tmpdir(), 'proofsheet-settings-'));
    await writeFile(
      join(settings, 'keys.json'),
      JSON.stringify({ 'go.scan': 'Q', 'go.embed': [], 'review.undo': 'Y' }),
    );
    const screen = openScreen(await copy(), { env: { PROOFSHEET_CONFIG_DIR: settings } });
    await screen.sees(/Q✓ Scan 3 .* {2}· Embed/);
    screen.press('9');
    await screen.sees('Every change can be taken back: Y in the review, u on Sidecars');
  });

  it('calls a stage done when nothing waits for it, rejected photos or not', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 3');
    screen.press('x', 'p', 'p', '6');
    await screen.sees('5✓ Review 3/3');
    await screen.sees('6▸ Sidecars');
    await screen.sees('Write 2 sidecars');
    screen.press('enter');
    await screen.sees('Go on to Embed');
    screen.press('7');
    await screen.sees('6✓ Sidecars 2');
    await screen.sees('Embed in 2 photos');
    screen.press('enter');
    await screen.sees('Type 2 to go ahead');
    screen.type('2\r');
    await screen.sees('Go on to Deliver');
    await screen.press('enter').sees('No outlet is chosen');
    screen.press('enter');
    await screen.sees('7✓ Embed 2  8✓ Deliver  9▸ Summary');
  });
});

describe('a stage that nothing is ready for', () => {
  it('says where photos wait and leads there, and what was said elsewhere is gone', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 3');
    screen.press('7');
    await screen.sees('Go back to Review, where 3 photos wait');
    screen.press('enter');
    await screen.sees('1 of 3');
    screen.press('p', 'z', 'Z');
    await screen.sees('Done again');
    screen.press('7');
    await screen.sees('Go back to Sidecars, where 1 photo waits');
    await screen.seesNot('Done again');
    screen.press('u');
    await screen.sees('There is no run to undo');
    screen.press('enter');
    await screen.sees('Write 1 sidecar');
    await screen.seesNot('There is no run to undo');
  });
});

describe('putting old values back', () => {
  it('offers the photo under the cursor only when something was embedded in it', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 3');
    screen.press('p', '6');
    await screen.sees('Write 1 sidecar');
    screen.press('enter');
    await screen.sees('Go on to Embed');
    screen.press('7');
    await screen.sees('Embed in 1 photo');
    screen.press('enter');
    await screen.sees('Type 1 to go ahead');
    screen.type('1\r');
    await screen.sees('Go on to Deliver');
    screen.press('u');
    await screen.sees(/▸ 1 .*, 1 photo/);
    await screen.seesNot('under the cursor');
    screen.press('n', 'enter').press('5', 'home', '7');
    await screen.sees('Go on to Deliver');
    screen.press('u');
    await screen.sees('photo-0000.jpg, the photo under the cursor');
  });
});

describe('photos that are asked again with the next batch', () => {
  it('are counted, named with their hint, shown word for word, sent and collected', async () => {
    const screen = openScreen(await copy(), rehearsal);
    await screen.sees('1 of 3');
    screen.press('space', 'space', 'r').type('it is a river').press('enter');
    await screen.sees('with the next batch');
    screen.press('b');
    await screen.sees('2 photos go with the next batch');
    await screen.sees('3· Submit 3 +2');
    screen.press('3');
    await screen.sees(/Photos +2 photos asked again, with your hint: "it is a/);
    screen.press('i');
    await screen.sees('About photo-0001.jpg   asked again');
    await screen.sees('Hint: it is a river');
    screen.press('escape');
    await screen.seesNot('About photo-0001.jpg');
    screen.press('enter');
    await screen.sees(/Send 2 photos for about \$/);
    screen.press('y');
    await screen.sees('Go on to Collect');
    expect(screen.text).not.toContain('Nothing is waiting to be sent');
    screen.press('enter');
    await screen.sees('3✓ Submit 3');
    screen.press('enter');
    await screen.sees('Go on to Review');
    await screen.sees('3 with those before');
    screen.press('5');
    await screen.sees('4✓ Collect 3');
  });
});

describe('more photos than the queue of the service takes', () => {
  it('are cut into batches that are told before, and followed while they are collected', async () => {
    const root = await makeArchive({ photos: 8, edge: 48 });
    const screen = openScreen(root, { words: ['rehearse', '--set', 'batch.queueLimit=3000'] });
    await screen.sees('Enter Go on to Prepare');
    screen.press('enter');
    await screen.sees('Enter Prepare 8 photos');
    await screen.sees(/From +8 photos in 4 folders/);
    screen.press('enter');
    await screen.sees('Enter Go on to Submit');
    screen.press('enter');
    await screen.sees('one photo live as a test, then about 4 batches');
    screen.press('enter');
    await screen.sees('send them');
    screen.resize(60, 15);
    await screen.sees('serial numbers');
    screen.resize(120, 40);
    await screen.sees('answered within a day');
    screen.press('y');
    await screen.sees('Agreed to send 8 photos, about $');
    await screen.sees('Enter Go on to Collect, which sends 3 photos as there is room');
    screen.press('enter');
    await screen.sees('Wait for the answers');
    screen.press('enter');
    await screen.sees(/#3 .*\n.*#2 /);
    await screen.sees('7 photos answered now, 8 with those before.');
    await screen.sees('4▸ Collect 8');
  });
});

describe('text of a rehearsal, in photos of your own', () => {
  it('is written and embedded only when the person insists, which Enter alone never does', async () => {
    const root = await makeArchive({ photos: 2, edge: 48, folders: ['Turkey/Istanbul/editorial'] });
    expect((await runWarm(['rehearse', '--headless', root])).code).toBe(1);
    const [photo, sidecar] = [join(root, onePhoto), join(root, `${onePhoto}.xmp`)];
    const screen = openScreen(root, { ...rehearsal, columns: 80, rows: 24 });
    await screen.sees('2 held back');
    expect(screen.text.match(/was made up in a rehearsal/g)).toHaveLength(1);
    expect(screen.text).not.toContain('retries them');
    screen.press('R');
    await screen.sees('That would change nothing');
    await screen.sees('Write 2 sidecars');
    screen.press('enter');
    await screen.sees('▸ n  leave my photos as they are');
    screen.press('enter');
    await screen.seesNot('leave my photos');
    expect(existsSync(sidecar)).toBe(false);
    screen.press('enter');
    await screen.sees('w  write the 2 made-up texts anyway');
    screen.press('w');
    await screen.sees('Go on to Embed');
    expect(existsSync(sidecar)).toBe(true);

    screen.press('enter');
    await screen.sees('Embed in 2 photos, all with made-up texts');
    screen.press('enter');
    await screen.sees('w  write the 2 made-up texts anyway');
    screen.press('w');
    await screen.sees('Write made-up texts into 2 photos?');
    screen.type('2\r');
    await screen.sees('2 photos written, read back and proved.');
    expect((await embeddedTexts([photo]))[0]?.keywords).toHaveLength(50);
  });
});

describe('what stands beside the facts', () => {
  it('is one photo after the other, with what would be written beside it', async () => {
    const screen = openScreen(await copy());
    await screen.press('*', 'p').sees('ccepted');
    await screen.press('6').sees(/1 of \d+ {2}← → others/);
    await screen.until(() => blocks(screen.text) > 100, 'the picture');
    await screen.sees('photo-0000.jpg.xmp  new');
    await screen.press('right').sees('photo-0001.jpg.xmp  new');
    await screen.press('left', 'left').sees('photo-0000.jpg.xmp  new');
  });
});
