/** Being at home in a terminal: sizes, colours, signals, other programs. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { Terminal, type TerminalOptions } from '../helpers/terminal.ts';
import { blocks } from '../helpers/terminal-picture.ts';
import { reviewAll } from './reviewed-archive.ts';
import { reviewing } from './reviewing.ts';
import { openScreen, startScreen } from './screen.ts';

const { copy } = reviewing(6);

/** Escape sequences that set a colour. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
const colours = /\u001B\[(?:\d+;)*(?:3[0-7]|4[0-7]|38|48|9[0-7])(?:;\d+)*m/;

it('opens on photos only, and leaves a folder without any as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'empty-'));
  const screen = openScreen(folder, { words: [] });
  expect(await screen.ends()).toBe(2);
  expect(screen.text.replaceAll('\n', '')).toContain(
    `There is no JPEG or other photo in ${folder}`,
  );
  expect(await readdir(folder)).toEqual([]);
});

describe('the size of the terminal', () => {
  it('may change at any time; the photo under the cursor and its picture stay', async () => {
    const screen = openScreen(await copy());
    await screen.until(() => blocks(screen.text) > 100, 'the picture');
    screen.press('down', 'down');
    await screen.sees('3 of 6');
    screen.resize(90, 26);
    await screen.sees(/▸ · photo-0002/);
    await screen.until(
      () => blocks(screen.text) > 40 && screen.lines.every((line) => line.length <= 90),
      'the picture again, in a frame of the new width',
    );
    screen.resize(200, 60);
    await screen.sees(/▸ · photo-0002/);
    await screen.sees('50 season');
  });

  it('may be 60x15: title and keywords take turns', async () => {
    const screen = openScreen(await copy(), { columns: 60, rows: 15 });
    await screen.sees('1 of 6');
    await screen.sees('Istanbul, Turkey - May 14 2019: Ferries');
    expect(screen.text).not.toContain('Keywords');
    screen.press('tab');
    await screen.sees('Keywords');
    screen.press('end');
    await screen.sees('50 season');
    screen.press('p');
    await screen.sees('Accepted photo-0000.jpg');
    screen.press('b');
    await screen.sees(/drop them.*↓/);
    expect(screen.text).not.toContain('set the date');
    screen.press(...Array.from({ length: 12 }, () => 'down'));
    await screen.sees('set the date');
    expect(screen.text).toMatch(/↑\n/);
  });

  it('is asked to grow when it is too small, and does nothing unseen', async () => {
    const screen = openScreen(await copy(), { columns: 50, rows: 12 });
    await screen.sees('proofsheet needs 60x15');
    const drawnAgain = async () => {
      const drawn = screen.raw.length;
      screen.press('ctrl+l');
      await screen.until(() => screen.raw.length > drawn, 'the screen again, behind all keys');
    };
    screen.press('p', 't').type('q').paste('more');
    await drawnAgain();
    screen.resize(80, 24);
    await screen.sees('1 of 6');
    await screen.sees('accepted 0 of 6');
    screen.press('t').type(' seen');
    await screen.sees('0 seen');
    screen.resize(20, 12);
    await screen.sees(/^60x15\.$/m);
    screen.type('unseen').paste('pasted').press('enter');
    await drawnAgain();
    screen.resize(80, 24);
    await screen.sees('0 seen');
    expect(screen.text).not.toMatch(/unseen|pasted/);
    screen.press('escape');
    await screen.sees('stays as it was');
    screen.press('q');
    expect(await screen.ends()).toBe(0);
  });
});

describe('the size, while something is typed or open', () => {
  it('keeps the text in the field and the cursor behind it', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.press('t').type(' seen by gulls');
    await screen.sees('seen by gulls');
    for (const [columns, rows] of [
      [60, 15],
      [300, 100],
      [80, 24],
    ] as const) {
      screen.resize(columns, rows);
      await screen.until(
        () =>
          screen.lines.length === rows &&
          screen.lines.every((line) => line.length <= columns) &&
          screen.text.replace(/\s+/g, ' ').includes('gulls') &&
          (screen.lines.at(-1) ?? '').includes('save'),
        `the field at ${columns}x${rows}`,
      );
    }
    screen.type('!').press('enter');
    await screen.sees('seen by gulls!');
    await screen.sees('edited');
  });

  it('keeps what was typed into a window', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.press('?').type('redo');
    await screen.sees('Redo');
    screen.resize(60, 15);
    await screen.until(() => (screen.lines.at(-1) ?? '').includes('Esc'), 'the window, smaller');
    await screen.sees('Redo');
    screen.resize(50, 10);
    await screen.sees('proofsheet needs 60x15');
    screen.resize(120, 40);
    await screen.sees('Redo');
    screen.press('escape');
    await screen.sees('1 of 6');
  });
});

describe('letters of every script', () => {
  it('never push the columns beside them out of place', async () => {
    const root = await makeArchive({ photos: 2, folders: ['Japan/Kyōto 京都/editorial'] });
    const folder = join(root, 'Japan/Kyōto 京都/editorial');
    await rename(join(folder, 'photo-0000.jpg'), join(folder, '寺の門 שלום e\u0301.jpg'));
    await reviewAll(root);
    const screen = openScreen(root);
    await screen.sees('of 2');
    screen.press('t', 'ctrl+u').type('寺の門 مرحبا שלום ﬁn e\u0301 ☕ ');
    await screen.sees('寺の門');
    screen.press('enter');
    await screen.sees('edited');
    const columnOf = (word: string) =>
      screen.lines.map((_, row) => cellOf(screen, row, word)).find((column) => column !== -1);
    expect(columnOf('Title')).toBe(columnOf('Keywords'));
    expect(screen.lines).toHaveLength(40);
    expect(screen.lines.at(-1)).toMatch(/all keys$/);
  });
});

/** The cell that a word begins at in a row; -1 when it is not there. */
function cellOf({ emulator }: Terminal, row: number, word: string): number {
  const line = emulator.buffer.active.getLine(emulator.buffer.active.viewportY + row);
  for (let column = 0; column + word.length <= emulator.cols; column++) {
    const cells = Array.from(word, (_, index) => line?.getCell(column + index)?.getChars() ?? '');
    if (cells.join('') === word) return column;
  }
  return -1;
}

