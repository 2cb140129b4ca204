/** What the screen asks of a terminal, gives back to it, and does where the terminal has a will of its own. */
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sequence } from '../../src/terminal-output.ts';
import { PictureLayer } from '../../src/ui/terminal/picture-layer.ts';
import { Screen, type Terminal } from '../../src/ui/terminal/screen.ts';
import { blocks } from '../helpers/terminal-picture.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(6);

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is meant
const sixel = /\u001BP[\d;]*q/u;

/** The column in which a word begins, in cells; -1 where it is not on the screen. */
function columnOf({ emulator }: ReturnType<typeof openScreen>, word: string): number {
  const { active } = emulator.buffer;
  for (let row = 0; row < emulator.rows; row++)
    for (let column = 0; column < emulator.cols; column++) {
      const cellOf = (_: string, at: number) =>
        active
          .getLine(row)
          ?.getCell(column + at)
          ?.getChars();
      if (
        Array.from(word, cellOf)
          .map((one) => one || ' ')
          .join('') === word
      )
        return column;
    }
  return -1;
}

describe('a terminal', () => {
  it('has no lines that wrap and our title while the screen is ours, and its own ways after', async () => {
    const root = await copy();
    const screen = openScreen(root);
    // As a program leaves it that was cut off; a click would then be typed.
    screen.emulator.write('\u001B[?1002h');
    await screen.sees('1 of 6');
    expect(screen.emulator.modes.mouseTrackingMode).toBe('none');
    expect(screen.emulator.modes.wraparoundMode).toBe(false);
    expect(screen.raw).toContain(`\u001B]2;proofsheet – ${basename(root)}\u001B\\`);
    screen.press('q');
    await screen.ends();
    expect(screen.emulator.modes.wraparoundMode).toBe(true);
    const saved = ['\u001B[22;2t', '\u001B[23;2t', '\u001B[?1036;1039s', '\u001B[?1036;1039r'];
    expect(saved.map((mode) => screen.raw.split(mode).length)).toEqual([2, 2, 2, 2]);
  });

  it('that moves lines when it changes its size is drawn again from the top, and asked for its cells', async () => {
    const screen = openScreen(await copy());
    await screen.until(() => blocks(screen.text) > 100, 'the picture');
    const questions = () => screen.raw.split('\u001B[16t').length - 1;
    const before = questions();
    for (const [columns, rows] of [
      [100, 30],
      [140, 44],
      [120, 41],
    ] as const) {
      screen.resize(columns, rows);
      screen.emulator.write('\u001B[2;3Ha line from before\u001B[20;60Hand another one');
    }
    await screen.until(
      () =>
        questions() > before &&
        !/from before|another one/.test(screen.text) &&
        blocks(screen.text) > 100,
      'a screen without the old lines, with the picture',
    );
    await screen.sees('1 of 6');
    expect(screen.isFullScreen).toBe(true);
  });

  it('is drawn again however often that is asked for, and while its size changes', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.type('\f\f\f').resize(100, 30).type('\f\f').resize(120, 40).type('\f\f\f\f');
    screen.press('p');
    await screen.sees('Accepted photo-0000.jpg');
    await screen.press('escape').sees('accepted 1 of 6');
    screen.type('\f\fq');
    expect(await screen.ends()).toBe(0);
  });

  it('that draws Sixel but has few colours shows pictures, too', async () => {
    const screen = openScreen(await copy(), {
      env: { TERM: 'xterm', COLORTERM: undefined },
      sixel: { width: 8, height: 17 },
    });
    await screen.until(() => sixel.test(screen.raw), 'a picture as Sixel');
  });

  it('whose pictures are kitty’s by its variables alone gets none of them', async () => {
    const screen = openScreen(await copy(), {
      env: { TERM: 'xterm-256color', KITTY_WINDOW_ID: '1', TERM_PROGRAM: 'WezTerm' },
      answersAs: 'Zellij(0.40.0)',
    });
    await screen.until(() => blocks(screen.text) > 100, 'the picture, of blocks');
    expect(screen.raw).not.toContain('\u001B_Ga=t');
    expect(screen.raw).not.toContain('\u001B]1337;File');
  });

  it('whose ambiguous letters take two cells is told by where its cursor stands, and keeps its columns', async () => {
    const screen = openScreen(await copy(), { hasWideLetters: true, background: 'dark' });
    await screen.sees('1 of 6');
    await screen.until(() => screen.text.includes('> . photo-0000'), 'signs of one cell each');
    expect(screen.raw.indexOf('§')).toBeGreaterThan(screen.raw.indexOf('\u001B[?1049h'));
    screen.press('t', 'home', 'ctrl+k').type('Café Ööl über Møn, Привет мир').press('enter');
    await screen.sees('Changed the title');
    // The marks of the checks come one after the other, and take columns of the list.
    await screen.sees(/photo-0003.* 1\?/);
    // Beside the list, whose first row has these letters, everything begins in the same column.
    await screen.until(() => {
      const [title, keywords] = ['Title', 'Keywords'].map((word) => columnOf(screen, word));
      return title === keywords && (title ?? -1) > 40;
    }, 'labels below one another');
    // The message would go by itself between the two screens.
    await screen.sees('accepted 0 of 6');
    // What frames have changed piece by piece is what is drawn from the top.
    const changed = screen.lines;
    expect(changed.some((row) => /photo-0000.*Café Ööl/.test(row))).toBe(true);
    screen.press('ctrl+l');
    await screen.until(() => screen.raw.split('\u001B[H\u001B[2J').length > 2, 'all drawn again');
    await screen.until(() => screen.text === changed.join('\n'), 'the same screen');
    expect(columnOf(screen, 'of 200') + 6).toBe(119);
    expect(screen.raw).not.toContain('\uFDD0');
    expect(screen.lines[0]).toMatch(/^ proofsheet/);
    expect(blocks(screen.text)).toBe(0);
  });

  it('that does not mark a paste runs none of its letters', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    await screen.type('px boats at the quay\rxx gulls above\r').sees('Nothing is being edited');
    await screen.press('escape').sees('accepted 0 of 6');
    screen.press('t', 'ctrl+u');
    await screen.sees('Enter save');
    await screen.type('Boats wait\rat a quay').sees('Boats wait at a quay');
    await screen.press('enter').seesNot('Enter save');
    await screen.press('escape').sees('accepted 0 of 6');
  });

  it('that knows no sequences gets plain lines, each once', async () => {
    const screen = openScreen(await copy(), { env: { TERM: 'dumb' } });
    await screen.sees('Title: Istanbul, Turkey - May 14 2019: Ferries');
    await screen.press('p').sees('Photo 2 of 6');
    await screen.press('q').ends();
    expect(screen.raw).not.toContain('\u001B');
    expect(screen.raw.split('Photo 1 of 6')).toHaveLength(2);
  });

  it('is read out where a screen reader was asked for', async () => {
    const screen = openScreen(await copy(), { words: ['review', '--screen-reader'] });
    await screen.sees('Photo 1 of 6, photo-0000.jpg, open, editorial, 14 May 2019');
    expect(blocks(screen.text)).toBe(0);
  });

  it('that does not know its size is taken for one of 80 columns', async () => {
    const size = {
      columns: 0,
      rows: 0,
      on: () => undefined,
      off: () => undefined,
      write: () => true,
    };
    const screen = new Screen(size as unknown as Terminal, new PictureLayer());
    expect([screen.columns, screen.rows]).toEqual([80, 24]);
  });

  it('with one screen only, and no way to keep its title, keeps both', () => {
    let written = '';
    const terminal = {
      on: () => undefined,
      off: () => undefined,
      write: (text: string) => {
        written += text;
        return true;
      },
    };
    const screen = new Screen(terminal as unknown as Terminal, new PictureLayer());
    screen.write('\u001B[?1049h');
    screen.write('a photo of ours');
    screen.write('\u001B[?1049l');
    const [, after = ''] = written.split('a photo of ours');
    expect(after.startsWith('\u001B[H\u001B[2J')).toBe(true);
    expect(written).not.toContain('\u001B]2;');
  });

  it('is given pictures outside of the frames that it draws at once, in which kitty may lose them', () => {
    let written = '';
    const write = (text: string) => {
      written += text;
      return true;
    };
    const terminal = { columns: 80, rows: 24, on: () => undefined, off: () => undefined, write };
    const layer = new PictureLayer();
    const screen = new Screen(terminal as unknown as Terminal, layer);
    layer.enter();
    for (const [number, draw] of [
      () => screen.flushLayer(),
      () => ['\u001B[?2026h', 'text', '\u001B[?2026l'].map((part) => screen.write(part)),
    ].entries()) {
      written = '';
      const upload = { picture: sequence`given`, free: sequence`freed` };
      const rect = { x: number, y: 0, width: 1, height: 1 };
      layer.show([{ rect, pixels: sequence`shown`, upload }]);
      draw();
      expect(written).toMatch(/^given/);
      expect(written.split('given')).toHaveLength(2);
      expect(written.indexOf('shown')).toBeGreaterThan(written.indexOf('[?2026h'));
      expect(written).toMatch(/\[\?2026l$/);
    }
  });

  it('with a keyboard of another layout is told once what its letters are', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    await screen.type('з').sees('The keyboard types Cyrillic letters');
    await screen.type('ч').sees('ч does nothing here');
    await screen.press('p').sees('Accepted photo-0000.jpg');
    await screen.press('escape').sees('accepted 1 of 6');
  });

  it('helps at F1', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.type('\u001BOP');
    await screen.sees('All keys');
    await screen.press('escape').seesNot('All keys');
    screen.press('t').type('\u001B[11~');
    await screen.sees('All keys');
  });
});

