/** The photo on the screen, in every kind of terminal. */
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import sharp from 'sharp';
import sixel from 'sixel';
import { describe, expect, it } from 'vitest';
import { Pictures } from '../../src/ui/terminal/pictures.ts';
import { makeArchive } from '../helpers/archive.ts';
import { blocks } from '../helpers/terminal-picture.ts';
import { reviewAll } from './reviewed-archive.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(6);

const leftHalf = (line: string) => line.slice(0, 50);
/** Every picture that was sent as Sixel. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
const sixelsIn = (raw: string) => raw.match(/\u001BP[\d;]*q[^\u001B]*\u001B\\/g) ?? [];
/** Without the beginnings of what tmux passes on. */
const besidesPassed = (raw: string) => raw.replaceAll('\u001BPtmux;\u001B\u001B_G', '');

describe('the picture', () => {
  it('is drawn beside the text, hidden under the help and drawn again', async () => {
    const screen = openScreen(await copy());
    await screen.until(() => blocks(screen.text) > 100, 'the picture');
    screen.press('?');
    await screen.sees('All keys');
    expect(blocks(screen.text)).toBe(0);
    screen.press('escape');
    await screen.until(() => blocks(screen.text) > 40, 'the picture again');
    const [before, after] = [blocks(screen.text), screen.press('v')];
    await after.seesNot('Keywords');
    await after.until(() => blocks(screen.text) > before, 'the large picture');
    screen.press('v');
    await screen.until(() => blocks(screen.text) === 0, 'no picture');
    await screen.sees('1 of 6');
  });

  it.each([
    [120, 40],
    [80, 24],
    [60, 15],
  ])('is large at %i x %i with what the checks say below it', async (columns, rows) => {
    const screen = openScreen(await copy(), { columns, rows });
    await screen.sees('1 of 6');
    screen.press('down', 'down', 'v');
    await screen.sees(/! "ferries" repeats "ferry".* F remove/);
    screen.press('down');
    await screen.sees(/\? "Galata Tower" was neither given.* ! keep/);
  });

  it('is as large as it was the last time', async () => {
    const root = await copy();
    const before = openScreen(root);
    await before.sees('Keywords');
    before.press('v');
    await before.seesNot('Keywords');
    before.press('q');
    await before.ends();
    const after = openScreen(root);
    await after.until(() => blocks(after.text) > 100, 'the picture');
    expect(after.text).not.toContain('Keywords');
    after.press('v');
    await after.until(() => blocks(after.text) === 0, 'no picture');
    await after.sees('Keywords');
  });

  it('stays whole while the cursor moves about', async () => {
    const screen = openScreen(await copy());
    await screen.until(() => blocks(screen.text) > 100, 'the picture');
    const first = screen.lines.slice(3, 20);
    screen.press('down', 'down', 'tab', 'right', 'down', 'tab', 'up', 'up');
    await screen.sees('1 of 6');
    await screen.until(
      () =>
        JSON.stringify(screen.lines.slice(3, 20).map(leftHalf)) ===
        JSON.stringify(first.map(leftHalf)),
      'the first picture, unbroken',
    );
  });

  it('is sent as it is to terminals that show pixels', async () => {
    const kitty = openScreen(await copy(), {
      answersAs: 'kitty',
    });
    await kitty.until(() => kitty.raw.includes('\u001B_Ga=p,'), 'a picture for kitty');
    await kitty.press('q').ends();
    const iterm = openScreen(await copy(), { answersAs: 'iTerm2 3.5.10' });
    await iterm.until(() => iterm.raw.includes('\u001B]1337;File=inline=1'), 'one for iTerm2');
    await iterm.press('q').ends();
    const inTmux = openScreen(await copy(), {
      env: { TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/tmux', TERM: 'tmux-256color' },
    });
    await inTmux.until(() => blocks(inTmux.text) > 100, 'blocks inside tmux');
    expect(inTmux.raw).not.toContain('1337;File');
  });

  it('is sent as Sixel to terminals that say they draw it, filling whole cells', async () => {
    const cell = { width: 8, height: 17 };
    const screen = openScreen(await copy(), { sixel: cell });
    await screen.until(() => sixelsIn(screen.raw).length > 0, 'a picture as Sixel');
    const [first = ''] = sixelsIn(screen.raw);
    const [, width, height] = /"1;1;(\d+);(\d+)/.exec(first) ?? [];
    expect(Number(width) % cell.width).toBe(0);
    expect(Number(height) % cell.height).toBe(0);
    const { data32, width: decoded } = sixel.decode(Buffer.from(first));
    expect(decoded).toBe(Number(width));
    // Opaque everywhere, and more than a few colours.
    expect(new Set(data32).size).toBeGreaterThan(16);
    expect([...data32.slice(0, 100)].every((pixel) => pixel >>> 24 === 0xff)).toBe(true);
    await screen.press('q').ends();
    // tmux answers for itself, and says so where it draws Sixel.
    const env = { TMUX: '/tmp/tmux', TERM: 'tmux-256color' };
    const inTmux = openScreen(await copy(), { env, sixel: cell });
    await inTmux.until(() => sixelsIn(inTmux.raw).length > 0, 'a picture as Sixel inside tmux');
    expect(besidesPassed(inTmux.raw)).not.toContain('\u001B_G');
  });

  it('is passed through tmux where that allows it, to a terminal that knows placeholders', async () => {
    const shownAs = async (name: string) => {
      const tools = await mkdtemp(join(tmpdir(), 'proofsheet-tools-'));
      await writeFile(join(tools, 'tmux'), `#!/bin/sh\necho '${name}'\n`);
      await chmod(join(tools, 'tmux'), 0o755);
      const PATH = `${tools}${delimiter}${process.env['PATH']}`;
      const env = { TMUX: '/tmp/tmux', TERM: 'tmux-256color', PATH };
      return openScreen(await copy(), { env, answersAs: 'kitty' });
    };
    const screen = await shownAs('kitty(0.41.1)');
    const placeholder = /\u{10EEEE}\u0305\u0305/u;
    await screen.until(() => placeholder.test(screen.text), 'placeholders');
    expect(screen.raw).toContain('\u001BPtmux;\u001B\u001B_Ga=T,U=1,');
    // Nothing but what is meant for the terminal outside is of kitty's.
    expect(besidesPassed(screen.raw)).not.toContain('\u001B_G');
    expect(blocks(screen.text)).toBe(0);
    screen.press('?');
    await screen.until(() => !screen.text.includes('\u{10EEEE}'), 'no picture under the help');
    screen.press('escape');
    await screen.until(() => placeholder.test(screen.text), 'placeholders again');
    // After its size has changed, tmux may be in another terminal.
    const uploads = () => screen.raw.split('_Ga=T,U=1,').length;
    const before = uploads();
    screen.resize(121, 40);
    await screen.until(() => uploads() > before && placeholder.test(screen.text), 'sent again');
    screen.press('q');
    await screen.ends();
    expect(screen.raw.lastIndexOf('Ga=d,')).toBeGreaterThan(screen.raw.lastIndexOf('_Ga=T'));
    const old = await shownAs('kitty(0.26.5)');
    await old.until(() => blocks(old.text) > 100, 'blocks for an old kitty');
    old.press('down').press('up');
    await old.sees('1 of 6');
    expect(old.raw).not.toContain('U=1');
  });

  it('is taken off a terminal for pixels on another screen, in the editor, and in the end', async () => {
    const env = { EDITOR: 'false', VISUAL: '' };
    const screen = openScreen(await copy(), { env, answersAs: 'kitty' });
    const shown = () => screen.raw.lastIndexOf('\u001B_Ga=p,');
    const isGone = () => screen.raw.lastIndexOf('\u001B_Ga=d,') > shown();
    await screen.until(() => shown() !== -1 && !isGone(), 'the picture');
    await screen.press('?').sees('Search');
    await screen.until(isGone, 'no picture under the help');
    screen.press('escape');
    await screen.until(() => !isGone(), 'the picture again');
    const timesGone = () => screen.raw.split('\u001B_Ga=d,').length;
    const before = timesGone();
    screen.press('e');
    // The editor is soon over: the picture may be there again before anybody has looked.
    await screen.until(
      () => timesGone() > before && !isGone(),
      'no picture in the editor, and the picture after it',
    );
    screen.press('q');
    await screen.ends();
    expect(isGone()).toBe(true);
  });

  it('stands upright, however the camera was held', async () => {
    const root = await mkdtemp(join(tmpdir(), 'proofsheet-upright-'));
    await mkdir(join(root, 'Turkey/Istanbul/editorial'), { recursive: true });
    // Red on the left of the stored pixels; turned by a quarter to the right, red is on top.
    const half = (colour: string) =>
      ({ create: { width: 60, height: 80, channels: 3, background: colour } }) as const;
    const left = await sharp(half('#ff0000')).png().toBuffer();
    await sharp({ create: { width: 120, height: 80, channels: 3, background: '#0000ff' } })
      .composite([{ input: left, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toFile(join(root, 'Turkey/Istanbul/editorial/held.jpg'));
    await reviewAll(root);
    const screen = openScreen(root);
    await screen.sees('1 of 1');
    const grounds = () => {
      const { active } = screen.emulator.buffer;
      return Array.from({ length: 40 }, (_, row) => {
        const cell = active.getLine(row)?.getCell(26);
        return cell?.isBgRGB() ? cell.getBgColor() : undefined;
      }).filter((colour) => colour !== undefined);
    };
    await screen.until(() => grounds().length > 6, 'the picture');
    const colours = grounds();
    expect((colours[0] ?? 0) >> 16).toBeGreaterThan(200);
    expect((colours.at(-1) ?? 0) & 0xff).toBeGreaterThan(200);
  });

  it('leaves nothing behind when the terminal grows', async () => {
    const root = await mkdtemp(join(tmpdir(), 'proofsheet-growing-'));
    await mkdir(join(root, 'Turkey/Istanbul/editorial'), { recursive: true });
    await sharp({ create: { width: 80, height: 120, channels: 3, background: '#208040' } })
      .jpeg()
      .toFile(join(root, 'Turkey/Istanbul/editorial/tall.jpg'));
    await reviewAll(root);
    const screen = openScreen(root, { columns: 80, rows: 24 });
    /** Where the green cells of each row begin that has some. */
    const begins = () => {
      const { active } = screen.emulator.buffer;
      return Array.from({ length: screen.emulator.rows }, (_, row) =>
        Array.from({ length: screen.emulator.cols }, (_, column) => column).find((column) => {
          const cell = active.getLine(row)?.getCell(column);
          return cell?.isBgRGB() && ((cell.getBgColor() >> 8) & 0xff) > 100;
        }),
      ).filter((column) => column !== undefined);
    };
    await screen.until(() => begins().length > 5, 'the picture');
    const [before] = begins();
    screen.resize(200, 50);
    await screen.until(() => begins().length > 20, 'the larger picture');
    expect(new Set(begins()).size).toBe(1);
    expect(begins()[0]).not.toBe(before);
  });

  it('stands beside what is sent, without another key', async () => {
    const root = await makeArchive({ photos: 3, edge: 240 });
    const screen = openScreen(root, { words: ['rehearse'] });
    await screen.sees('Go on to Prepare');
    screen.press('enter');
    await screen.sees('Prepare 3 photos');
    screen.press('enter');
    await screen.sees('Go on to Submit');
    await screen.until(() => blocks(screen.text) > 40, 'the picture');
    screen.press('enter');
    await screen.sees('nothing is paid');
    await screen.until(() => blocks(screen.text) > 40, 'the picture beside the price');
  });

  it('opens the original in the viewer of the system', async () => {
    const root = await copy();
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-viewer-'));
    const viewer = join(folder, 'viewer');
    await writeFile(viewer, `#!/bin/sh\nprintf %s "$1" > ${folder}/opened\n`);
    await chmod(viewer, 0o755);
    const screen = openScreen(root, { env: { PROOFSHEET_VIEWER: viewer } });
    await screen.sees('1 of 6');
    screen.press('o');
    await screen.sees('Opened in the system viewer');
    await expect
      .poll(() => readFile(join(folder, 'opened'), 'utf8').catch(() => ''))
      .toBe(join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg'));
  });
});

describe('pictures', () => {
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
  const box = { x: 0, y: 0, width: 12, height: 4 };

  it('are made before they are asked for', async () => {
    const bytes = await picture(30, 20);
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const made = new Set<number>();
    const pictures = new Pictures({
      kind: 'blocks',
      mayImprove: false,
      depth: 'true',
      load: async () => ({ bytes }),
      onReady: (id) => {
        made.add(id);
        if (made.size === 3) resolve();
      },
    });
    const inBox = (photoId: number) => ({ photoId, box });
    pictures.want([1, 2, 3].map(inBox));
    await all;
    for (const id of [1, 2, 3]) expect(pictures.get(inBox(id))).toHaveProperty('painting');
    expect(pictures.get(inBox(4))).toBeUndefined();
  });

  it('are made of the photo where they are larger than what is kept of it, if it can be read', async () => {
    const [small, large] = [await picture(30, 20), await picture(480, 320)];
    const asked: unknown[] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const pictures = new Pictures({
      kind: 'kitty',
      mayImprove: false,
      depth: 'true',
      load: async (id, edge) => {
        asked.push([id, edge]);
        if (edge === undefined) return { bytes: small };
        if (id === 2) return { missing: 'The drive is away.' };
        return { bytes: id === 1 ? large : small };
      },
      onReady: (id) => {
        const found = pictures.get({ photoId: id, box });
        if (!first.has(id)) first.set(id, found);
        else if (++again === 3) resolve();
        pictures.want(seen, [{ photoId: 3, box }]);
      },
    });
    const first = new Map<number, unknown>();
    let again = 0;
    const seen = [1, 2, 4].map((photoId) => ({ photoId, box }));
    pictures.want(seen, [{ photoId: 3, box }]);
    await all;
    // Those that are only made ready are not.
    const times = [[1], [2], [4], [3], [1, 120], [2, 120], [4, 120]];
    expect(asked).toEqual(times.map(([id, edge]) => [id, edge]));
    // What is no better is not sent to the terminal once more.
    const isAsBefore = (photoId: number) => pictures.get({ photoId, box }) === first.get(photoId);
    expect([1, 2, 4].map(isAsBefore)).toEqual([false, true, true]);
    for (const photo of seen) expect(pictures.get(photo)).toHaveProperty('painting.rect.width', 12);
  });
});