describe('the colours', () => {
  it('are left out with NO_COLOR, and states are still told apart', async () => {
    const screen = openScreen(await copy(), { env: { NO_COLOR: '1' } });
    await screen.sees('1 of 6');
    // The place of the picture is for the list.
    expect(screen.lines.findIndex((line) => line.includes('photo-0001'))).toBeLessThan(10);
    await screen.press('v').sees('This terminal shows no pictures; o opens the photo.');
    screen.press('p', 'x');
    await screen.sees('✗ photo-0001');
    await screen.sees('✓ photo-0000');
    expect(screen.raw).not.toMatch(colours);
  });

  it('are those of the terminal where its background is not known', async () => {
    const screen = openScreen(await copy(), { env: { COLORTERM: '', TERM: 'xterm' } });
    await screen.sees('1 of 6');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
    expect(screen.raw).not.toMatch(/\u001B\[38;[25];/);
    expect(screen.raw).toContain('\u001B[94m');
  });

  it('are the nearest of 256 where there are no more', async () => {
    const screen = openScreen(await copy(), {
      env: { COLORTERM: '' },
      background: 'dark',
    });
    await screen.until(() => screen.raw.includes('\u001B[38;5;'), 'one of 256 colours');
    await screen.until(() => blocks(screen.text) > 40, 'the picture');
    expect(screen.raw).not.toContain(';2;');
  });

  it('follow the background that the terminal tells', async () => {
    const light = openScreen(await copy(), { background: 'light' });
    await light.until(
      () => light.raw.includes('38;2;0;117;106m'),
      'colours for a light background',
    );
    await light.press('q').ends();
    const dark = openScreen(await copy(), { background: 'dark' });
    await dark.until(() => dark.raw.includes('38;2;111;207;192m'), 'colours for a dark background');
  });

  it('and signs are plain where there is no Unicode', async () => {
    const screen = openScreen(await copy(), { env: { LANG: 'C' } });
    await screen.sees('1 of 6');
    screen.press('p');
    await screen.sees('+ photo-0000');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the end of ASCII is meant
    expect(screen.text).toMatch(/^[\u0000-\u007F]*$/);
  });
});

describe('the way out', () => {
  it('gives the screen back, with the cursor and line editing', async () => {
    for (const [leave, open] of [
      [['q'], openScreen],
      [['ctrl+c', 'ctrl+c'], startScreen],
    ] as const) {
      const screen = open(await copy());
      await screen.sees('1 of 6');
      expect(screen.isFullScreen).toBe(true);
      screen.press(...leave);
      expect(await screen.ends()).toBe(0);
      expect(screen.isFullScreen).toBe(false);
      expect(screen.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(
        screen.raw.lastIndexOf('\u001B[?25l'),
      );
      expect(screen.raw.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(
        screen.raw.lastIndexOf('\u001B[?2004h'),
      );
    }
  });

  it('is the same when the system ends it', async () => {
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      const screen = startScreen(await copy());
      await screen.sees('1 of 6');
      screen.press('p');
      await screen.sees('Accepted');
      screen.signal(signal);
      expect(await screen.ends()).toBe(0);
      expect(screen.isFullScreen).toBe(false);
    }
  });

  it('asks a second time for Ctrl-C, which fingers press by habit', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.press('ctrl+c');
    await screen.sees('Press Ctrl-C again to leave');
    screen.press('p');
    await screen.sees('Accepted photo-0000.jpg');
  });

  it('leads to the shell and back with Ctrl-Z', async () => {
    const shell = await inShell(await copy());
    try {
      shell.press('ctrl+z');
      await shell.sees('Stopped');
      expect(shell.isFullScreen).toBe(false);
      shell.type('echo in the $((40 + 2)) shell\r');
      await shell.sees('in the 42 shell');
      shell.resize(80, 24).type('fg\r');
      await shell.sees('1 of 6');
      await shell.until(() => blocks(shell.text) > 100, 'the picture');
      await shell.sees(/^ p accept {3}x reject.* all keys$/m);
      shell.press('p');
      await shell.sees('Accepted photo-0000.jpg');
      shell.press('q');
      await shell.sees(/shell> $/m);
    } finally {
      await shell.kill();
    }
  });
});

describe('what is being typed', () => {
  const fields = [
    { open: 't', where: 'the title', says: 'number 0 half a word' },
    { open: 'a', where: 'a window', says: 'Added "half a word"' },
  ];

  it('is still there after Ctrl-Z and fg, in the title and in a window', async () => {
    const shell = await inShell(await copy());
    try {
      for (const [before, { open, says }] of fields.entries()) {
        shell.press(open).type(' half a wo');
        await shell.sees('half a wo');
        shell.press('ctrl+z');
        await shell.until(
          () => !shell.isFullScreen && shell.text.split('Stopped').length > before + 1,
          'the shell',
        );
        shell.type('fg\r');
        await shell.until(() => shell.isFullScreen && shell.text.includes('half a wo'), 'it again');
        shell.type('rd').press('enter');
        await shell.sees(says);
      }
    } finally {
      await shell.kill();
    }
  });

  it.each(fields)('is drawn again by Ctrl-L in $where', async ({ open }) => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.press(open).type(' half a wo');
    await screen.sees('half a wo');
    const drawn = screen.raw.length;
    screen.press('ctrl+l');
    await screen.until(
      () => /photo-0003[\s\S]*half a wo|half a wo[\s\S]*photo-0003/.test(screen.raw.slice(drawn)),
      'the whole screen once more',
    );
    screen.press('ctrl+c');
    await screen.sees('Press Ctrl-C again to leave');
    await screen.sees('half a wo');
  });
});

