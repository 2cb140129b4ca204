/** Submit and collect as a person meets them: consent, budget, probe, waves, watching, cancelling, money. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listIssues } from '../../../src/catalog/issues.ts';
import { latestSuggestion } from '../../../src/catalog/suggestions.ts';
import { cancelBatches, forgetBatch } from '../../../src/pipeline/ask/cancel.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { moneyFacts, moneyOf } from '../../../src/pipeline/ask/money.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import { batchViews } from '../../../src/pipeline/ask/watch.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { told } from '../../helpers/told.ts';
import { lineProblems } from '../../openai/request-schema.ts';
import { closeLater, nextStart, scene } from './scene.ts';
import { FakeClock, makeWorld, statuses } from './world.ts';

describe('submit and collect', () => {
  it('take photos from prepared to review, and leave nothing behind at the service', async () => {
    const { world, service } = await scene(5);
    const sent = await submit(world.context);
    expect(sent).toMatchObject({ stage: 'submit', done: 5, issues: 0 });
    expect(sent.notes.join(' ')).toContain('safe to close');
    expect(statuses(world.catalog)).toEqual({ collect: 5 });
    const [name = ''] = await readdir(join(world.archive.folder, 'batches'));
    const file = await readFile(join(world.archive.folder, 'batches', name), 'utf8');
    for (const line of file.trim().split('\n')) expect(lineProblems(line)).toEqual([]);

    const collected = await collect(world.context, { wait: true });
    expect(collected).toMatchObject({ stage: 'collect', done: 5, issues: 0 });
    expect(statuses(world.catalog)).toEqual({ review: 5 });
    const { suggestion, source } = latestSuggestion(world.catalog, 1) ?? {};
    expect(suggestion?.keywords).toHaveLength(50);
    expect(suggestion?.keywords).toContain('Istanbul');
    // The stand-in says of itself that it is one, so its text stays out of real photos.
    expect(source).toBe('rehearsal');
    // The answers stay here for good; our input is deleted at the service and on disk.
    expect(await readdir(join(world.archive.folder, 'answers'))).toHaveLength(1);
    expect(await readdir(join(world.archive.folder, 'batches'))).toEqual([]);
    expect(service.stats().files['batch']).toBeUndefined();
    expect(service.stats().executedRequests).toBe(5);
  });

  it('do nothing, and cost nothing, the second time', async () => {
    const { world, service } = await scene(3);
    await submit(world.context);
    await collect(world.context, { wait: true });
    const before = service.stats();
    expect(await submit(world.context)).toMatchObject({
      done: 0,
      notes: ['Nothing is waiting to be sent.'],
    });
    expect(await collect(world.context, { wait: true })).toMatchObject({ done: 0 });
    expect(service.stats().executed).toEqual(before.executed);
    expect(service.stats().uploads).toBe(before.uploads);
  });

  it('do not send anything twice when they run side by side', async () => {
    const { world, service } = await scene(20, {}, { queueLimit: 6000 });
    await Promise.all([
      submit(world.context),
      collect(world.context, { wait: true }),
      submit(world.context),
      collect(world.context),
    ]);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 20 });
    expect(service.stats().picturesTwice).toEqual([]);
    expect(service.stats().uploads).toBe(world.catalog.count('SELECT count(*) FROM batch'));
  });

  it('say why photos were not answered, the most frequent reason first', async () => {
    const { world, service } = await scene(6, { 'batch.liveAfter': 0 });
    service.setFaults({
      lines: [
        { fault: 'status', status: 500, nth: [1, 2, 3], times: 1 },
        { fault: 'missing', nth: 4, times: 1 },
      ],
    });
    await submit(world.context);
    const { notes } = await collect(world.context, { wait: true });
    expect(notes).toContain('Not answered at first: 3 x server_error, 1 x missing.');
  });

  it('can be closed in between: the next start goes on where it was', async () => {
    const { world, service, clock } = await scene(4);
    await submit(world.context);
    const again = await nextStart({ world, service, clock });
    expect(await collect(again.context, { wait: true })).toMatchObject({ done: 4 });
    expect(service.stats()).toMatchObject({ batches: 1, executedRequests: 4 });
  });

  it('send only as many photos as are asked for', async () => {
    const { world, service } = await scene(6);
    expect(await submit(world.context, { limit: 2 })).toMatchObject({ done: 2 });
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 2, submit: 4 });
    expect(service.stats().executedRequests).toBe(2);
    // In archive order.
    const reviewed = world.catalog.all<{ path: string }>(
      "SELECT path FROM photo WHERE status = 'review'",
    );
    expect(reviewed.map(({ path }) => path.split('/')[0])).toEqual(['Portugal', 'Portugal']);
  });

  it('keep input files at the service where the user wants that', async () => {
    const { world, service } = await scene(2, { 'batch.deleteInputs': false });
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(service.stats().files['batch']).toBe(1);
  });

  it('prepare again what was prepared with other settings before sending it', async () => {
    const { world, service, clock } = await scene(2);
    const again = await nextStart({ world, service, clock }, { model: 'gpt-5.6-luna' });
    await submit(again.context);
    await collect(again.context, { wait: true });
    expect(latestSuggestion(again.catalog, 1)?.model).toMatch(/^gpt-5\.6-luna/);
  });
});

it('sends nothing with other settings than those that were agreed to', async () => {
  const { world, service, clock } = await scene(10, { 'batch.queueLimit': 4000 });
  await submit(world.context);
  const sent = service.stats().uploads;
  const again = await nextStart(
    { world, service, clock },
    { 'batch.queueLimit': 4000, 'preview.edge': 2048 },
  );
  const { notes } = await collect(again.context, { wait: true });
  expect(notes.join(' ')).toMatch(/\d photos were prepared with other settings/);
  expect(service.stats().uploads).toBe(sent);
  await prepare(again.context);
  await submit(again.context);
  await collect(again.context, { wait: true });
  expect(statuses(again.catalog)).toEqual({ review: 10 });
  expect(service.stats().picturesTwice).toEqual([]);
});

it('asks live what was cut into files when the user changes the engine', async () => {
  const faults = { routes: [{ route: 'batches.create', fault: 'no-quota', nth: 1 }] } as const;
  const { world, service, clock } = await scene(4, {}, { faults });
  await expect(submit(world.context)).rejects.toMatchObject({ code: 'no-quota' });
  const live = await nextStart({ world, service, clock }, { engine: 'live' });
  await submit(live.context);
  expect(statuses(live.catalog)).toEqual({ review: 4 });
  expect(service.stats()).toMatchObject({ batches: 0, executedRequests: 4 });
});

describe('watching', () => {
  it('polls often at first and politely later', async () => {
    const { world, clock, service } = await scene(
      2,
      {},
      { faults: { batches: [{ fault: 'slow-validating', nth: 1, polls: 120 }] } },
    );
    await submit(world.context);
    clock.waits.length = 0;
    await collect(world.context, { wait: true });
    expect(Math.min(...clock.waits)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...clock.waits)).toBe(300_000);
    expect(clock.waits).toEqual([...clock.waits].sort((a, b) => a - b));
    expect(service.stats().calls['batches.get']).toBeLessThan(135);
  });

  it('shows age, counts, deadline and cost, and says when a batch is stuck', async () => {
    const { world, clock } = await scene(
      4,
      {},
      { faults: { batches: [{ fault: 'stuck', nth: 1, in: 'validating' }] } },
    );
    await submit(world.context);
    clock.advance(40 * 60_000);
    await collect(world.context);
    const [view] = batchViews(world.archive, clock.now());
    expect(view).toMatchObject({ state: 'validating', photos: 4, over: false });
    expect(view?.age).toBeGreaterThan(40 * 60_000);
    expect(view?.dueBy?.getTime()).toBeGreaterThan(clock.now().getTime());
    expect(view?.dollars).toBeGreaterThan(0);
    expect(view).toMatchObject({ stuck: true });
    expect(view?.remark).toContain('over half an hour');
    // Not accepted, so not counted as sent.
    expect(statuses(world.catalog)).toEqual({ submit: 4 });
  });

  it('goes on waiting through an outage', async () => {
    const { world, service } = await scene(2);
    await submit(world.context);
    service.setFaults({ routes: [{ route: 'batches.get', fault: 'reset', from: 1 }] });
    let outages = 0;
    const context = {
      ...world.context,
      report: ({ note }: { note?: string }) => {
        if (note?.includes('looking again in 5 minutes') === true && ++outages === 2)
          service.setFaults({});
      },
    };
    expect(await collect(context, { wait: true })).toMatchObject({ done: 2 });
    expect(outages).toBe(2);
  });

  it('does not send photos again because another key sees other batches', async () => {
    const { world, service } = await scene(2);
    await submit(world.context);
    service.setFaults({ routes: [{ route: 'batches.get', fault: 'gone', from: 1 }] });
    const summary = await collect(world.context, { wait: true });
    expect(summary.notes.join(' ')).toContain('batch forget 1');
    expect(service.stats()).toMatchObject({ batches: 1, uploads: 1 });
    expect(forgetBatch(world.context, '1').join(' ')).toContain('2 photos wait again');
    expect(statuses(world.catalog)).toEqual({ submit: 2 });
    expect(world.catalog.count("SELECT count(*) FROM request WHERE state = 'ready'")).toBe(2);
  });

  it('ends at once when the user interrupts, and loses nothing', async () => {
    const { world, service, clock } = await scene(
      3,
      {},
      { faults: { batches: [{ fault: 'slow-validating', nth: 1, polls: 30 }] } },
    );
    await submit(world.context);
    const abort = new AbortController();
    const watch = new FakeClock(() => abort.abort(new Error('interrupted')));
    const context = { ...world.context, clock: watch, signal: abort.signal };
    await expect(collect(context, { wait: true })).rejects.toThrow('interrupted');
    expect(await collect({ ...world.context, clock }, { wait: true })).toMatchObject({ done: 3 });
    expect(service.stats().executedRequests).toBe(3);
  });
});

describe('cancelling', () => {
  it('keeps what was answered, takes the rest back, and asks nothing until it is submitted again', async () => {
    const { world, service } = await scene(8, {}, { speed: { by: 'polls', running: 4 } });
    await submit(world.context);
    await collect(world.context);
    await cancelBatches(world.context, '1');
    await collect(world.context, { wait: true });
    const { review = 0, submit: left = 0 } = statuses(world.catalog);
    expect(review).toBeGreaterThan(0);
    expect(left).toBe(8 - review);
    expect(service.stats().executedRequests).toBe(review);
    expect(listIssues(world.catalog)).toEqual([]);
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 8 });
    expect(service.stats().picturesTwice).toEqual([]);
  });

  it('sends the photos of a batch that is stuck again, in smaller files, when the user says so', async () => {
    const { world, clock, service } = await scene(
      8,
      {},
      { faults: { batches: [{ fault: 'stuck', nth: 1, in: 'validating' }] } },
    );
    await submit(world.context);
    clock.advance(40 * 60_000);
    await collect(world.context);
    // Nothing is sent again before the service has confirmed the cancellation.
    expect(service.stats().batches).toBe(1);
    await cancelBatches(world.context, '1', { resend: true });
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 8 });
    expect(service.stats()).toMatchObject({ executedRequests: 8, picturesTwice: [] });
    const sizes = world.catalog.all<{ bytes: number }>('SELECT bytes FROM batch ORDER BY id');
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes[1]?.bytes).toBeLessThan((sizes[0]?.bytes ?? 0) / 2);
  });

  it('says so when a batch ended by itself or is not known any more', async () => {
    const { world, service } = await scene(4);
    await submit(world.context);
    service.setFaults({ routes: [{ route: 'batches.get', fault: 'gone', nth: 2 }] });
    const unknown = await cancelBatches(world.context, 'all');
    expect(unknown.join(' ')).toContain('does not know this batch');
    const ended = await cancelBatches(world.context, 'all');
    expect(ended.join(' ')).toContain('has already ended');
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 4 });
  });

  it('names batches that do not exist or are over', async () => {
    const { world } = await scene(1);
    await expect(cancelBatches(world.context, '7')).rejects.toMatchObject({ code: 'usage' });
    await submit(world.context);
    await collect(world.context, { wait: true });
    await expect(cancelBatches(world.context, '1')).rejects.toThrow('is over');
  });
});

describe('the probe', () => {
  it('asks one photo live with the very same body, and its answer counts', async () => {
    const { world, service } = await scene(4, { probe: true });
    const { notes } = await submit(world.context);
    expect(notes.join(' ')).toContain('One photo was sent live first and was answered');
    expect(statuses(world.catalog)).toEqual({ collect: 3, review: 1 });
    await collect(world.context, { wait: true });
    expect(service.stats()).toMatchObject({ executedRequests: 4, picturesTwice: [] });
    expect(service.stats().calls['chat']).toBe(1);
    expect(moneyOf(world.archive).byModel.map(({ way }) => way)).toEqual(['batch', 'live']);
  });

  it('is not repeated while the settings are the same', async () => {
    const { world, service } = await scene(3, { probe: true });
    await submit(world.context, { limit: 2 });
    await submit(world.context);
    expect(service.stats().calls['chat']).toBe(1);
  });

  it('stops the run before thousands are sent when the bill is far from the estimate', async () => {
    const faults = { lines: [{ fault: 'dear', factor: 60, way: 'live' }] } as const;
    const { world, service } = await scene(4, { probe: true }, { faults });
    await expect(submit(world.context)).rejects.toMatchObject({
      code: 'bill-unexpected',
      advice: expect.stringContaining('probe=no'),
    });
    expect(service.stats()).toMatchObject({ uploads: 0, batches: 0, executedRequests: 1 });
    // The answer was paid for, so it is kept; nothing else stays released.
    expect(statuses(world.catalog)).toEqual({ review: 1, submit: 3 });
    expect(world.catalog.count("SELECT count(*) FROM request WHERE state = 'released'")).toBe(0);
  });

  it.each([
    ['model-unknown', { fault: 'no-model' }],
    ['no-quota', { fault: 'no-quota' }],
    ['request-refused', { fault: 'refused', status: 400, param: 'response_format' }],
  ] as const)('stops the run with %s', async (code, rule) => {
    const faults = { routes: [{ route: 'chat', from: 1, ...rule }] } as const;
    const { world, service } = await scene(3, { probe: true }, { faults });
    await expect(submit(world.context)).rejects.toMatchObject({ code });
    expect(service.stats()).toMatchObject({ uploads: 0, batches: 0 });
    expect(statuses(world.catalog)).toEqual({ submit: 3 });
  });

  it.each([
    'bad-image',
    'refusal',
    'filtered',
    'cut-off',
    'empty',
    'not-json',
    'other-json',
  ] as const)('tries other photos when two are lost to %s, and loses none', async (fault) => {
    const faults = { lines: [{ fault, nth: [1, 2], way: 'live' }] } as const;
    const { world, service } = await scene(5, { probe: true }, { faults });
    const { notes } = await submit(world.context);
    expect(notes.join(' ')).toMatch(/2 photos sent live as a test got no answer \(.+\).*Another/);
    expect(service.stats().calls['chat']).toBe(3);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 5 });
    expect(service.stats().calls['chat']).toBe(3);
  });

  it('stops after three photos without an answer, in words that blame no setting', async () => {
    const faults = { lines: [{ fault: 'refusal', from: 1, way: 'live' }] } as const;
    const { world, service } = await scene(5, { probe: true }, { faults });
    await expect(submit(world.context)).rejects.toMatchObject({
      code: 'no-answers',
      message: expect.stringMatching(/first 3 photos.*none got an answer.*I can't help/),
      advice: expect.stringContaining('probe=no'),
    });
    expect(service.stats()).toMatchObject({ uploads: 0, batches: 0 });
    expect(service.stats().calls['chat']).toBe(3);
    expect(statuses(world.catalog)).toEqual({ submit: 5 });
    // The next start asks them in other words, and then tries others.
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'no-answers' });
    expect(service.stats().calls['chat']).toBe(6);
    service.setFaults({});
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ collect: 3, review: 2 });
  });

  it('goes on where no other photo waits that it could speak for', async () => {
    const faults = { lines: [{ fault: 'refusal', from: 1, way: 'live' }] } as const;
    const { world, service } = await scene(3, { probe: true }, { faults });
    const { notes } = await submit(world.context);
    expect(notes.join(' ')).toContain('3 photos sent live as a test got no answer');
    expect(service.stats().calls['chat']).toBe(3);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: 3 });
  });

  it('says that the service fails where it does', async () => {
    const faults = {
      lines: [{ fault: 'status', status: 500, from: 1, way: 'live' }],
    } as const;
    const { world } = await scene(5, { probe: true }, { faults });
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'service-unreachable' });
  });
});

describe('money', () => {
  it('refuses to send past the budget, before anything is sent', async () => {
    const { world, service } = await scene(50, { budget: 0.001 });
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'budget-exceeded' });
    expect(service.stats()).toMatchObject({ uploads: 0, batches: 0 });
    expect(await submit(world.context, { limit: 5 })).toMatchObject({ done: 5 });
  });

  it('stops sending at the budget, goes on collecting, and waits for a new consent', async () => {
    const faults = { lines: [{ fault: 'dear', factor: 8, from: 1 }] } as const;
    const options = { queueLimit: 6000, faults };
    const settings = { 'batch.queueLimit': 6000 };
    const { world } = await scene(20, { ...settings, budget: 0.003 }, options);
    await submit(world.context);
    const { notes } = await collect(world.context, { wait: true });
    expect(notes.join(' ')).toMatch(/past the budget of \$0\.003/);
    const { review = 0, submit: left = 0 } = statuses(world.catalog);
    expect(review).toBeGreaterThan(0);
    expect(left).toBe(20 - review);
    expect(world.catalog.count("SELECT count(*) FROM request WHERE state = 'ready'")).toBe(left);
  });

  it('refuses a budget it cannot keep, because the price is not known', async () => {
    const { world } = await scene(
      1,
      { budget: 1, model: 'house-model' },
      { models: ['house-model'] },
    );
    await expect(submit(world.context)).rejects.toMatchObject({
      code: 'budget-exceeded',
      advice: expect.stringContaining('price.input'),
    });
  });

  it('shows estimate, actual, per accepted photo and per model afterwards', async () => {
    const { world, service } = await scene(10);
    const before = moneyOf(world.archive);
    expect(before).toMatchObject({ spent: 0, underWay: 0, answered: 0 });
    expect(before.waiting).toBeGreaterThan(0);
    await submit(world.context);
    const during = moneyOf(world.archive);
    expect(during.underWay).toBeCloseTo(before.waiting, 9);
    await collect(world.context, { wait: true });
    world.catalog.run("UPDATE photo SET status = 'done' WHERE id <= 4");
    const after = moneyOf(world.archive);
    const { input, output } = service.stats().tokens;
    expect(after.spent).toBeCloseTo((input * 0.05 + output * 0.25) / 1e6, 9);
    expect(after.estimated).toBeCloseTo(before.waiting, 9);
    expect(after).toMatchObject({
      underWay: 0,
      waiting: 0,
      answered: 10,
      accepted: 4,
      complete: true,
    });
    expect(after.perAccepted).toBeCloseTo(after.spent / 4, 9);
    expect(after.byModel).toMatchObject([
      { model: 'gpt-6-luna', way: 'batch', asked: 10, answered: 10 },
    ]);
    expect(told(moneyFacts(after))).toMatch(/Cost +\$0\.00\d+, where \$0\.00\d+ was the estimate/);
    // The stand-in counts tokens by another hand than ours: the estimate is close to its bill.
    expect(Math.abs(after.spent / after.estimated - 1)).toBeLessThan(0.4);
  });

  it('warns of a model that is shut down soon', async () => {
    const { world } = await scene(1, { model: 'gpt-5-mini' });
    const { notes } = await prepare(world.context);
    expect(notes.join(' ')).toMatch(/gpt-5-mini is shut down on 2026-12-11, in 17 days/);
  });
});

it('says clearly that there is no key', async () => {
  const world = await makeWorld({ photos: 1 });
  closeLater(() => world.close());
  await prepare(world.context);
  await expect(submit(world.context)).rejects.toMatchObject({ code: 'no-key' });
  expect(defaultSettings.probe).toBe(true);
});
