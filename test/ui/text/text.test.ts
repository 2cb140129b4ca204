/** Text in cells. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cutLine, line, lineWidth, spread, textOf } from '../../../src/ui/text/line.ts';
import {
  countedAlike,
  fitWidth,
  graphemesOf,
  truncateStart,
  widthOf,
} from '../../../src/ui/text/width.ts';
import { wrap, wrapGraphemes } from '../../../src/ui/text/wrap.ts';

/** As terminals count that know nothing of how letters join. */
const cells = (text: string) => Array.from(text).reduce((sum, one) => sum + stringWidth(one), 0);

const letters = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '-', 'é', '東', '👩‍🚀', 'e\u0301'),
  maxLength: 80,
});

describe('text in cells', () => {
  it('is as wide as the terminal draws it, letter by letter', () => {
    for (let code = 0x20; code < 0x2800; code++) {
      const letter = String.fromCharCode(code);
      if (widthOf(letter) !== stringWidth(letter)) expect.fail(`U+${code.toString(16)}`);
    }
  });

  it('is made exactly as wide as asked, also with wide letters', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(widthOf(fitWidth(text, width))).toBe(width);
        expect(widthOf(truncateStart(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it.each([
    ['👩‍👩‍👧‍👦 by the sea', '👩 by the sea'],
    ['🧑🏽‍🚀 and 👋🏿', '🧑 and 👋'],
    ['❤️‍🔥', '❤ '],
    ['☀️ and 1️⃣', '☀  and 1 '],
    ['⚡︎ or ⚡', '⚡ or ⚡'],
    ['น้ำตก', 'น้\u0E4Dาตก'],
    ['ນ້ຳ', 'ນ້\u0ECDາ'],
    ['🏴‍☠️ flies', '🏴 flies'],
    ['🇦🇹 café कमल', '🇦🇹 café कमल'],
  ])('shows %s as %s, which every terminal counts alike', (text, shown) => {
    expect(countedAlike(text)).toBe(shown);
    expect(widthOf(text)).toBe(cells(shown));
  });

  it('is wrapped without losing a letter, every letter on one row', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const all = graphemesOf(text);
        const rows = wrapGraphemes(all, width);
        expect(rows.flatMap(({ start, end }) => all.slice(start, end)).join('')).toBe(text);
        for (const row of wrap(text, width)) expect(widthOf(row)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('breaks at words', () => {
    expect(wrap('Ferries cross the strait', 12)).toEqual(['Ferries', 'cross the', 'strait']);
    expect(wrap('-aaa東', 4)).toEqual(['-', 'aaa', '東']);
    expect(wrap('ferry, -water, old-town', 11)).toEqual(['ferry,', '-water,', 'old-town']);
    expect(wrap('ferry, old-town', 12)).toEqual(['ferry, old-', 'town']);
  });
});

describe('a line of spans', () => {
  it('never grows over its width', () => {
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 5 }),
        fc.integer({ min: 3, max: 40 }),
        (texts, width) => {
          const drawn = line(...texts);
          expect(lineWidth(cutLine(drawn, width))).toBeLessThanOrEqual(width);
          expect(lineWidth(spread(drawn, line('7/9'), width))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it('keeps the right end and cuts the left one', () => {
    expect(textOf(spread(line('a long beginning'), line('9'), 10))).toBe('a long … 9');
  });
});