describe('a terminal that is slow to answer what it is asked', () => {
  it('is waited for, so that the shell does not get the answer as if it had been typed', async () => {
    const ways = [
      { leave: 'q', says: /shell> $/m },
      { leave: 'ctrl+z', says: /Stopped[\s\S]*shell> $/m },
    ];
    for (const { leave, says } of ways) {
      const shell = await inShell(await copy(), { answersLate: true });
      try {
        shell.press(leave, '?');
        // It has read the first key, and has not left.
        await shell.sees('All keys');
        shell.answer();
        await shell.sees(says);
        shell.type('echo nothing but $((40 + 2))\r');
        await shell.sees(/^nothing but 42$/m);
        expect(shell.text).not.toContain(';22c');
      } finally {
        await shell.kill();
      }
    }
  });
});

describe('the end from outside', () => {
  it('comes when the window is closed, and nothing is left running', async () => {
    const root = await copy();
    const screen = startScreen(root);
    await screen.sees('1 of 6');
    screen.press('p');
    await screen.sees('Accepted photo-0000.jpg');
    const { pid } = screen;
    screen.hangUp();
    await screen.ends();
    expect(() => process.kill(pid, 0)).toThrow();
    const after = openScreen(root);
    await after.sees(/✓ photo-0000/);
  });

  it('comes with the shell that started it', async () => {
    const shell = await inShell(await copy());
    try {
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(shell.pid)]);
      const pid = Number(children.toString());
      shell.signal('SIGKILL');
      await shell.ends();
      await expect.poll(() => isRunning(pid)).toBe(false);
    } finally {
      await shell.kill();
    }
  });
});

