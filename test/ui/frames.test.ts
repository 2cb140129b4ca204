/** The frames of a burst side by side. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Terminal, TerminalOptions } from '../helpers/terminal.ts';
import { blocks, painted } from '../helpers/terminal-picture.ts';
import { copyOf, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

let apart: string;
let four: string;
let nine: string;
beforeAll(async () => {
  apart = await reviewedArchive(4);
  four = await reviewedArchive(4, 1);
  nine = await reviewedArchive(9, 1);
});
closeScreens();

/** Opens an archive that is one burst, with its frames side by side. */
async function compared(made: string, options: Partial<TerminalOptions> = {}): Promise<Terminal> {
  const screen = openScreen(await copyOf(made), options);
  await screen.sees('1 of ');
  return screen.press('c').sees('only these frames');
}

/** What was drawn below the pictures of frames, as `photo-0000 ▸·`. */
const captions = ({ text }: Terminal) =>
  [...text.matchAll(/([▸ ])[◆ ]([·✓✗✎]) (photo-\d+)(?= |$)/gm)].map(
    ([, cursor = '', decision = '', name = '']) => `${name} ${cursor.trim()}${decision}`,
  );
const shows = (screen: Terminal, wanted: readonly string[]) =>
  screen.until(
    () => JSON.stringify(captions(screen)) === JSON.stringify(wanted),
    `the captions ${wanted.join(', ')}`,
  );
/** Cells of pictures. */
const fourPictures = 4 * 36 * 12;
const threeSmall = 3 * 24 * 8;

describe('the frames of a burst', () => {
  it('stand side by side, with a caption each and the title of the current one', async () => {
    const screen = await compared(four);
    await shows(screen, ['photo-0000 ▸·', 'photo-0001 ·', 'photo-0002 ·', 'photo-0003 ·']);
    await screen.until(() => painted(screen.emulator) >= fourPictures, 'four pictures');
    expect(screen.text).toContain('1 of 4');
    expect(screen.text).toContain('number 0');
    screen.press('right');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ▸·', 'photo-0002 ·', 'photo-0003 ·']);
    screen.press('j');
    await screen.sees('number 3 near the Galata Tower');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ·', 'photo-0002 ·', 'photo-0003 ▸·']);
    await screen.sees(/photo-0003 +1\?/);
    await screen.press('up', 'h').sees('number 0');
    screen.press('right', 'c');
    await screen.sees('Keywords');
    await screen.sees(/▸ · photo-0001/);
    expect(screen.text).not.toContain('only these frames');
  });

  it('are decided one after the other, and Esc leads back', async () => {
    const screen = await compared(four);
    screen.press('right', 'x');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ✗', 'photo-0002 ▸·', 'photo-0003 ·']);
    screen.press('p', 'P');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ✗', 'photo-0002 ✓', 'photo-0003 ▸✓']);
    screen.press('z');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ✗', 'photo-0002 ✓', 'photo-0003 ▸·']);
    await screen.press('escape').sees('Keywords');
    await screen.sees(/▸ · photo-0003/);
    await screen.sees(/✗ photo-0001/);
  });

  it('are decided all at once for the one that is kept, and undone so', async () => {
    const screen = await compared(four);
    screen.press('right', 'K');
    await screen.sees(/Accepted photo-0001.jpg; rejected 3 photos. Every photo is/);
    await shows(screen, ['photo-0000 ✗', 'photo-0001 ▸✓', 'photo-0002 ✗', 'photo-0003 ✗']);
    screen.press('z');
    await screen.sees('Undone: Accepted photo-0001.jpg; rejected 3 photos');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ▸·', 'photo-0002 ·', 'photo-0003 ·']);
  });

  it('are all there, also where a filter leaves some out', async () => {
    const screen = openScreen(await copyOf(four));
    await screen.sees('1 of 4');
    await screen.type('/"number 1"').press('enter').sees('1 of 1');
    screen.press('c');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ▸·', 'photo-0002 ·', 'photo-0003 ·']);
    await screen.press('right', 'right', 'c').sees('1 of 1');
    await screen.sees(/▸ · photo-0001/);
  });

  it('give way to selected photos, which stay selected', async () => {
    const screen = openScreen(await copyOf(apart));
    await screen.sees('1 of 4');
    await screen.press('c').sees('This photo is in no burst; select two or more (Space)');
    screen.press('space', 'down', 'space', 'c');
    await shows(screen, ['photo-0000 ▸·', 'photo-0002 ·']);
    screen.press('x');
    await shows(screen, ['photo-0000 ✗', 'photo-0002 ▸·']);
    await screen.press('c').sees('2 selected');
    await screen.sees(/▸◆· photo-0002/);
  });

  it('are seen a part at a time where there are many, around the cursor', async () => {
    const screen = await compared(nine, { columns: 80, rows: 24 });
    await shows(screen, ['photo-0000 ▸·', 'photo-0001 ·', 'photo-0002 ·']);
    await screen.until(() => painted(screen.emulator) >= threeSmall, 'three pictures');
    await screen.press('right', 'right').sees('3 of 9');
    await shows(screen, ['photo-0002 ▸·', 'photo-0003 ·', 'photo-0004 ·']);
    screen.press('end');
    await shows(screen, ['photo-0006 ·', 'photo-0007 ·', 'photo-0008 ▸·']);
    await screen.until(() => painted(screen.emulator) >= threeSmall, 'three pictures');
  });

  it('are lines where there are no pictures, or no room for them', async () => {
    const plain = await compared(four, { env: { NO_COLOR: '1' } });
    await plain.sees(/▸ · photo-0000 +1\/4 Ferries/);
    await plain.press('down', 'p').sees(/✓ photo-0001/);
    const small = await compared(four, { columns: 60, rows: 15 });
    await small.sees(/▸ · 1\/4 Ferries/);
    await small.press('down').sees(/▸ · 2\/4/);
  });

  it('may be large one by one, and lines, with the key that changes the picture', async () => {
    const screen = await compared(four);
    await screen.until(() => painted(screen.emulator) >= fourPictures, 'four pictures');
    await screen.press('v').sees('burst 1 of 4');
    await screen.until(() => captions(screen).length === 0, 'one picture');
    await screen.press('right').sees('burst 2 of 4');
    await screen.press('v').sees(/▸ · photo-0001 +2\/4/);
    screen.press('v');
    await shows(screen, ['photo-0000 ·', 'photo-0001 ▸·', 'photo-0002 ·', 'photo-0003 ·']);
    await screen.press('c').sees('Keywords');
    await screen.until(() => painted(screen.emulator) > 40 * 12, 'the picture beside the list');
  });

  it('stay when the window changes, and while a title is typed or a window is open', async () => {
    const screen = await compared(four);
    await screen.until(() => painted(screen.emulator) >= fourPictures, 'four pictures');
    screen.resize(80, 24);
    await shows(screen, ['photo-0000 ▸·', 'photo-0001 ·', 'photo-0002 ·']);
    await screen.until(() => painted(screen.emulator) >= threeSmall, 'three pictures');
    screen.resize(120, 40);
    await shows(screen, ['photo-0000 ▸·', 'photo-0001 ·', 'photo-0002 ·', 'photo-0003 ·']);
    await screen.until(() => painted(screen.emulator) >= fourPictures, 'four pictures again');
    await screen.press('t').type(' at noon').sees('at noon');
    screen.press('enter');
    await shows(screen, ['photo-0000 ▸✎', 'photo-0001 ·', 'photo-0002 ·', 'photo-0003 ·']);
    await screen.press('?').sees('Accept this frame and reject the others');
    expect(blocks(screen.text)).toBe(0);
    screen.press('escape');
    await screen.until(
      () => painted(screen.emulator) >= fourPictures,
      'four pictures after the help',
    );
  });

  it('are told to a screen reader', async () => {
    const screen = openScreen(await copyOf(four), { env: { INK_SCREEN_READER: 'true' } });
    await screen.sees('Photo 1 of 4');
    await screen.press('c').sees('Frame 1 of 4, photo-0000.jpg, open');
    await screen.press('right').sees('Frame 2 of 4');
  });
});

