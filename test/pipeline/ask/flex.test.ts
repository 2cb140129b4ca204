/** Asking by flex: live, at the price of batches, as long as the service has room; and what else changes a price. */
import { describe, expect, it } from 'vitest';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { estimateWaiting, modelNotes } from '../../../src/pipeline/ask/estimate.ts';
import { moneyOf } from '../../../src/pipeline/ask/money.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { estimateOf, priceFor } from '../../../src/pipeline/ask/request-profile.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { RehearsalOptions } from '../../../src/rehearsal/server.ts';
import type { Settings } from '../../../src/settings.ts';
import { scene } from './scene.ts';
import { statuses } from './world.ts';

const flex = (photos: number, settings: Partial<Settings> = {}, options: RehearsalOptions = {}) =>
  scene(photos, { engine: 'flex', 'live.concurrency': 1, ...settings }, options);

/** How flex says that it has no room, from the nth call on. */
const full = (choice: { readonly nth: readonly number[] } | { readonly from: number }) => ({
  faults: {
    routes: [
      {
        route: 'chat',
        fault: 'refused',
        status: 429,
        code: 'resource_unavailable',
        message: 'Resource unavailable.',
        ...choice,
      },
    ],
  } as const,
});

describe('flex', () => {
  it('asks live at the price of batches, as the estimate says', async () => {
    const { world, service, clock } = await flex(4);
    const estimate = estimateWaiting(world.archive, clock.now());
    expect(estimate.way).toBe('flex');
    expect(await submit(world.context)).toMatchObject({ done: 4 });
    expect(statuses(world.catalog)).toEqual({ review: 4 });
    const { batches, tokens } = service.stats();
    expect(batches).toBe(0);
    const { spent } = moneyOf(world.archive);
    expect(spent).toBeCloseTo((tokens.input * 0.05 + tokens.output * 0.25) / 1e6, 9);
    expect(Math.abs((estimate.dollars ?? 0) / spent - 1)).toBeLessThan(0.3);
  });

  it('tries again after a pause while there is no room', async () => {
    const { world, clock } = await flex(2, {}, full({ nth: [1, 2, 4] }));
    expect(await submit(world.context)).toMatchObject({ done: 2 });
    expect(clock.waits.length).toBeGreaterThanOrEqual(3);
  });

  it('ends with a sentence where no room comes, and nothing was paid', async () => {
    const { world, service } = await flex(3, {}, full({ from: 1 }));
    await expect(submit(world.context)).rejects.toMatchObject({
      code: 'service-unreachable',
      message: expect.stringContaining('no room for flex'),
      advice: expect.stringContaining('flex.fallback=live'),
    });
    expect(statuses(world.catalog)).toEqual({ submit: 3 });
    expect(moneyOf(world.archive).spent).toBe(0);
    expect(service.stats().calls['chat']).toBeLessThanOrEqual(12);
  });

  it('asks at the full price where that is set, says so, and keeps to the budget', async () => {
    const nth = [1, 2, 3, 4, 5, 6];
    const { world, service } = await flex(2, { 'flex.fallback': 'live' }, full({ nth }));
    const { notes } = await submit(world.context);
    expect(notes.join(' ')).toContain(
      '1 photo answered at the full price, because flex had no room.',
    );
    const { tokens } = service.stats();
    const half = (tokens.input * 0.05 + tokens.output * 0.25) / 1e6;
    const { spent } = moneyOf(world.archive);
    expect(spent).toBeGreaterThan(half * 1.3);
    expect(spent).toBeLessThan(half * 1.7);
    const budget = (estimateWaiting(world.archive, new Date()).dollars ?? 0) + 0.0001;
    const poor = await flex(1, { 'flex.fallback': 'live', budget }, full({ nth }));
    await expect(submit(poor.world.context)).rejects.toMatchObject({ code: 'budget-exceeded' });
  });
});

it('counts writes to the cache as the service bills them, from 1,024 tokens on', async () => {
  const lines = [{ fault: 'dear', factor: 2, from: 1 }] as const;
  const { world, service } = await scene(2, { engine: 'live' }, { faults: { lines } });
  await submit(world.context);
  const { input, output } = service.stats().tokens;
  expect(input).toBeGreaterThan(2 * 1024);
  const { spent } = moneyOf(world.archive);
  expect(spent).toBeCloseTo((input * 0.125 + output * 0.5) / 1e6, 9);
  const price = priceFor(world.archive, 'gpt-6-luna');
  const estimated = (imageTokens: number) =>
    estimateOf({ textTokens: 1000, imageTokens, answerTokens: 0 }, price, 'live');
  expect(estimated(23)).toBeCloseTo((1023 * 0.1) / 1e6, 12);
  expect(estimated(24)).toBeCloseTo((1024 * 0.125) / 1e6, 12);
});

it('does not send a photo that was left out after its file was written', async () => {
  const batches = [{ fault: 'token-limit', nth: [1], limit: 2_000_000 }] as const;
  const { world, service } = await scene(3, { probe: false }, { faults: { batches } });
  await submit(world.context);
  world.catalog.run('UPDATE photo SET excluded = 1 WHERE id = 2');
  await collect(world.context, { wait: true });
  expect(statuses(world.catalog)).toMatchObject({ review: 2 });
  expect(service.stats().executedRequests).toBe(2);
});

it('costs a tenth more where requests stay within a region', async () => {
  const { world } = await scene(1);
  const at = (baseURL: string) =>
    priceFor({ ...world.archive, service: { apiKey: 'k', baseURL } }, 'gpt-6-luna')?.input;
  expect(at('https://eu.api.openai.com/v1')).toBeCloseTo(0.11);
  expect(at('https://us.api.openai.com/v1')).toBeCloseTo(0.11);
  expect(at('https://api.openai.com/v1')).toBeCloseTo(0.1);
  expect(at('https://eu.api.openai.com.example.com/v1')).toBeCloseTo(0.1);
});

it('takes the end of a model from the service before our own table', async () => {
  const { world, clock } = await scene(1, { engine: 'live', model: 'gpt-4o' });
  const { notes } = await submit(world.context);
  expect(notes.join(' ')).toContain('gpt-4o is shut down on 2027-01-14');
  world.catalog.run(
    `UPDATE meta SET value = replace(value, '2027-01-14', '2026-12-01') WHERE key = 'asking.shutdown'`,
  );
  const estimate = estimateWaiting(world.archive, clock.now());
  expect(modelNotes(estimate).join(' ')).toContain('2026-12-01');
});

it('refuses an effort that the model does not take, with a sentence, before anything is prepared', async () => {
  const { world } = await scene(1, { model: 'gpt-5-mini' });
  const told = { ...world.archive.settings, reasoningEffort: 'max' } as const;
  const context = { ...world.context, archive: { ...world.archive, settings: told } };
  await expect(prepare(context)).rejects.toMatchObject({
    code: 'settings-invalid',
    message: 'gpt-5-mini takes a reasoning effort of at most high, not max.',
  });
  const taken = await scene(1, { engine: 'live', reasoningEffort: 'max' });
  expect(await submit(taken.world.context)).toMatchObject({ done: 1 });
});
