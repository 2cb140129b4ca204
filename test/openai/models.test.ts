import { describe, expect, it } from 'vitest';
import { findModel, models, shutdownOf } from '../../src/openai/models.ts';
import { dollarsFor, noTokens, priceOf, promotionOf, writtenOf } from '../../src/openai/prices.ts';
import { defaultSettings } from '../../src/settings.ts';

const given = { input: 0, output: 0 };

describe('models', () => {
  it('knows the default model, and that nobody has announced its end', () => {
    const model = findModel(defaultSettings.model);
    expect(model?.price).toEqual({
      input: 0.1,
      cached: 0.01,
      output: 0.5,
      written: 0.125,
    });
    expect(shutdownOf(defaultSettings.model, new Date())).toBeUndefined();
  });

  it('takes a dated or fine-tuned version for the model it is of', () => {
    expect(findModel('gpt-6-luna-2026-09-22')?.id).toBe('gpt-6-luna');
    expect(findModel('ft:gpt-4.1:agency::abc123')?.id).toBe('gpt-4.1');
    expect(findModel('qwen3-vl:8b')).toBeUndefined();
  });

  it('has one row per model, with prices above zero', () => {
    expect(new Set(models.map((model) => model.id)).size).toBe(models.length);
    for (const { price } of models) expect(Math.min(price.input, price.output)).toBeGreaterThan(0);
  });

  it('counts the days until a shutdown', () => {
    expect(shutdownOf('gpt-5-mini', new Date('2026-12-11T10:00:00Z'))).toEqual({
      on: '2026-12-11',
      days: 0,
    });
    expect(shutdownOf('gpt-5-mini', new Date('2026-11-23T10:00:00Z'))?.days).toBe(18);
    expect(shutdownOf('gpt-5-mini', new Date('2026-12-13T10:00:00Z'))?.days).toBe(-2);
  });
});

describe('prices', () => {
  it('costs $0.138 for a thousand photos of 768 pixels in a batch with the default model', () => {
    const price = priceOf('gpt-6-luna', given);
    if (price === undefined) throw new Error('no price');
    const tokens = { ...noTokens, input: 1000 * (700 + 461), output: 1000 * 320 };
    expect(dollarsFor(tokens, price, 'batch')).toBeCloseTo(0.138, 3);
    expect(dollarsFor(tokens, price, 'live')).toBeCloseTo(0.276, 3);
  });

  it('bills what is written to the cache at its own price, from GPT-5.6 on', () => {
    const tokens = { ...noTokens, input: 1e6, cached: 2e5, written: 5e5 };
    const price = { input: 10, cached: 1, output: 0, written: 12.5 };
    expect(dollarsFor(tokens, price, 'live')).toBeCloseTo(3 + 0.2 + 6.25);
    expect(dollarsFor(tokens, price, 'flex')).toBeCloseTo((3 + 0.2 + 6.25) / 2);
    expect(priceOf('gpt-5.6-luna', given)?.written).toBeCloseTo(0.25);
    expect(priceOf('gpt-5.5', given)?.written).toBeUndefined();
    expect(writtenOf(1023)).toBe(0);
    expect(writtenOf(1024)).toBe(1024);
  });

  it('knows when a promotion ends', () => {
    const on = (day: string) => priceOf('gpt-5.6-sol', given, new Date(`${day}T12:00:00Z`));
    expect(on('2026-11-21')).toMatchObject({ input: 4, cached: 0.4, output: 20 });
    expect(on('2026-11-22')).toMatchObject({ input: 5, cached: 0.5, output: 30 });
    expect(promotionOf('gpt-5.6-sol', new Date('2026-11-20T12:00:00Z'))).toBe('2026-11-21');
    expect(promotionOf('gpt-5.6-sol', new Date('2026-12-01T12:00:00Z'))).toBeUndefined();
  });

  it('bills cached tokens at their own price', () => {
    const price = { input: 10, cached: 1, output: 0 };
    expect(dollarsFor({ ...noTokens, input: 1e6, cached: 4e5 }, price, 'live')).toBeCloseTo(6.4);
  });

  it('lets the user price any model, and says so when nobody knows a price', () => {
    expect(priceOf('my-model', { input: 2, output: 3 })).toEqual({
      input: 2,
      cached: 2,
      output: 3,
    });
    expect(priceOf('my-model', given)).toBeUndefined();
  });
});
