/** A crash between a call and writing down its result: the next start finds what only the service knows. */
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Faults } from 'openai-stand-in';
import { afterEach, describe, expect, it } from 'vitest';
import { batchesIn } from '../../../src/catalog/batches.ts';
import { connect } from '../../../src/openai/client.ts';
import { forgetBatch } from '../../../src/pipeline/ask/cancel.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { estimateWaiting } from '../../../src/pipeline/ask/estimate.ts';
import { moneyFacts, moneyOf } from '../../../src/pipeline/ask/money.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { RehearsalServer } from '../../../src/rehearsal/server.ts';
import type { Settings } from '../../../src/settings.ts';
import { told, toldBy } from '../../helpers/told.ts';
import {
  FakeClock,
  openWorld,
  preparedWorld,
  startService,
  statuses,
  type World,
} from './world.ts';

let closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const photos = 6;

type Start = { world: World; service: RehearsalServer };

/** A prepared archive whose process dies at the first wait: the catalog is left as it is at that moment. */
async function dying(faults: Faults, settings: Partial<Settings> = {}): Promise<Start> {
  const clock = new FakeClock();
  const service = await startService(clock, { faults });
  const world = await preparedWorld({ photos, url: service.url, clock, settings });
  closing.push(() => service.close());
  return { world, service };
}

const death = new Error('killed');

async function dieDuring(work: (world: World) => Promise<unknown>, { world, service }: Start) {
  const abort = new AbortController();
  const clock = new FakeClock(() => abort.abort(death));
  const context = { ...world.context, clock, signal: abort.signal };
  await expect(work({ ...world, context })).rejects.toBe(death);
  world.close();
  service.setFaults({});
}

async function nextStart(
  { world, service }: Start,
  settings: Partial<Settings> = {},
): Promise<World> {
  const again = await openWorld(world.root, { url: service.url, clock: new FakeClock(), settings });
  closing.push(() => again.close());
  return again;
}

async function finish(world: World): Promise<void> {
  await submit(world.context);
  await collect(world.context, { wait: true });
}

const lost = (route: 'files.create' | 'batches.create' | 'chat'): Faults => ({
  routes: [{ route, fault: 'lost-reply', nth: 1 }],
});