describe('the clipboard', () => {
  it('is filled by the tool of the system', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-tools-'));
    const file = join(folder, 'copied');
    await writeFile(join(folder, 'xclip'), `#!/bin/sh\ncat > "${file}"\n`);
    await chmod(join(folder, 'xclip'), 0o755);
    const screen = openScreen(await copy(), {
      env: { DISPLAY: ':9', SSH_TTY: undefined, PATH: folder + delimiter + process.env['PATH'] },
    });
    await screen.sees('1 of 6');
    screen.press('y');
    await screen.sees('Title and keywords: copied.');
    expect(await readFile(file, 'utf8')).toMatch(/^Istanbul, Turkey - May 14 2019: Ferries.*\n/);
    expect(screen.raw).not.toContain('\u001B]52;');
  });

  it('is left to the terminal where there is no tool, which is said', async () => {
    const screen = openScreen(await copy(), {
      env: { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, WSL_DISTRO_NAME: undefined },
    });
    await screen.sees('1 of 6');
    screen.press('y');
    await screen.sees('sent to the terminal; if nothing arrives');
    const [sent = ''] = (screen.raw.split('\u001B]52;c;')[1] ?? '').split('\u0007');
    expect(Buffer.from(sent, 'base64').toString()).toMatch(/^Istanbul, Turkey/);
  });
});
