/** The parts of the terminal that can be judged without one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, sequence } from '../../../src/terminal-output.ts';
import { blockPicture } from '../../../src/ui/terminal/block-picture.ts';
import {
  capabilitiesOf,
  type Environment,
  pixelsOf,
} from '../../../src/ui/terminal/capabilities.ts';
import { nearest256, parseColourReply, rgbOf256 } from '../../../src/ui/terminal/colours.ts';
import { erasedRows } from '../../../src/ui/terminal/frame-rows.ts';
import { PictureLayer } from '../../../src/ui/terminal/picture-layer.ts';
import { fitInto } from '../../../src/ui/terminal/pictures.ts';
import { ReplyFilter, type TerminalReply } from '../../../src/ui/terminal/replies.ts';

const esc = '\u001B';

const levelOf = (code: string | undefined) =>
  code === undefined ? undefined : rgbOf256(Number(code))[0];

describe("a terminal's answers", () => {
  const answers: Readonly<Record<string, string>> = {
    background: `${esc}]11;rgb:1414/1616/1a1a${esc}\\`,
    cell: `${esc}[6;20;10t`,
    window: `${esc}[4;800;1200t`,
    name: `${esc}P>|Konsole 22.12.3${esc}\\`,
    kitty: `${esc}_Gi=83189999;OK${esc}\\`,
    attributes: `${esc}[?62;4;22c`,
  };

  it('are taken out of what is typed, wherever reads cut them', () => {
    const input = `p${Object.values(answers).join('')}x`;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: input.length - 1 }), { maxLength: 6 }),
        (cuts) => {
          const filter = new ReplyFilter();
          const replies: TerminalReply[] = [];
          const places = [...new Set(cuts)].sort((a, b) => a - b);
          const parts = [0, ...places].map((from, index) => input.slice(from, places[index]));
          const typed = parts
            .map((part) => filter.push(part, (reply) => replies.push(reply)))
            .join('');
          expect(typed).toBe('px');
          expect(replies.map(({ kind }) => kind)).toEqual(Object.keys(answers));
        },
      ),
    );
  });

  it.each(['', '[', 'O'])('and keys begin alike: Esc%s is held until it is certain', (letter) => {
    const filter = new ReplyFilter();
    expect(filter.push(esc + letter, () => undefined)).toBe('');
    expect(filter.isInDoubt).toBe(true);
    expect(filter.release()).toBe(esc + letter);
    expect(filter.push('p', () => undefined)).toBe('p');
    expect(filter.push(`k${esc}${letter}`, () => undefined)).toBe('k');
    const rest = letter === '' ? '[B' : 'B';
    expect(filter.push(rest, () => undefined)).toBe(esc + letter + rest);
  });

  it('are not what F1 sends, which no program reads as letters', () => {
    for (const key of ['OP', '[11~', '[[A']) {
      const replies: TerminalReply[] = [];
      expect(new ReplyFilter().push(`a${esc}${key}b`, (reply) => replies.push(reply))).toBe('ab');
      expect(replies).toEqual([{ kind: 'help' }]);
    }
  });

  it('leave keys and pasted text alone', () => {
    const filter = new ReplyFilter();
    for (const typed of ['jjj', `${esc}[A`, `${esc}b`, `${esc}[200~]11;x${esc}[201~`])
      expect(filter.push(typed, () => undefined)).toBe(typed);
  });

  it('tell colours of one to four digits', () => {
    expect(parseColourReply('rgb:ffff/8080/0000')).toEqual([255, 128, 0]);
    expect(parseColourReply('rgb:f/8/0')).toEqual([255, 136, 0]);
    expect(parseColourReply('?')).toBeUndefined();
  });
});

describe('what a terminal can do', () => {
  it.each([
    [{ TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1' }, 'blocks'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'blocks'],
    [{ TERM: 'xterm-256color' }, 'blocks'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', KITTY_WINDOW_ID: '1' }, 'blocks'],
    [{ TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1', ZELLIJ: '0' }, 'blocks'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm', NVIM: '/run/nvim' }, 'blocks'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, 'blocks'],
    [{ OS: 'Windows_NT' }, 'blocks'],
    [{ OS: 'Windows_NT', WT_SESSION: '5d1c' }, 'blocks'],
    [{ TERM: 'xterm' }, 'off'],
    [{ TERM: 'linux' }, 'off'],
    [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'off'],
    [{ TERM: 'xterm-kitty', INK_SCREEN_READER: 'true' }, 'off'],
  ])('%j shows pictures as %s until it has answered', (env, pictures) => {
    expect(capabilitiesOf(env).pictures).toBe(pictures);
  });

  it.each([
    [{ name: 'kitty(0.26.5)', knowsKitty: true }, 'kitty'],
    [{ name: 'ghostty 1.2.0', knowsKitty: true }, 'kitty'],
    [{ name: 'Konsole 22.12.3', knowsKitty: true, drawsSixel: true, isCellKnown: true }, 'kitty'],
    [{ name: 'Konsole 21.04.0', drawsSixel: true, isCellKnown: true }, undefined],
    [{ name: 'WezTerm 20240203', drawsSixel: true, isCellKnown: true }, 'iterm'],
    [{ name: 'mintty 3.7.6' }, 'iterm'],
    [{ name: 'XTerm(379)', drawsSixel: true, isCellKnown: true }, 'sixel'],
    [{ name: 'foot(1.13.1)', drawsSixel: true, isCellKnown: true }, 'sixel'],
    [{ name: 'mlterm(3.9.2)', drawsSixel: true }, undefined],
    [{ name: 'VTE(7006)', drawsSixel: false, isCellKnown: true }, undefined],
    [{ name: 'Zellij(0.40)' }, undefined],
    [{}, undefined],
  ] as const)('%j draws pixels as %s', (told, pixels) => {
    expect(pixelsOf(told)).toBe(pixels);
  });

  it('shows no more than 256 colours inside GNU screen, whatever it has inherited', () => {
    const colours = (env: Environment) => capabilitiesOf(env).colours;
    expect(colours({ TERM: 'screen', STY: '1.pts', COLORTERM: 'truecolor' })).toBe('256');
    expect(colours({ TERM: 'tmux-256color', TMUX: '/tmp/x', COLORTERM: 'truecolor' })).toBe('true');
  });
});

describe('the colours of a terminal', () => {
  it.each([
    [{ OS: 'Windows_NT' }, 'true'],
    [{ OS: 'Windows_NT', WT_SESSION: '5d1c' }, 'true'],
    [{ OS: 'Windows_NT', TERM: 'xterm-256color' }, '256'],
    [{ OS: 'Windows_NT', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, '256'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode', COLORTERM: 'truecolor' }, 'true'],
  ])('%j are %s', (env, colours) => {
    expect(capabilitiesOf(env).colours).toBe(colours);
  });
});

describe('the picture', () => {
  it('draws a boundary where it is, upright or slanting, in the two colours of its sides', () => {
    const red = [255, 0, 0];
    const blue = [0, 0, 255];
    const drawn = (...quarters: readonly number[][]) =>
      blockPicture({ width: 2, height: 2, rgb: Uint8Array.from(quarters.flat()) }, 'true');
    expect(drawn(red, red, blue, blue)).toEqual([`${esc}[38;2;252;4;4;48;2;4;4;252m▀${esc}[0m`]);
    expect(drawn(red, blue, red, blue)).toEqual([`${esc}[38;2;252;4;4;48;2;4;4;252m▌${esc}[0m`]);
    expect(drawn(blue, blue, blue, red)).toEqual([`${esc}[38;2;252;4;4;48;2;4;4;252m▗${esc}[0m`]);
    expect(drawn(red, blue, blue, red)).toEqual([`${esc}[38;2;252;4;4;48;2;4;4;252m▚${esc}[0m`]);
    expect(drawn(red, red, red, red)).toEqual([`${esc}[48;2;252;4;4m ${esc}[0m`]);
  });

  it('tells a colour only when it changes', () => {
    const row = [255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0];
    const below = [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255];
    const rgb = Uint8Array.from([...row, ...below]);
    expect(blockPicture({ width: 4, height: 2, rgb }, '256')).toEqual([
      `${esc}[38;5;196;48;5;21m▀▀${esc}[0m`,
    ]);
  });

  it('has no bands in the 256 colours: what a cell misses, the next ones make good', () => {
    const [width, height] = [64, 32];
    const grey = 100;
    const rows = blockPicture(
      { width, height, rgb: new Uint8Array(width * height * 3).fill(grey) },
      '256',
    );
    const shown = rows.flatMap((row) => {
      let [ink, ground] = [0, 0];
      return [...row.matchAll(/\[([\d;]*)m|[▀▌▚▘▝▖▗ ]/g)].flatMap(([letter, codes]) => {
        if (codes === undefined) {
          const share = { '▀': 2, '▌': 2, '▚': 2, ' ': 0 }[letter] ?? 1;
          return [(ink * share + ground * (4 - share)) / 4];
        }
        const of = (layer: number) => new RegExp(`${layer};5;(\\d+)`).exec(codes)?.[1];
        ink = levelOf(of(38)) ?? ink;
        ground = levelOf(of(48)) ?? ground;
        return [];
      });
    });
    expect(shown).toHaveLength((width * height) / 4);
    expect(new Set(shown).size).toBeGreaterThan(1);
    expect(shown.reduce((sum, value) => sum + value, 0) / shown.length).toBeCloseTo(grey, -0.5);
  });

  it('keeps its proportions and stays inside its box', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        (width, height) => {
          const box = { x: 3, y: 4, width: 50, height: 17 };
          const rect = fitInto({ width, height }, box, { width: 10, height: 20 });
          expect(rect.x).toBeGreaterThanOrEqual(box.x);
          expect(rect.x + rect.width).toBeLessThanOrEqual(box.x + box.width);
          expect(rect.y + rect.height).toBeLessThanOrEqual(box.y + box.height);
        },
      ),
    );
  });

  it('is painted once, again when a frame clears part of it, and cleared when it goes', () => {
    const layer = new PictureLayer();
    layer.enter();
    layer.show([{ rect: { x: 0, y: 1, width: 2, height: 1 }, rows: [sequence`##`] }]);
    expect(layer.after(() => false)).toContain('##');
    expect(layer.after(() => false)).toBe('');
    expect(layer.after(erasedRows(`${esc}[E${esc}[9G${esc}[Ktext\n`))).toBe('');
    expect(layer.after(erasedRows(`${esc}[E${esc}[1G${esc}[Ktext\n`))).toContain('##');
    layer.show([]);
    expect(layer.before()).toContain('  ');
    expect(layer.before()).toBe('');
  });

  it('stays above a window that is written over its lower rows', () => {
    const layer = new PictureLayer();
    layer.enter();
    const whole = { rect: { x: 0, y: 0, width: 3, height: 4 }, pixels: sequence`pixels` };
    const upper = (height: number) => ({ ...whole, rect: { ...whole.rect, height }, whole });
    layer.show([whole]);
    expect(layer.after(() => false)).toContain('pixels');
    const [two, one] = [upper(2), upper(1)];
    layer.show([two]);
    const opened = layer.before();
    // The rows under the window are emptied, where it writes nothing itself.
    expect(opened.split('   ')).toHaveLength(3);
    expect(opened).toContain(`${esc}[3;1H`);
    expect(opened).not.toContain(`${esc}[1;1H`);
    expect(layer.after((row) => row > 1)).toBe('');
    expect(layer.isDirty).toBe(false);
    layer.show([one]);
    expect(layer.before()).toContain(`${esc}[2;1H`);
    expect(layer.after(() => false)).toBe('');
    // What a frame has broken cannot be mended without painting over the window.
    expect(layer.after((row) => row === 0)).toContain('   ');
    layer.show([whole]);
    expect(layer.before()).not.toContain('pixels');
    expect(layer.after(() => false)).toContain('pixels');
  });

  it('is given to a terminal that keeps it once, and again only when it was freed', () => {
    const all = Array.from({ length: 60 }, (_, number) => {
      const name = printable(`${number};`);
      return {
        rect: { x: 0, y: 0, width: 1, height: 1 },
        pixels: sequence`show ${name}`,
        erase: sequence`hide ${name}`,
        upload: { picture: sequence`give ${name}`, free: sequence`free ${name}` },
      };
    });
    const sets = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(sets, { maxLength: 60 }), (views) => {
        const layer = new PictureLayer();
        layer.enter();
        // As kitty does it: whatever is freed, all that are not on the screen go.
        const kept = new Set<string>();
        const shown = new Set<string>();
        for (const view of views) {
          layer.show([...new Set(view)].flatMap((number) => all[number] ?? []));
          const said = layer.uploads() + layer.before() + layer.after(() => false);
          for (const [, does, name = ''] of said.matchAll(/(give|free|show|hide) (\d+)/g)) {
            if (does === 'give') kept.add(name);
            if (does === 'hide') shown.delete(name);
            if (does === 'free') for (const one of kept) if (!shown.has(one)) kept.delete(one);
            if (does !== 'show') continue;
            expect(kept).toContain(name);
            shown.add(name);
          }
          expect(shown).toEqual(new Set([...new Set(view)].map(String)));
          expect(kept.size).toBeLessThanOrEqual(24 + 8);
        }
      }),
    );
  });

  it('finds the nearest of 256 colours', () => {
    expect(nearest256([255, 0, 0])).toBe(196);
    expect(nearest256([128, 128, 128])).toBe(244);
  });
});
