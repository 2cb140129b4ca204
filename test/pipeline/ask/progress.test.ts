/** Nothing is repeated without a pause and a count: whatever the service does, each command comes to an end. */
import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../packages/openai-stand-in/src/index.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { RateGate } from '../../../src/pipeline/ask/live.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import { startOddProxy } from './odd-proxy.ts';
import { closeLater, scene } from './scene.ts';
import { FakeClock, preparedWorld, startService, statuses } from './world.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** That of a machine that sleeps for an hour during every pause, and so looks seldom enough for a test. */
function sleepyClock(): FakeClock {
  const clock: FakeClock = new FakeClock(() => clock.advance(hour));
  return clock;
}

async function stopOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  return work.then(
    () => expect.fail('It did not stop'),
    (error: unknown) => error as { code: string; message: string },
  );
}

describe('waiting for batches ends', () => {
  it.each<[string, Faults['routes']]>([
    ['is away', [{ route: 'batches.get', fault: 'reset', from: 1 }]],
    ['fails', [{ route: 'batches.get', fault: 'server-error', from: 1 }]],
    ['is too busy', [{ route: 'batches.get', fault: 'rate-limited', from: 1, milliseconds: 1e9 }]],
    ['is a page of a network', [{ route: 'batches.get', fault: 'not-json', from: 1 }]],
  ])('after some days of a service that %s', async (_, routes) => {
    const { clock, service, world } = await scene(2, {}, {}, sleepyClock());
    await submit(world.context);
    const start = clock.now().getTime();
    service.setFaults({ routes: routes ?? [] });
    const end = await collect(world.context, { wait: true }).then(
      ({ notes }) => notes.join(' '),
      (error: unknown) => String(error),
    );
    expect(end).toMatch(/The service (cannot be reached|keeps failing|does not end it)/);
    const waited = clock.now().getTime() - start;
    expect(waited).toBeGreaterThan(day - hour);
    expect(waited).toBeLessThan(20 * day);
    expect(Math.min(...clock.waits.slice(10))).toBeGreaterThanOrEqual(250);
    service.setFaults({});
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 2 });
  });

  it('a day after a batch should have ended, and says what can be done', async () => {
    const { clock, world } = await scene(
      2,
      {},
      { faults: { batches: [{ fault: 'stuck', from: 1, in: 'in_progress' }] } },
      sleepyClock(),
    );
    await submit(world.context);
    const start = clock.now().getTime();
    const { notes } = await collect(world.context, { wait: true });
    expect(clock.now().getTime() - start).toBeLessThan(3 * day);
    expect(notes.join(' ')).toMatch(/does not end it.*batch cancel 1.*batch forget 1/);
  });

  it.each([
    ['2099', 4_070_908_800],
    ['no date', 'soon'],
    ['null', null],
  ])('also where the deadline of the batch is %s', async (_, date) => {
    const clock = sleepyClock();
    const service = await startService(clock);
    closeLater(() => service.close());
    const proxy = await startOddProxy(service.url);
    closeLater(() => proxy.close());
    const world = await preparedWorld({ photos: 2, url: proxy.url, clock });
    closeLater(() => world.close());
    await submit(world.context);
    const never = (text: string) =>
      JSON.stringify({
        ...JSON.parse(text),
        status: 'dreaming',
        expires_at: date,
        created_at: date,
      });
    proxy.set(({ route }) =>
      route === 'GET /v1/batches/batch' ? { body: null, change: never } : undefined,
    );
    const start = clock.now().getTime();
    await collect(world.context, { wait: true });
    expect(clock.now().getTime() - start).toBeLessThan(10 * day);
  });

  it('at once where the clock was set back by years while a batch is under way', async () => {
    const { clock, world } = await scene(
      2,
      {},
      { faults: { batches: [{ fault: 'stuck', from: 1, in: 'in_progress' }] } },
    );
    await submit(world.context);
    clock.advance(-3 * 365 * day);
    const start = clock.now().getTime();
    await collect(world.context, { wait: true });
    expect(clock.now().getTime() - start).toBeLessThan(3 * day);
  });

  it('where the queue never has room', async () => {
    const { clock, service, world } = await scene(
      2,
      {},
      { faults: { batches: [{ fault: 'token-limit', from: 1, limit: 9_999_999 }] } },
    );
    await submit(world.context);
    const start = clock.now().getTime();
    const stop = await stopOf(collect(world.context, { wait: true }));
    expect(stop.message).toContain('has had no room for batch 1');
    expect(clock.now().getTime() - start).toBeLessThan(4 * day);
    expect(service.stats().batches).toBeLessThan(100);
    service.setFaults({});
    clock.advance(hour);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 2 });
  });
});

describe('asking live ends', () => {
  it.each<[string, Faults['lines'], number, string]>([
    ['that nobody can read', [{ fault: 'not-json', from: 1 }], 45, 'request-refused'],
    ['with status 500', [{ fault: 'status', status: 500, from: 1 }], 70, 'service-unreachable'],
    ['with status 429', [{ fault: 'status', status: 429, from: 1 }], 70, 'service-unreachable'],
  ])('soon where each call is answered %s', async (_, lines, most, code) => {
    const { service, world } = await scene(
      60,
      { engine: 'live' },
      { faults: { lines: lines ?? [] } },
    );
    expect(await stopOf(submit(world.context))).toMatchObject({ code });
    expect(service.stats().calls['chat']).toBeLessThan(most);
  });

  it('with pauses within reason, whatever the service asks for', async () => {
    const clock = new FakeClock();
    const service = await startService(clock);
    closeLater(() => service.close());
    const proxy = await startOddProxy(service.url);
    closeLater(() => proxy.close());
    const world = await preparedWorld({
      photos: 3,
      url: proxy.url,
      clock,
      settings: { engine: 'live' },
    });
    closeLater(() => world.close());
    proxy.set(({ route }) =>
      route === 'POST /v1/chat/completions'
        ? {
            body: {
              choices: [
                {
                  message: {
                    content: '{"description":"A bridge over a river","keywords":["bridge"]}',
                  },
                },
              ],
            },
            headers: {
              'x-ratelimit-remaining-requests': '0',
              'x-ratelimit-reset-requests': '9999d',
            },
          }
        : undefined,
    );
    await submit(world.context);
    expect(Math.max(...clock.waits)).toBeLessThanOrEqual(600_000);
    expect(statuses(world.catalog)).toEqual({ review: 3 });
  });

  it('a pause where the clock was set back during it', async () => {
    const clock = new FakeClock();
    const signal = new AbortController().signal;
    const gate = new RateGate({ clock, signal });
    gate.close(60_000);
    clock.advance(-365 * day);
    await gate.pass();
    gate.close(Number.POSITIVE_INFINITY);
    await gate.pass();
    expect(clock.waits).toEqual([600_000]);
  });
});
