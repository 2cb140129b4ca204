/** Asking one by one: the live engine, servers of one's own, and asking again for one photo. */
import { execFileSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listIssues } from '../../../src/catalog/issues.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { latestRequest } from '../../../src/catalog/requests.ts';
import { suggestionsOf } from '../../../src/catalog/suggestions.ts';
import { freeBytes } from '../../../src/files/space.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { moneyOf } from '../../../src/pipeline/ask/money.ts';
import { redoInBatch, redoNow, redoPrice } from '../../../src/pipeline/ask/redo.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { RehearsalOptions } from '../../../src/rehearsal/server.ts';
import type { Settings } from '../../../src/settings.ts';
import { smallDisk } from '../../helpers/small-disk.ts';
import { closeLater, nextStart, scene } from './scene.ts';
import { FakeClock, issueCodes, openWorld, startService, statuses, type World } from './world.ts';

const liveScene = (
  photos: number,
  settings: Partial<Settings> = {},
  options: RehearsalOptions = {},
) => scene(photos, { engine: 'live', ...settings }, options);

/** What is made meanwhile lies in that folder; other tests must not, whatever happens here. */
async function madeIn<T>(folder: string, make: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await make();
  } finally {
    process.env['TMPDIR'] = before;
  }
}

describe('the live engine', () => {
  it('asks every photo once, several at a time, at the full price', async () => {
    const { world, service } = await liveScene(12);
    const summary = await submit(world.context);
    expect(summary).toMatchObject({ done: 12 });
    expect(statuses(world.catalog)).toEqual({ review: 12 });
    expect(service.stats()).toMatchObject({
      executedRequests: 12,
      picturesTwice: [],
      batches: 0,
      uploads: 0,
    });
    const money = moneyOf(world.archive);
    const { input, output } = service.stats().tokens;
    expect(money.spent).toBeCloseTo((input * 0.1 + output * 0.5) / 1e6, 9);
    expect(await submit(world.context)).toMatchObject({ done: 0 });
  });

  it('pays for nothing that it might find no room for', async (context) => {
    const disk = await smallDisk(12_000_000);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    // What worlds are copied from lies elsewhere.
    await liveScene(3);
    closeLater(() => execFileSync('umount', ['-l', disk]));
    const { world, service } = await madeIn(disk, () => liveScene(3));
    await writeFile(join(disk, 'filler'), Buffer.alloc((await freeBytes(disk)) - 1_000_000));
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'disk-full' });
    expect(service.stats().executedRequests).toBe(0);
    await rm(join(disk, 'filler'));
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 3 });
    expect(service.stats().picturesTwice).toEqual([]);
  });

  it('keeps within the limit of requests a minute', async () => {
    const { world, service, clock } = await liveScene(12, {}, { requestsPerMinute: 5 });
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 12 });
    expect(clock.waits.length).toBeGreaterThan(0);
    expect(service.stats().executedRequests).toBe(12);
    expect(service.stats().calls['chat']).toBeLessThan(24);
  });

  it('tries remedies at once and leaves the rest to the person', async () => {
    const faults = {
      lines: [
        { fault: 'refusal', nth: [2], times: 1 },
        { fault: 'bad-image', share: 0.2 },
      ],
    } as const;
    const { world } = await liveScene(10, { 'live.concurrency': 1 }, { faults });
    await submit(world.context);
    const { review = 0, collect: held = 0 } = statuses(world.catalog);
    expect(review + held).toBe(10);
    expect(issueCodes(world.catalog)).toEqual(held === 0 ? {} : { 'picture-refused': held });
  });

  it('stops when the credit is used up, keeps what came, and goes on later', async () => {
    const faults = { routes: [{ route: 'chat', fault: 'no-quota', from: 6 }] } as const;
    const { world, service } = await liveScene(12, { 'live.concurrency': 2 }, { faults });
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'no-quota' });
    expect(statuses(world.catalog)).toEqual({ review: 5, submit: 7 });
    service.setFaults({});
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 12 });
    expect(service.stats().picturesTwice).toEqual([]);
  });

  it('stops when the service fails at one photo after the other, instead of holding all back', async () => {
    const faults = { routes: [{ route: 'chat', fault: 'server-error', from: 3 }] } as const;
    const { world, service } = await liveScene(30, { 'live.concurrency': 2 }, { faults });
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'service-unreachable' });
    const { collect: held = 0, review = 0 } = statuses(world.catalog);
    expect(review).toBe(2);
    expect(held).toBeLessThan(9);
    service.setFaults({});
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 30 - held, collect: held });
  });

  it('stops at the budget', async () => {
    const { world, service } = await liveScene(10);
    const whole = moneyOf(world.archive).waiting;
    const small = await openBudget(world, whole / 2);
    await expect(submit(small.context)).rejects.toMatchObject({ code: 'budget-exceeded' });
    expect(service.stats().executedRequests).toBe(0);
  });

  it('goes on after connections that break, and asks nothing twice when the service was not reached', async () => {
    const faults = { routes: [{ route: 'chat', fault: 'reset', share: 0.4 }] } as const;
    const { world, service } = await liveScene(8, {}, { faults });
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 8 });
    expect(service.stats().picturesTwice).toEqual([]);
  });

  it('lets what is under way finish when the user interrupts', async () => {
    const { world, service } = await liveScene(12, { 'live.concurrency': 3 });
    const context = {
      ...world.context,
      report: ({ note }: { note?: string }) => {
        if (note === 'asked live') world.abort.abort(new Error('interrupted'));
      },
    };
    await expect(submit(context)).rejects.toThrow('interrupted');
    const { review = 0 } = statuses(world.catalog);
    expect(service.stats().executedRequests).toBe(review);
    expect(world.catalog.count("SELECT count(*) FROM request WHERE state = 'asking'")).toBe(0);
  });

  it('takes in every answer that is under way when the budget is used up', async () => {
    const faults = {
      routes: [{ route: 'chat', fault: 'slow', share: 0.5, milliseconds: 100 }],
      lines: [{ fault: 'dear', from: 1, factor: 5 }],
    } as const;
    const { world, service } = await liveScene(10, {}, { faults });
    const small = await openBudget(world, moneyOf(world.archive).waiting * 1.05);
    await expect(submit(small.context)).rejects.toMatchObject({ code: 'budget-exceeded' });
    const { review = 0, submit: left = 0 } = statuses(small.catalog);
    expect(left).toBeGreaterThan(0);
    expect(review).toBe(10 - left);
    expect(service.stats().executedRequests).toBe(review);
    expect(small.catalog.count("SELECT count(*) FROM request WHERE state = 'asking'")).toBe(0);
  });

  it('counts replies that were lost, each of which may have been paid', async () => {
    const faults = { routes: [{ route: 'chat', fault: 'lost-reply', nth: [1, 3] }] } as const;
    const { world, service } = await liveScene(4, { 'live.concurrency': 1 }, { faults });
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 4 });
    const { unknown, spent, estimated } = moneyOf(world.archive);
    expect(unknown.calls).toBe(2);
    expect(service.stats().executedRequests).toBe(6);
    // What is known and what is not together are what the service billed, as far as estimates go.
    const { input, output } = service.stats().tokens;
    expect((spent * 6) / 4).toBeCloseTo((input * 0.1 + output * 0.5) / 1e6, 4);
    expect(unknown.dollars).toBeCloseTo(estimated / 2, 6);
  });

  it('leaves no entry of a refused call behind when the user interrupts the waiting', async () => {
    const { world } = await liveScene(2, { 'live.concurrency': 1 });
    const abort = new AbortController();
    const clock = new FakeClock(() => abort.abort(new Error('interrupted')));
    world.close();
    const service = await startService(clock, {
      faults: { routes: [{ route: 'chat', fault: 'rate-limited', from: 1, milliseconds: 5000 }] },
    });
    closeLater(() => service.close());
    const settings = { engine: 'live', 'live.concurrency': 1 } as const;
    const again = await openWorld(world.root, { url: service.url, clock, settings });
    closeLater(() => again.close());
    const context = { ...again.context, signal: abort.signal };
    await expect(submit(context)).rejects.toThrow('interrupted');
    expect(again.catalog.count('SELECT count(*) FROM attempt')).toBe(0);
    expect(again.catalog.count("SELECT count(*) FROM request WHERE state = 'released'")).toBe(2);
  });

  async function openBudget(world: World, budget: number): Promise<World> {
    world.close();
    const url = world.archive.service.baseURL;
    const again = await openWorld(world.root, {
      ...(url === undefined ? {} : { url }),
      clock: world.context.clock,
      settings: { engine: 'live', budget },
    });
    closeLater(() => again.close());
    return again;
  }
});

