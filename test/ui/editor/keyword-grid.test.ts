import { describe, expect, it } from 'vitest';
import {
  cellBeside,
  type Grid,
  keywordGrid,
  type Way,
} from '../../../src/ui/editor/keyword-grid.ts';
import { widthOf } from '../../../src/ui/text/width.ts';

const unmarked: ReadonlySet<number> = new Set();

const lists: Readonly<Record<string, readonly string[]>> = {
  short: Array.from({ length: 50 }, (_, index) => `word ${index + 1}`),
  mixed: Array.from({ length: 50 }, (_, index) => 'keyword '.repeat(1 + (index % 4)).trim()),
  'one very long': Array.from({ length: 50 }, (_, index) =>
    index === 20 ? 'hand painted ceramic tile of a workshop in the old town of Iznik' : 'sea',
  ),
  'wide letters': Array.from({ length: 23 }, () => '日本の伝統的な庭園'),
  'without spaces': ['x'.repeat(64), ...Array.from({ length: 12 }, () => 'y'.repeat(40))],
  ten: Array.from({ length: 10 }, (_, index) => `word ${index}`),
  eleven: Array.from({ length: 11 }, (_, index) => `word ${index}`),
  one: ['sea'],
  none: [],
  'a hundred and twenty': Array.from({ length: 120 }, (_, index) => `w${index}`),
};
const widths = [30, 36, 40, 58, 64, 80, 100, 120];
const cases = Object.entries(lists).flatMap(([name, keywords]) =>
  widths.map((width) => ({ name, keywords, width })),
);

/** Where a row of a chip begins and ends. */
function placesOf({ columns, cells, numberWidth }: Grid) {
  return cells.flatMap(({ row, column, text }) =>
    text.map((part, at) => {
      const { x = 0, width = 0 } = columns[column] ?? {};
      return { row: row + at, x, end: x + width, needed: numberWidth + 1 + widthOf(part) };
    }),
  );
}

describe('the grid of keywords', () => {
  it.each(cases)('reads downwards and touches nothing: $name on $width', ({ keywords, width }) => {
    const grid = keywordGrid(keywords, width, unmarked);
    expect(grid.cells.map(({ index }) => index)).toEqual(keywords.map((_, index) => index));
    const places = placesOf(grid);
    for (const one of places) {
      expect(one.end).toBeLessThanOrEqual(width);
      expect(one.x + one.needed).toBeLessThanOrEqual(one.end);
      for (const other of places)
        if (one !== other && one.row === other.row)
          expect(one.end + 2 <= other.x || other.end + 2 <= one.x).toBe(true);
    }
    const [upper, lower] = [grid.cells.slice(0, 10), grid.cells.slice(10)];
    for (const block of [upper, lower])
      for (const [at, cell] of block.entries()) {
        const before = block[at - 1];
        if (before === undefined) continue;
        const isBelow =
          cell.column === before.column && cell.row === before.row + before.text.length;
        const isBeside = cell.column === before.column + 1;
        expect(isBelow || isBeside).toBe(true);
      }
    if (keywords.length <= 10) expect(grid.ruleRow).toBe(-1);
    else expect(places.every(({ row }) => row !== grid.ruleRow)).toBe(true);
  });

  it('has more columns where keywords are short, and one long keyword costs only a row', () => {
    const columns = (list: string, width: number) =>
      keywordGrid(lists[list] ?? [], width, unmarked).columns.length;
    expect(columns('short', 64)).toBeGreaterThan(columns('mixed', 64));
    expect(columns('one very long', 64)).toBeGreaterThanOrEqual(3);
  });

  it('has room for the mark of a keyword that a check speaks of', () => {
    const keywords = ['Galata Tower', 'sea'];
    const width = (marked: readonly number[]) =>
      keywordGrid(keywords, 60, new Set(marked)).columns[0]?.width;
    expect(width([0])).toBe((width([]) ?? 0) + 2);
  });

  it.each(cases)('has arrows lead to what is seen: $name on $width', ({ keywords, width }) => {
    const grid = keywordGrid(keywords, width, unmarked);
    const opposite = { left: 'right', right: 'left', up: 'down', down: 'up' } as const;
    for (const { index, row, column } of grid.cells)
      for (const way of ['left', 'right', 'up', 'down'] as const satisfies readonly Way[]) {
        const to = grid.cells[cellBeside(grid, index, way)];
        if (to === undefined || to.index === index) continue;
        if (way === 'left') expect(to.column).toBe(column - 1);
        if (way === 'right') expect(to.column).toBe(column + 1);
        if (way === 'up') expect(to.row).toBeLessThan(row);
        if (way === 'down') expect(to.row).toBeGreaterThan(row);
        if (to.column === column) expect(cellBeside(grid, to.index, opposite[way])).toBe(index);
      }
    // Every keyword can be reached from the first one.
    const reached = new Set([0]);
    for (const at of reached)
      for (const way of ['left', 'right', 'up', 'down'] as const)
        reached.add(cellBeside(grid, at, way));
    expect(reached.size).toBe(Math.max(1, keywords.length));
  });
});
