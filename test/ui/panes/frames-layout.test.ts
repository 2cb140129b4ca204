/** Frames side by side lie inside their part of the screen, apart from each other, and every two neighbours meet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameGrid } from '../../../src/ui/panes/frames-layout.ts';

const area = fc.record({
  x: fc.integer({ min: 0, max: 5 }),
  y: fc.integer({ min: 0, max: 5 }),
  width: fc.integer({ min: 1, max: 300 }),
  height: fc.integer({ min: 1, max: 100 }),
});
const shape = fc.constantFrom(3, 1.5, 1, 2 / 3);

describe('the places of frames', () => {
  it('are inside, in order, and do not touch', () => {
    fc.assert(
      fc.property(
        area,
        fc.integer({ min: 2, max: 40 }),
        shape,
        fc.boolean(),
        (inside, count, form, isSheet) => {
          for (let index = 0; index < count; index++) {
            const places = frameGrid(inside, { count, index, shape: form, isSheet })?.places ?? [];
            if (places.length > 0) expect(places.map((place) => place.index)).toContain(index);
            for (const [at, { picture, caption, index: frame }] of places.entries()) {
              expect(frame).toBe((places[0]?.index ?? 0) + at);
              expect(picture.x).toBeGreaterThanOrEqual(inside.x);
              expect(picture.y).toBeGreaterThanOrEqual(inside.y);
              expect(picture.x + picture.width).toBeLessThanOrEqual(inside.x + inside.width);
              expect(caption.y).toBe(picture.y + picture.height);
              expect(caption.y).toBeLessThan(inside.y + inside.height);
              const before = places[at - 1]?.picture;
              if (before !== undefined && before.y === picture.y)
                expect(picture.x).toBeGreaterThan(before.x + before.width);
            }
            expect(places.at(-1)?.index ?? 0).toBeLessThan(count);
          }
        },
      ),
    );
  });

  it('are as many on a sheet as can be told apart, and few and large of a burst', () => {
    const body = { x: 1, y: 3, width: 198, height: 42 };
    const shown = (isSheet: boolean) =>
      frameGrid(body, { count: 60, index: 0, shape: 1.5, isSheet })?.places ?? [];
    expect(shown(true)).toHaveLength(40);
    expect(shown(true)[0]?.picture.height).toBeGreaterThanOrEqual(5);
    expect(shown(false)).toHaveLength(6);
  });

  it('bring every two neighbours together', () => {
    const body = { x: 1, y: 3, width: 78, height: 12 };
    const seen = new Set<string>();
    for (let index = 0; index < 9; index++) {
      const places = frameGrid(body, { count: 9, index, shape: 1.5 })?.places ?? [];
      for (const { index: frame } of places.slice(1)) seen.add(`${frame - 1} ${frame}`);
    }
    expect(seen.size).toBe(8);
  });

  it.each([
    ['four on a usual screen, two by two', { width: 118, height: 28 }, 4, 1.5, 4, 2],
    ['six of more', { width: 118, height: 28 }, 9, 1.5, 6, 3],
    ['three on a small one', { width: 78, height: 12 }, 4, 1.5, 3, 3],
    ['four upright ones in a row', { width: 118, height: 28 }, 4, 2 / 3, 4, 4],
  ])('are %s', (_, size, count, form, shown, columns) => {
    const grid = frameGrid({ x: 1, y: 3, ...size }, { count, index: 0, shape: form });
    expect(grid?.places).toHaveLength(shown);
    expect(grid?.columns).toBe(columns);
  });

  it('are none where there is no room for two', () => {
    const body = { x: 1, y: 2, width: 58, height: 6 };
    expect(frameGrid(body, { count: 4, index: 0, shape: 1.5 })).toBeUndefined();
  });
});
