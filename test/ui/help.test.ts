/** The only guide of who has never been here: help, the list of commands, and what is said at first. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import type { Terminal } from '../helpers/terminal.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(3);

/** A screen of somebody who has decided about a photo already. */
async function openAgain(): Promise<Terminal> {
  const screen = openScreen(await copy(), { columns: 80, rows: 24 });
  await screen.sees('1 of 3');
  await screen.press('p').sees('2 of 3');
  return screen;
}

describe('the help', () => {
  it('begins with how a session goes until a photo has been decided, on one page', async () => {
    const screen = openScreen(await copy(), { columns: 80, rows: 24 });
    await screen.sees('1 of 3');
    screen.press('?');
    await screen.sees(
      /Search .*\n *\n +How a session goes *\n ▸ 1\. The stages stand in the top row/,
    );
    await screen.sees('7. Sidecars writes the accepted texts');
    await screen.sees('u puts the old values back. Deliver makes copies for agencies.');
    await screen.press('pagedown').sees('Accept and go on to the next open photo');
    await screen.press('end').sees('!         photos are held back there; the stage says why');
    await screen.press('escape').seesNot('Search');
    screen.press('p', '?');
    await screen.sees('Accept and go on to the next open photo');
    expect(screen.text).not.toContain('How a session goes');
  });

  it('opens with the keys of where the person is', async () => {
    const screen = await openAgain();
    const begins = (heading: string) =>
      screen.until(() => screen.lines[3]?.trim() === heading, `${heading} at the top`);
    const closes = () => screen.press('escape').seesNot('Search');
    screen.press('?');
    await begins('Decide  in the review');
    await closes();
    screen.press('tab', '?');
    await begins('Keywords  on the keywords');
    await closes();
    screen.press('tab', ']', '?');
    await begins('Stages  on the stages');
    await closes();
    await screen.press('[').sees('Keywords');
    screen.press('t').type(' at noon').press('alt+?');
    await begins('Typing  while typing');
    await closes();
    await screen.sees('at noon');
    await screen.press('escape').seesNot('at noon');
    screen.press('/', 'alt+?');
    await begins('Typing  in a window');
  });

  it('says on 80 columns where every other key holds', async () => {
    const screen = await openAgain();
    screen.press('?').type('old values');
    await screen.sees(/^ ▸ u +Restore the old values in the photos of a run {2}on Embed *$/m);
    screen.press('ctrl+u').type('beginning');
    await screen.sees('Typing  in a window');
    await screen.sees('Typing  while typing');
  });

  it('ends with the signs and how a session goes, one key away', async () => {
    const screen = await openAgain();
    screen.press('?');
    await screen.sees('End signs, and how a session goes');
    screen.press('end');
    await screen.sees('u puts the old values back. Deliver makes copies for agencies.');
    await screen.press('pageup').sees('→         it is running');
    screen.press('home');
    await screen.sees('Accept and go on to the next open photo');
    screen.type('burst of four');
    await screen.sees('3/4       the third of a burst of four photos that are alike');
    screen.press('ctrl+u').type('regenerate');
    await screen.sees('Ask the model again, with a hint from you');
  });
});

describe('the settings', () => {
  it('are found by what people call them, with the names that a key file needs', async () => {
    const settings = await mkdtemp(join(tmpdir(), 'settings-'));
    const screen = openScreen(await copy(), {
      columns: 80,
      rows: 24,
      env: { PROOFSHEET_CONFIG_DIR: settings },
    });
    await screen.sees('1 of 3');
    await screen
      .press(':')
      .type('theme')
      .sees(/▸ , +Settings, keys of your own/);
    screen.press('enter');
    await screen.sees('`proofsheet config set ui.theme light`');
    await screen.sees('Colours of the screen. Can be one of auto');
    screen.press('pagedown');
    await screen.sees(/review\.accept +p {2}Accept and go on/);
    screen.press('escape');
    await screen.seesNot('Settings and keys of your own');
    await screen.press('q').ends();
    await writeFile(join(settings, 'keys.json'), '{ "review.undo": "Ctrl-Y", "no": "F5" }');
    const again = openScreen(await copy(), { env: { PROOFSHEET_CONFIG_DIR: settings } });
    await again.sees('names "no", which is not a command');
    await again.press('x').sees('Rejected photo-0000.jpg');
    await again.press('ctrl+y').sees('Undone: Rejected photo-0000.jpg');
  });
});

describe('the list of commands', () => {
  it('finds them by the words that people have for them', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 3');
    await screen.press('tab').sees('d remove');
    const finds: readonly (readonly [string, RegExp])[] = [
      ['delete', /▸ d Del Backspace +Remove the keyword/],
      ['approve', /▸ p +Accept and go on/],
      ['caption', /▸ e +Edit title, caption/],
      ['redo', /▸ Z +Redo what was undone/],
      ['exif', /▸ i +Everything about this photo/],
      ['export', /▸ y +Copy title and keywords/],
      ['price', /▸ 3 +Go to Submit/],
    ];
    screen.press(':');
    for (const [word, row] of finds) {
      screen.press('ctrl+u').type(word);
      await screen.sees(row);
    }
    screen.press('enter');
    await screen.sees('This is what costs money');
  });
});

describe('the first line', () => {
  it('says what to do first and where help is, until a key is pressed', async () => {
    const root = await copy();
    const screen = openScreen(root);
    await screen.sees('p accepts and goes on, x rejects; ? explains all keys and signs');
    screen.press('down');
    await screen.seesNot('explains all keys');
    screen.press('p');
    await screen.sees('Accepted photo-0001.jpg');
    screen.press('q');
    expect(await screen.ends()).toBe(0);
    const again = openScreen(root);
    await again.sees('accepted 1 of 3');
  });

  it('is about the stages in a rehearsal', async () => {
    const root = await makeArchive({ photos: 2 });
    const screen = openScreen(root, { words: ['rehearse'] });
    await screen.sees('Enter leads from stage to stage; ? explains all keys and signs');
    await screen.sees('Go on to Prepare');
    expect(screen.text).not.toContain('Before you begin');
    screen.press('enter');
    await screen.seesNot('explains all keys');
  });

  it('comes again for a key that does nothing', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 3');
    screen.press('ß');
    await screen.sees('ß does nothing here; ? shows all keys');
  });
});

describe('the guide', () => {
  const sizes = [
    [60, 15],
    [80, 24],
    [120, 40],
  ] as const;

  it.each(sizes)(
    'says what will happen before the first photo is touched, once: %i x %i',
    async (columns, rows) => {
      const root = await makeArchive({ photos: 2 });
      const screen = openScreen(root, { words: [], columns, rows });
      await screen.sees('Before you begin');
      await screen.sees('What happens');
      if (rows >= 24)
        for (const words of ['What it costs', 'What leaves', 'How to undo', 'serial numbers'])
          await screen.sees(words);
      await screen.press('end').sees('explains all keys');
      await screen.press('escape').sees('Go on to Prepare');
      await screen.press('q').ends();
      const again = openScreen(root, { words: [], columns, rows });
      await again.sees('Prepare 2 photos');
      expect(again.text).not.toContain('Before you begin');
    },
  );
});