describe('after a crash', () => {
  it('adopts a batch that was created but not written down', async () => {
    const start = await dying(lost('batches.create'));
    await dieDuring(({ context }) => submit(context), start);
    const world = await nextStart(start);
    expect(batchesIn(world.catalog, 'creating')).toHaveLength(1);
    const { notes } = await submit(world.context);
    expect(notes.join(' ')).toMatch(/Found the batch batch_\w+ that was being created/);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(start.service.stats()).toMatchObject({ batches: 1, uploads: 1, picturesTwice: [] });
  });

  it('does not upload again what had arrived', async () => {
    const start = await dying(lost('files.create'));
    await dieDuring(({ context }) => submit(context), start);
    const world = await nextStart(start);
    await finish(world);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(start.service.stats()).toMatchObject({ batches: 1, uploads: 1 });
    expect(start.service.stats().files['batch']).toBeUndefined();
  });

  it('uploads again what had not', async () => {
    const start = await dying({ routes: [{ route: 'files.create', fault: 'cut-upload', nth: 1 }] });
    await dieDuring(({ context }) => submit(context), start);
    const world = await nextStart(start);
    await finish(world);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(start.service.stats()).toMatchObject({ batches: 1, uploads: 1 });
  });

  it('asks again for a live answer that was on its way only after saying that it may have been paid', async () => {
    const start = await dying(lost('chat'), { probe: true });
    await dieDuring(({ context }) => submit(context), start);
    const world = await nextStart(start, { probe: true });
    // Collecting sends nothing that the user has not agreed to anew.
    await collect(world.context, { wait: true });
    expect(start.service.stats().calls['chat']).toBe(1);
    expect(await toldBy(world.archive, 'submit')).toMatch(
      /1 photo of them had been asked live .* may have been billed/,
    );
    await finish(world);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    const money = moneyOf(world.archive);
    expect(money.unknown.calls).toBe(1);
    expect(money.unknown.dollars).toBeGreaterThan(0.0001);
    expect(told(moneyFacts(money))).toContain('1 live call ended without a reply');
    expect(start.service.stats().picturesTwice).toHaveLength(1);
    expect(estimateWaiting(world.archive, new Date()).maybePaid).toBe(0);
  });

  it('cancels the younger of two batches that were created for one file', async () => {
    const start = await dying({});
    const { world, service } = start;
    service.setFaults({ batches: [{ fault: 'slow-validating', from: 1, polls: 4 }] });
    await submit(world.context);
    const [batch] = batchesIn(world.catalog, 'open');
    const remote = await connect({ apiKey: 'rehearsal', baseURL: service.url });
    const first = await remote.retrieve(batch?.remoteId ?? '');
    await remote.create(first.inputFile, first.metadata);
    world.catalog.run("UPDATE batch SET state = 'creating', remote_id = NULL, status = NULL");
    const { notes } = await collect(world.context, { wait: true });
    expect(notes.join(' ')).toMatch(/Cancelled batch_\w+, which was created twice/);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats().picturesTwice).toEqual([]);
  });

  it('takes over batches that a restored catalog has forgotten, and never mixes photos up', async () => {
    const start = await dying({});
    const { world, service } = start;
    const file = join(world.archive.folder, 'catalog.sqlite');
    world.catalog.run('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.backup`);
    await submit(world.context);
    world.close();
    copyFileSync(`${file}.backup`, file);
    const again = await nextStart(start);
    const { notes } = await submit(again.context);
    expect(notes.join(' ')).toMatch(/Took over the batch batch_\w+ with 6 photos/);
    await collect(again.context, { wait: true });
    expect(statuses(again.catalog)).toEqual({ review: photos });
    expect(service.stats()).toMatchObject({ batches: 1, uploads: 1, picturesTwice: [] });
  });

  it('reads answer files again from the start without counting anything twice', async () => {
    const start = await dying({});
    const { world, service } = start;
    await submit(world.context);
    await collect(world.context, { wait: true });
    // As if it had died after the answers were read and before the batch was marked as collected.
    world.catalog.run("UPDATE batch SET state = 'open'");
    await collect(world.context, { wait: true });
    expect(world.catalog.count('SELECT count(*) FROM attempt')).toBe(photos);
    expect(world.catalog.count('SELECT count(*) FROM suggestion')).toBe(photos);
    expect(service.stats().calls['files.content']).toBe(1);
  });

  it('acts on the reason of a batch that failed, where it died before it could', async () => {
    const start = await dying({ batches: [{ fault: 'token-limit', nth: 1, limit: 2_000_000 }] });
    const { world, service } = start;
    await submit(world.context);
    world.catalog.run(
      "UPDATE batch SET state = 'open', status = 'failed', remote_id = ?, ended_at = '2026-11-24T09:00:00.000Z'",
      (await failedBatch(service)) ?? '',
    );
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(world.catalog.count('SELECT sum(failures) FROM request')).toBe(0);
    expect(service.stats().uploads).toBe(1);
  });

  async function failedBatch(service: RehearsalServer): Promise<string | undefined> {
    const remote = await connect({ apiKey: 'rehearsal', baseURL: service.url });
    for await (const batch of remote.list()) if (batch.status === 'failed') return batch.id;
    return undefined;
  }

  it('leaves no file behind at the service, also of uploads that were made twice', async () => {
    const { world, service } = await dying({
      routes: [
        { route: 'files.create', fault: 'lost-reply', nth: 1 },
        { route: 'files.list', fault: 'server-error', nth: [1, 2, 3] },
      ],
    });
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(service.stats()).toMatchObject({ uploads: 2, batches: 1 });
    expect(service.stats().files['batch']).toBeUndefined();
  });

  it('removes batch files that belong to nothing', async () => {
    const start = await dying({});
    const { world } = start;
    await submit(world.context);
    const folder = join(world.archive.folder, 'batches');
    await writeFile(join(folder, '.half.jsonl.abcd.proofsheet-tmp'), 'half');
    await collect(world.context, { wait: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('pays again for answers that the service itself lost only when the user gives them up', async () => {
    const start = await dying({ batches: [{ fault: 'lost-files', nth: 1 }] });
    const { world, service } = start;
    await submit(world.context);
    const { notes } = await collect(world.context, { wait: true });
    expect(notes.join(' ')).toMatch(/6 answers under the current key.*batch forget 1/);
    await submit(world.context);
    expect(statuses(world.catalog)).toEqual({ collect: photos });
    expect(service.stats()).toMatchObject({ batches: 1, picturesTwice: [] });
    forgetBatch(world.context, '1');
    await finish(world);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats().picturesTwice).toHaveLength(photos);
  });

  it('waits for answers that the service has and does not name yet', async () => {
    const { world, service } = await dying({
      batches: [{ fault: 'late-files', nth: 1, polls: 6 }],
    });
    await finish(world);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats()).toMatchObject({ batches: 1, picturesTwice: [] });
  });

  it('finds a batch that the list of the service showed late, and pays for its photos once', async () => {
    const start = await dying({
      ...lost('batches.create'),
      batches: [
        { fault: 'late-in-list', nth: 1, milliseconds: 3000 },
        { fault: 'slow-validating', nth: 2, polls: 50 },
      ],
    });
    await dieDuring(({ context }) => submit(context), start);
    const world = await nextStart(start);
    // The list does not show it in time: it is made once more, and dies again before it is known.
    start.service.setFaults({
      batches: [
        { fault: 'late-in-list', nth: 1, milliseconds: 3_600_000 },
        { fault: 'slow-validating', from: 1, polls: 50 },
      ],
    });
    await submit(world.context);
    expect(start.service.stats().batches).toBe(2);
    start.service.setFaults({ batches: [{ fault: 'slow-validating', from: 1, polls: 50 }] });
    const { notes } = await collect(world.context);
    expect(notes.join(' ')).toMatch(/Cancelled batch_\w+, which was created twice/);
    start.service.setFaults({});
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(start.service.stats().picturesTwice).toEqual([]);
  });

  it('takes over batches of a restored catalog by their results, where their input is deleted', async () => {
    const start = await dying({});
    const { world, service } = start;
    const file = join(world.archive.folder, 'catalog.sqlite');
    world.catalog.run('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.backup`);
    await finish(world);
    expect(service.stats().files['batch']).toBeUndefined();
    world.close();
    copyFileSync(`${file}.backup`, file);
    rmSync(join(world.archive.folder, 'answers'), { recursive: true });
    const again = await nextStart(start);
    await finish(again);
    expect(statuses(again.catalog)).toEqual({ review: photos });
    expect(service.stats()).toMatchObject({ batches: 1, uploads: 1, picturesTwice: [] });
  });

  it('cuts a file anew that somebody removed before it was uploaded', async () => {
    const start = await dying({ routes: [{ route: 'files.create', fault: 'wrong-key', nth: 1 }] });
    const { world, service } = start;
    await expect(submit(world.context)).rejects.toMatchObject({ code: 'key-refused' });
    rmSync(join(world.archive.folder, 'batches'), { recursive: true });
    await finish(world);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats().uploads).toBe(1);
  });

  it('settles a batch while collecting whose creation got no answer and which no list could show', async () => {
    const { world, service } = await dying({ batches: [{ fault: 'token-limit', nth: 1 }] });
    await submit(world.context);
    service.setFaults({
      routes: [
        { route: 'batches.create', fault: 'lost-reply', nth: 2 },
        { route: 'batches.list', fault: 'server-error', from: 3 },
      ],
    });
    let outages = 0;
    const context = {
      ...world.context,
      report: ({ note }: { note?: string }) => {
        if (note?.includes('looking again in 5 minutes') === true && ++outages === 2)
          service.setFaults({});
      },
    };
    await collect(context, { wait: true });
    expect(outages).toBe(2);
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats()).toMatchObject({ batches: 2, picturesTwice: [] });
  });
});
