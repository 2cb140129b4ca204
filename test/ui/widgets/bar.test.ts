import { describe, expect, it } from 'vitest';
import type { Bar } from '../../../src/pipeline/archive/stage-view.ts';
import { lineWidth, textOf } from '../../../src/ui/text/line.ts';
import { barLines } from '../../../src/ui/widgets/bar.ts';

const bar = (label: string, ...amounts: number[]): Bar => ({
  label,
  parts: amounts.map((amount) => [amount, 'good']),
  value: amounts.join(' + '),
});
const rows = (bars: readonly Bar[], of: number | undefined, width: number) =>
  barLines(bars, of, width).map(textOf);
const filled = (row: string | undefined) => [...(row ?? '').matchAll(/━/g)].length;

describe('bars', () => {
  it('are in proportion, and as long as the room between label and value', () => {
    const [half, whole] = rows([bar('a', 5), bar('b', 10)], 10, 60);
    expect(filled(whole)).toBe(40);
    expect(filled(half)).toBe(20);
    expect(half).toMatch(/^a {15}━+─+ {2}5$/);
  });

  it('show whatever there is, however little, and nothing where there is none', () => {
    const [little, none, parts] = rows(
      [bar('little', 1), bar('none', 0), bar('parts', 99_998, 1, 1)],
      100_000,
      80,
    );
    expect(filled(little)).toBe(1);
    expect(filled(none)).toBe(0);
    expect(filled(parts)).toBeLessThanOrEqual(40);
  });

  it('have no rest where nothing says what a whole is', () => {
    expect(rows([bar('a', 1), bar('b', 4)], undefined, 80).join('')).not.toContain('─');
  });

  it('are left out where there is no room for them, and on paper', () => {
    for (const width of [24, Number.POSITIVE_INFINITY])
      expect(rows([bar('a', 1)], 2, width)).toEqual(['a               1']);
  });

  it.each([30, 44, 56, 80, 200])('fit %i cells and stand below one another', (width) => {
    const drawn = barLines(
      [
        bar('Istanbul, Turkey', 8, 3),
        bar('Llanfairpwllgwyngyllgogerychwyrndrobwll', 0, 1),
        bar('京都, Japan', 7),
      ],
      undefined,
      width,
    );
    for (const row of drawn) expect(lineWidth(row)).toBeLessThanOrEqual(width);
    const at = drawn.map((row) => lineWidth({ spans: row.spans.slice(0, -1) }));
    expect(new Set(at).size).toBe(1);
  });
});