/** What is sent of pictures, in the order in which it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
const kitty = /\u001B_Ga=(?:(p),q=2,C=1|d,d=i,q=2),i=(\d+)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
const itermOrSixel = /\u001B\]1337;File=inline=1|\u001BP[\d;]*q/g;

/** Moves the cursor among four frames, back to the first: no picture is sent, and few bytes. */
async function movesQuietly(screen: Terminal, sent: () => number): Promise<void> {
  const before = sent();
  for (const place of [2, 3, 4, 1]) {
    const { bytes } = screen;
    await screen.press(place === 1 ? 'home' : 'right').sees(`${place} of 4`);
    expect(screen.bytes - bytes).toBeLessThan(8192);
  }
  expect(sent()).toBe(before);
}

describe('the pictures of frames', () => {
  it('are shown once each by kitty, and all taken off by whatever comes over them', async () => {
    const env = { EDITOR: 'false', VISUAL: '' };
    const screen = await compared(four, { env, answersAs: 'kitty' });
    const sent = () => [...screen.raw.matchAll(kitty)];
    const standing = () => {
      const last = new Map(sent().map(([, shown, id]) => [id, shown !== undefined]));
      return [...last].flatMap(([id, shown]) => (shown ? [id] : []));
    };
    await screen.until(() => standing().length === 4, 'four pictures');
    await movesQuietly(screen, () => sent().length);
    const before = sent().length;
    await screen.press('right').sees('2 of 4');
    await screen.press('p').sees('3 of 4');
    expect(sent()).toHaveLength(before);
    screen.press('e');
    await screen.until(() => sent().length === before + 8, 'all taken off, and sent again');
    const frames = standing();
    expect(frames).toHaveLength(4);
    await screen.press(']').sees('Writes an XMP file');
    await screen.until(
      () => !standing().some((id) => frames.includes(id)),
      'none of them on the screen of a stage',
    );
  });

  it.each([
    ['iTerm2', { answersAs: 'iTerm2 3.5.10' }],
    ['Sixel', { sixel: { width: 8, height: 17 } }],
  ])('are not sent again for %s when the cursor moves', async (_, options) => {
    const screen = openScreen(await copyOf(four), options);
    const sent = () => screen.raw.match(itermOrSixel)?.length ?? 0;
    await screen.until(() => sent() >= 1, 'the picture beside the list');
    const before = sent();
    await screen.press('c').sees('1 of 4');
    await screen.until(() => sent() >= before + 4, 'four pictures');
    await movesQuietly(screen, sent);
  });
});