/** A shell in whose foreground the review of an archive is open. */
async function inShell(
  root: string,
  options: Pick<TerminalOptions, 'answersLate'> = {},
): Promise<Terminal> {
  const program = join(import.meta.dirname, '../../dist/cli.js');
  const shell = new Terminal({
    ...options,
    command: '/bin/bash',
    words: ['--norc', '--noprofile', '-i'],
    env: { PS1: 'shell> ', PROOFSHEET_CONFIG_DIR: await mkdtemp(join(tmpdir(), 'settings-')) },
  });
  await shell.sees('shell>');
  shell.type(`${process.execPath} ${program} review ${root}\r`);
  await shell.sees('1 of 6');
  return shell;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the keys', () => {
  it('can be changed in a file, which is checked', async () => {
    const settings = await mkdtemp(join(tmpdir(), 'proofsheet-settings-'));
    await mkdir(settings, { recursive: true });
    await writeFile(
      join(settings, 'keys.json'),
      JSON.stringify({ 'review.accept': ['y'], 'look.copy': [], 'review.fly': 'f' }),
    );
    const screen = openScreen(await copy(), { env: { PROOFSHEET_CONFIG_DIR: settings } });
    await screen.sees('"review.fly", which is not a command');
    await screen.sees('y accept');
    screen.press('y');
    await screen.sees('Accepted photo-0000.jpg');
  });

  it('say what they do not do, and are all in the help, which runs them', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.press('Q');
    await screen.sees('Q does nothing here; ? shows all keys');
    screen.press('?').type('without going');
    await screen.sees('Accept without going on');
    expect(screen.text).not.toContain('Edit the title');
    screen.press('enter');
    await screen.sees(/▸ ✓ photo-0000/);
    screen.press(':').type('go summ').press('enter');
    await screen.sees('What was done and what it took');
  });
});

describe('a screen reader', () => {
  it('gets the photo in sentences, without pictures and columns', async () => {
    const screen = openScreen(await copy(), { env: { INK_SCREEN_READER: 'true' } });
    await screen.sees('Photo 1 of 6, photo-0000.jpg, open, editorial, 14 May 2019');
    await screen.sees('Title: Istanbul, Turkey - May 14 2019: Ferries');
    screen.press('p');
    await screen.sees('Accepted photo-0000.jpg');
    await screen.sees('Photo 2 of 6');
    expect(blocks(screen.text)).toBe(0);
  });

  it('gets every stage, with what Enter does and how it ended', async () => {
    const root = await makeArchive({ photos: 2 });
    const screen = openScreen(root, { words: ['rehearse'], env: { INK_SCREEN_READER: 'true' } });
    await screen.sees('Enter Go on to Prepare');
    screen.press('enter');
    await screen.sees('Enter Prepare 2 photos');
    screen.press('enter');
    await screen.sees('2 photos prepared');
    screen.press('enter');
    await screen.sees('Enter Send 2 photos');
    await screen.sees('Stays here');
    screen.press('enter');
    await screen.sees('send them');
    screen.press('y');
    await screen.sees('Enter Go on to Collect');
    screen.press('enter');
    await screen.sees(/Enter Wait for the answers|Enter Go on to Review/);
    if (!screen.text.includes('Enter Go on to Review')) screen.press('enter');
    await screen.sees('Enter Go on to Review');
    screen.press('enter');
    await screen.sees('Photo 1 of 2');
    screen.press('*', 'p');
    await screen.sees('Accepted 2 photos');
    screen.press(']');
    await screen.sees('Enter Write 2 sidecars');
    // The photos are no sample, so what the rehearsal made up is kept out of them, and said to be.
    await screen.sees('2 texts were made up by the rehearsal');
    screen.press('enter');
    await screen.sees('leave my photos as they are');
    screen.press('enter');
    await screen.seesNot('leave my photos as they are');
    screen.press(':').type('go summ').press('enter');
    await screen.sees('Your time');
  });
});
