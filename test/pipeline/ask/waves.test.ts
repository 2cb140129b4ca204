/** Waves: files cut so that they fit the service's queue, whose limit shows only when it refuses. */
import { describe, expect, it } from 'vitest';
import { batchesIn } from '../../../src/catalog/batches.ts';
import { getMeta } from '../../../src/catalog/meta.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { queueLimit } from '../../../src/pipeline/ask/limits.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import { nextStart, scene } from './scene.ts';
import { statuses } from './world.ts';

describe('waves', () => {
  it('fit the queue, learn its limit, refuse no photo, and go on as room appears', async () => {
    const { world, service } = await scene(
      30,
      {},
      { queueLimit: 6000, speed: { by: 'polls', running: 3 } },
    );
    const sent = await submit(world.context);
    expect(sent.notes.join(' ')).toMatch(/wait for room in the queue/);
    expect(getMeta(world.catalog, 'queue.gpt-6-luna')).toMatchObject({ limit: 6000, known: true });
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 30 });
    const { batches, batchesByStatus, picturesTwice } = service.stats();
    expect(picturesTwice).toEqual([]);
    expect(batches).toBeGreaterThan(5);
    // The first one taught the limit; none after it was too large.
    expect(batchesByStatus.failed).toBe(1);
    const tries = world.catalog.count('SELECT count(*) FROM request WHERE failures > 0');
    expect(tries).toBe(0);
  });

  it('have two batches in the queue at once', async () => {
    const { world } = await scene(
      20,
      { 'batch.queueLimit': 8000 },
      { queueLimit: 8000, speed: { by: 'polls', running: 9 } },
    );
    await submit(world.context);
    expect(batchesIn(world.catalog, 'open')).toHaveLength(2);
  });

  it('find out by themselves that a queue takes more than is assumed', async () => {
    const { world } = await scene(10, { model: 'gpt-6.1-terra' }, { queueLimit: 1e9 });
    const small = { limit: 6000, known: false, weight: 1 };
    world.catalog.run("INSERT INTO meta VALUES ('queue.gpt-6.1-terra', ?)", JSON.stringify(small));
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(getMeta<{ limit: number }>(world.catalog, 'queue.gpt-6.1-terra')?.limit).toBeGreaterThan(
      6000,
    );
    expect(statuses(world.catalog)).toEqual({ review: 10 });
  });

  it('offer a file that found the queue full again without uploading it again', async () => {
    const { world, service } = await scene(
      3,
      {},
      { faults: { batches: [{ fault: 'token-limit', nth: 1, limit: 2_000_000 }] } },
    );
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(service.stats()).toMatchObject({ uploads: 1, batches: 2 });
    expect(statuses(world.catalog)).toEqual({ review: 3 });
  });

  it('wait while others fill the queue, instead of offering and uploading over and over', async () => {
    const { world, service } = await scene(
      12,
      { 'batch.queueLimit': 8000 },
      {
        speed: { by: 'time', line: 60_000 },
        faults: { batches: [{ fault: 'token-limit', from: 2, limit: 8000 }] },
      },
    );
    await submit(world.context);
    expect(service.stats()).toMatchObject({ uploads: 2, batches: 2 });
    service.setFaults({});
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 12 });
    // The end of the first batch made room: the second file was offered then, and was there already.
    expect(service.stats()).toMatchObject({ uploads: 2, batches: 3 });
  });

  it('go on at once where the clock was set back while they waited for room', async () => {
    const faults = { batches: [{ fault: 'token-limit', from: 2, limit: 8000 }] } as const;
    const { world, service, clock } = await scene(12, { 'batch.queueLimit': 8000 }, { faults });
    await submit(world.context);
    service.setFaults({});
    clock.advance(-30 * 86_400_000);
    clock.waits.length = 0;
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 12 });
    expect(clock.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(3_600_000);
  });

  it('outlast a queue that gives places back a day late, and grow again afterwards', async () => {
    const { world, service } = await scene(
      36,
      { 'batch.queueLimit': 12_000 },
      {
        queueLimit: 10_400,
        speed: { by: 'time', line: 1000 },
        faults: { batches: [{ fault: 'slow-release', nth: [1, 2], milliseconds: 20 * 3_600_000 }] },
      },
    );
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 36 });
    const { batches, picturesTwice } = service.stats();
    expect(picturesTwice).toEqual([]);
    // A few tries an hour.
    expect(batches).toBeLessThan(20 * 6);
    const sizes = world.catalog
      .all<{ requests: number }>("SELECT requests FROM batch WHERE state = 'collected' ORDER BY id")
      .map(({ requests }) => requests);
    const smallest = sizes.indexOf(Math.min(...sizes));
    expect(Math.max(...sizes.slice(smallest))).toBeGreaterThan((sizes[0] ?? 0) / 2);
    expect(world.catalog.count('SELECT count(*) FROM request WHERE failures > 0')).toBe(0);
  });

  it('believe the service when it names a lower limit than the settings, until they change', async () => {
    const { world, service, clock } = await scene(
      20,
      { 'batch.queueLimit': 50_000 },
      { queueLimit: 8000 },
    );
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 20 });
    expect(service.stats().batchesByStatus.failed).toBe(1);
    const again = await nextStart({ world, service, clock }, { 'batch.queueLimit': 60_000 });
    expect(queueLimit(again.catalog, again.archive.settings, 'gpt-6-luna').limit).toBe(60_000);
  });
});
