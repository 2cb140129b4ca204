import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Detail, imageTokens } from '../../src/openai/image-tokens.ts';
import { findModel } from '../../src/openai/models.ts';

function tokens(model: string, width: number, height: number, detail: Detail = 'high'): number {
  const rule = findModel(model)?.image;
  if (rule === undefined) throw new Error(`no model ${model}`);
  return imageTokens({ width, height }, detail, rule);
}

describe('imageTokens', () => {
  it.each([
    [512, 341, 212, 255],
    [640, 427, 336, 425],
    [768, 512, 461, 425],
    [1024, 683, 845, 765],
    [1024, 672, 807, 765],
    [1280, 853, 1296, 1105],
    [1536, 1024, 1844, 1105],
    [2048, 1365, 2880, 1105],
    [6000, 4000, 2880, 1105],
  ])('counts %i x %i as gpt-6-luna and gpt-4o are billed', (width, height, luna, gpt4o) => {
    expect(tokens('gpt-6-luna', width, height)).toBe(luna);
    expect(tokens('gpt-5.4-mini', width, height)).toBe(luna);
    expect(tokens('gpt-4o', width, height)).toBe(gpt4o);
  });

  it.each([
    ['gpt-6-luna', 212],
    ['gpt-4o', 85],
    ['gpt-4o-mini', 2833],
    ['gpt-5.4-mini', 461],
  ])('counts low detail of %s, which is not cheap everywhere', (model, expected) => {
    expect(tokens(model, 768, 512, 'low')).toBe(expected);
  });

  it('counts the same picture 33 times dearer for gpt-4o-mini than for gpt-4o', () => {
    expect(tokens('gpt-4o-mini', 768, 512)).toBe(2833 + 2 * 5667);
    expect(tokens('gpt-4.1-mini', 1024, 683)).toBe(1141);
  });

  it('never counts a larger picture as cheaper, and never more than its budget', () => {
    const side = fc.integer({ min: 1, max: 12_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const few = tokens('gpt-6-luna', width, height);
        expect(few).toBeGreaterThanOrEqual(2);
        expect(few).toBeLessThanOrEqual(3000);
        expect(tokens('gpt-6-luna', height, width)).toBe(few);
      }),
    );
  });
});
