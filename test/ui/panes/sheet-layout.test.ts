import { describe, expect, it } from 'vitest';
import { sheetGrid } from '../../../src/ui/panes/sheet-layout.ts';

const areas = [
  { x: 3, y: 4, width: 31, height: 16 },
  { x: 0, y: 0, width: 51, height: 34 },
  { x: 100, y: 3, width: 96, height: 54 },
];
const cases = areas.flatMap((area) => [1, 2, 3, 7, 40, 5000].map((count) => ({ area, count })));

describe('a contact sheet', () => {
  it.each(cases)('has pictures that do not touch: $count on $area.width', ({ area, count }) => {
    const places = sheetGrid(area, count, { most: 40, leastRows: 5 });
    expect(places.length).toBeGreaterThan(0);
    expect(places.length).toBeLessThanOrEqual(Math.min(count, 40));
    for (const { x, y, width, height } of places) {
      expect(height).toBeGreaterThanOrEqual(5);
      expect(x).toBeGreaterThanOrEqual(area.x);
      expect(x + width).toBeLessThanOrEqual(area.x + area.width);
      expect(y + height).toBeLessThanOrEqual(area.y + area.height);
    }
    for (const [at, one] of places.entries())
      for (const other of places.slice(at + 1))
        expect(
          one.x + one.width < other.x ||
            one.y + one.height < other.y ||
            other.x + other.width < one.x,
        ).toBe(true);
  });

  it('shows all of a few as large as can be, and of many as many as can be told apart', () => {
    const area = { x: 0, y: 0, width: 96, height: 54 };
    const few = sheetGrid(area, 4, { most: 40, leastRows: 5 });
    const many = sheetGrid(area, 4000, { most: 40, leastRows: 5 });
    expect(few).toHaveLength(4);
    expect(few[0]?.height).toBeGreaterThan(2 * (many[0]?.height ?? 0));
    expect(many.length).toBeGreaterThan(25);
  });

  it('has none where there is no room for one', () => {
    expect(sheetGrid({ x: 0, y: 0, width: 12, height: 3 }, 9, { most: 9, leastRows: 5 })).toEqual(
      [],
    );
  });
});
