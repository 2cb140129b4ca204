/** Deciding about photos, as a person sees it. */
import { describe, expect, it } from 'vitest';
import { reviewedArchive } from './reviewed-archive.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(12);

/** The line of the list that a photo stands on. */
const lineOf = (lines: readonly string[], name: string) =>
  lines.find((line) => line.includes(name) && !line.includes('jpg')) ?? '';

describe('deciding', () => {
  it('accepts a photo and goes on to the next open one', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('p');
    await screen.sees('Accepted photo-0000.jpg');
    await screen.sees(/✓ photo-0000/);
    await screen.sees(/▸ · photo-0001/);
    screen.press('x');
    await screen.sees('Rejected photo-0001.jpg');
    await screen.sees(/✗ photo-0001/);
    screen.press('escape');
    await screen.sees('accepted 1 of 12');
    expect(screen.text).toContain('rejected 1');
  });

  it('accepts without going on with a capital letter', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('P');
    await screen.sees(/▸ ✓ photo-0000/);
  });

  it('takes a decision back and says that the text stays', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('P', 'U');
    await screen.sees('photo-0000.jpg is undecided again; its text stays');
    screen.press('space', 'space', 'p', 'g', 'space', 'space', 'u');
    await screen.sees('2 photos are undecided again; their texts stay');
  });

  it('is told once, undone and done again as well, and the last one leads on', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('space', 'space', 'x', 'z', 'Z', '*', 'p');
    await screen.sees(/Accepted 12 photos.* L all of it/);
    screen.press('L');
    await screen.sees('Messages');
    const said = screen.lines.flatMap((line) => /\d\d:\d\d:\d\d +(.*\S)/.exec(line)?.[1] ?? []);
    expect(said).toEqual([
      expect.stringMatching(/^Accepted 12 photos.*Every photo is decided/),
      'Done again: Rejected 2 photos',
      'Undone: Rejected 2 photos',
      'Rejected 2 photos',
      expect.stringMatching(/ accepts and goes on/),
    ]);
  });

  it('is counted by status, so that the photos of the review add up', async () => {
    const root = await copy();
    const screen = openScreen(root);
    await screen.sees('1 of 12');
    screen.type('ppx');
    await screen.sees('Rejected photo-0002.jpg');
    screen.press('q');
    await screen.ends();
    const status = openScreen(root, { words: ['status'] });
    await status.sees(/review +2 through +9 waiting +1 rejected/);
  });

  it('skips what is decided already when it goes on', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('down', 'P', 'up', 'p');
    await screen.sees(/▸ · photo-0002/);
  });

  it('takes every key of a burst of keys that arrive at once', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.type('ppppp');
    await screen.sees(/✓ photo-0004/);
    await screen.sees(/▸ · photo-0005/);
  });

  it('undoes and does again, one step after the other, and goes to the photo', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.type('ppx');
    await screen.sees(/✗ photo-0002/);
    screen.press('z');
    await screen.sees(/▸ · photo-0002/);
    screen.press('z');
    await screen.sees(/▸ · photo-0001/);
    screen.press('Z');
    await screen.sees(/▸ ✓ photo-0001/);
  });

  it('undoes after the program has been closed and opened again', async () => {
    const root = await copy();
    const before = openScreen(root);
    await before.sees('1 of 12');
    before.press('p', 'p');
    await before.sees(/✓ photo-0001/);
    before.press('q');
    expect(await before.ends()).toBe(0);
    const after = openScreen(root);
    await after.sees(/✓ photo-0001/);
    await after.sees(/▸ · photo-0002/);
    after.press('z');
    await after.sees(/▸ · photo-0001/);
  });

  it('asks before it undoes or redoes what an earlier session did to many photos', async () => {
    const root = await reviewedArchive(21);
    const first = openScreen(root);
    await first.sees('1 of 21');
    first.press('*', 'p');
    await first.sees('Accepted 21 photos');
    first.press('q');
    await first.ends();

    const second = openScreen(root);
    await second.sees('accepted 21 of 21');
    second.press('z');
    await second.sees('Undo a step of an earlier session?');
    await second.sees('Accepted 21 photos');
    await second.sees(/\d+ \w{3} \d{4}, \d\d:\d\d/);
    second.press('enter');
    await second.seesNot('an earlier session');
    await second.sees('accepted 21 of 21');
    second.press('z', 'y');
    await second.sees('Undone: Accepted 21 photos');
    second.press('Z');
    await second.sees('Done again: Accepted 21 photos');
    second.press('z');
    await second.sees('Undone: Accepted 21 photos');
    second.press('q');
    await second.ends();

    const third = openScreen(root);
    await third.sees('1 of 21');
    third.press('Z');
    await third.sees('Redo a step of an earlier session?');
    third.press('y');
    await third.sees('Done again: Accepted 21 photos');
  });

  it('says what was done to which photo when all are decided', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('*', 'p');
    await screen.sees('Accepted 12 photos');
    screen.press('x');
    await screen.sees(/Rejected photo-0000\.jpg\. Every photo is decided; \] goes on/);
    screen.press('p');
    await screen.sees(/Accepted photo-0000\.jpg\. Every photo is decided/);
  });

  it('keeps every decision when it is killed', async () => {
    const root = await copy();
    const before = openScreen(root);
    await before.sees('1 of 12');
    before.press('p');
    await before.sees('Accepted photo-0000.jpg');
    await before.kill();
    const after = openScreen(root);
    await after.sees(/✓ photo-0000/);
  });

  it('accepts the title alone and leaves the keywords open', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.press('A');
    await screen.sees('the title only');
    screen.press('t');
    await screen.sees('Title · accepted');
    expect(lineOf(screen.lines, 'photo-0000')).toContain('· photo-0000');
  });

  it('accepts all photos that no check speaks of, as one step', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    await screen.sees(/photo-0003.*1\?/);
    screen.press('A', 'w');
    await screen.sees(
      /Accepted \d+ photos.*Left: 3 contain an unverified name, 2 repeat a keyword/s,
    );
    expect(screen.text).toMatch(/· photo-0003/);
    expect(screen.text).toMatch(/✓ photo-0001/);
    screen.press('z', 'escape');
    await screen.sees('accepted 0 of 12');
  });

  it('goes to problems first, then to unverified names', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    await screen.sees(/photo-0002.*1!/);
    screen.press('n');
    await screen.sees(/▸ · photo-0002/);
    screen.press('n');
    await screen.sees(/▸ · photo-0008/);
    screen.press('P', 'g', 'down', 'down', 'P', 'g', 'n');
    await screen.sees(/▸ · photo-0003/);
  });

  it('says when everything is decided and where to go on', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 12');
    screen.type('pppppppppppp');
    await screen.sees('Every photo is decided');
  });
});
