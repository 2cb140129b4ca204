import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewSize } from '../../src/preview/size.ts';

describe('previewSize', () => {
  it.each([
    [6000, 4000, 768, 768, 512],
    [4000, 6000, 768, 512, 768],
    [6000, 4000, 1024, 1024, 672],
    [4032, 3024, 768, 768, 576],
    [500, 300, 768, 480, 288],
    [768, 512, 768, 768, 512],
    [12_000, 1000, 768, 768, 64],
    [20, 10, 768, 32, 32],
    [81, 775, 768, 64, 768],
    [30_000, 100, 256, 256, 32],
  ])('fits %i x %i into %i as %i x %i', (width, height, edge, toWidth, toHeight) => {
    expect(previewSize({ width, height }, edge)).toEqual({ width: toWidth, height: toHeight });
  });

  it('has sides that are multiples of 32, within the edge, never larger than a photo of 32 pixels or more', () => {
    const side = fc.integer({ min: 32, max: 20_000 });
    const edge = fc.integer({ min: 8, max: 64 }).map((squares) => squares * 32);
    fc.assert(
      fc.property(side, side, edge, (width, height, longest) => {
        const size = previewSize({ width, height }, longest);
        expect([size.width % 32, size.height % 32]).toEqual([0, 0]);
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(longest);
        expect(size.width).toBeLessThanOrEqual(width);
        expect(size.height).toBeLessThanOrEqual(height);
      }),
    );
  });
});