describe("a server of one's own", () => {
  it('is asked in the common form, costs nothing, and its answers go through the same checks', async () => {
    const model = 'qwen3-vl:8b';
    const { world, service } = await liveScene(
      4,
      { model },
      {
        kind: 'local',
        models: [model],
        faults: {
          lines: [
            { fault: 'no-usage', share: 0.5 },
            { fault: 'fenced', share: 0.5 },
          ],
        },
      },
    );
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 4 });
    const [stored] = suggestionsOf(world.catalog, 1);
    expect(stored).toMatchObject({ model });
    expect(stored?.suggestion.keywords).toHaveLength(50);
    expect(moneyOf(world.archive)).toMatchObject({
      spent: 0,
      answered: 4,
      complete: true,
    });
    expect(service.stats().calls['batches.list']).toBeUndefined();
  });
});

async function answered(photos: number, options: RehearsalOptions = {}) {
  const found = await scene(photos, {}, options);
  await submit(found.world.context);
  await collect(found.world.context, { wait: true });
  return found;
}

describe('asking again for one photo', () => {
  it('sends the sentence of the user at once, and keeps the old suggestion', async () => {
    const { world, service } = await answered(2);
    const redone = await redoNow(world.context, 1, 'the tower is the Galata Tower');
    expect('suggestion' in redone && redone.suggestion).toMatchObject({
      hint: 'the tower is the Galata Tower',
    });
    expect(suggestionsOf(world.catalog, 1)).toHaveLength(2);
    expect(suggestionsOf(world.catalog, 2)).toHaveLength(1);
    expect(statuses(world.catalog)).toEqual({ review: 2 });
    expect(service.stats().calls['chat']).toBe(1);
  });

  it('shows the price before: at once twice what it is in a batch', async () => {
    const { world } = await answered(1);
    const photo = getPhoto(world.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    const price = redoPrice(world.archive, photo);
    expect(price?.now).toBeGreaterThan(0.0001);
    expect(price?.now).toBeCloseTo(2 * (price?.batch ?? 0), 12);
  });

  it('waits for the next batch where that is wished, and the photo stays under review meanwhile', async () => {
    const { world, service } = await answered(3);
    await redoInBatch(world.context, 2, 'name the flowers');
    expect(statuses(world.catalog)).toEqual({ review: 3 });
    expect(latestRequest(world.catalog, 2)).toMatchObject({ redo: 1, state: 'ready' });
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ review: 3 });
    await collect(world.context, { wait: true });
    expect(suggestionsOf(world.catalog, 2)).toHaveLength(2);
    expect(suggestionsOf(world.catalog, 2)[0]?.hint).toBe('name the flowers');
    expect(latestRequest(world.catalog, 2)?.state).toBe('answered');
    expect(service.stats().batches).toBe(2);
  });

  it('is not disturbed by collecting at the same time', async () => {
    const { world, service } = await answered(3);
    service.setFaults({ routes: [{ route: 'chat', fault: 'slow', nth: 1, milliseconds: 300 }] });
    await redoInBatch(world.context, 2, 'name the flowers');
    const now = redoNow(world.context, 1, 'name the tower');
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect('suggestion' in (await now)).toBe(true);
    expect(service.stats().executedRequests).toBe(5);
    expect(suggestionsOf(world.catalog, 1)).toHaveLength(2);
  });

  it('counts into the budget of the run, and goes nowhere when that is used up', async () => {
    const { world, service, clock } = await answered(2);
    const once = moneyOf(world.archive).spent;
    const again = await nextStart({ world, service, clock }, { budget: once * 2.5 });
    await redoNow(again.context, 1, 'first');
    await expect(redoNow(again.context, 1, 'second')).rejects.toMatchObject({
      code: 'budget-exceeded',
    });
    expect(latestRequest(again.catalog, 1)?.state).toBe('dropped');
    expect(service.stats().executedRequests).toBe(3);
  });

  it('says why there is no new text, and keeps the old', async () => {
    const { world, service } = await answered(1);
    service.setFaults({ lines: [{ fault: 'refusal', from: 1 }] });
    const redone = await redoNow(world.context, 1, 'who is this?');
    expect('issue' in redone && redone.issue.message).toContain('gave no text');
    expect(suggestionsOf(world.catalog, 1)).toHaveLength(1);
    expect(listIssues(world.catalog)).toEqual([]);
    // One remedy was tried, with neutral words.
    expect(service.stats().calls['chat']).toBe(2);
  });

  it('helps a photo that no batch could answer', async () => {
    const { world, service } = await scene(
      2,
      {},
      { faults: { lines: [{ fault: 'refusal', nth: 1 }] } },
    );
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ collect: 1, review: 1 });
    service.setFaults({});
    const [held] = listIssues(world.catalog);
    const redone = await redoNow(world.context, held?.photoId ?? 0, 'a monument');
    expect('suggestion' in redone).toBe(true);
    expect(statuses(world.catalog)).toEqual({ review: 2 });
    expect(listIssues(world.catalog)).toEqual([]);
  });
});
