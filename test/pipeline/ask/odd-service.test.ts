/** A service that answers something else than it documents: nothing is sent without end, and nothing is paid for twice. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/openai/client.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { RehearsalServer } from '../../../src/rehearsal/server.ts';
import { type Oddity, type OddProxy, startOddProxy } from './odd-proxy.ts';
import { closeLater } from './scene.ts';
import { FakeClock, preparedWorld, startService, statuses, type World } from './world.ts';

const photos = 3;

type Odd = { world: World; service: RehearsalServer; proxy: OddProxy; clock: FakeClock };

async function odd(oddity?: Oddity): Promise<Odd> {
  const clock = new FakeClock();
  const service = await startService(clock);
  closeLater(() => service.close());
  const proxy = await startOddProxy(service.url);
  closeLater(() => proxy.close());
  const world = await preparedWorld({ photos, url: proxy.url, clock });
  closeLater(() => world.close());
  proxy.set(oddity);
  return { world, service, proxy, clock };
}

const answers = (route: string, body: unknown, swallow?: true): Oddity => {
  const instead = swallow === undefined ? { body } : { body, swallow };
  return (call) => (call.route === route ? instead : undefined);
};

async function stopOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  return work.then(
    () => expect.fail('It did not stop'),
    (error: unknown) => error as { code: string; message: string },
  );
}

/** The same commands finish the work when the service is itself again. */
async function finishes({ world, proxy, service }: Odd): Promise<void> {
  proxy.set(undefined);
  await submit(world.context);
  await collect(world.context, { wait: true });
  expect(statuses(world.catalog)).toEqual({ review: photos });
  expect(service.stats().picturesTwice).toEqual([]);
}

describe('ends after two tries with a pause between', () => {
  it('an upload whose answer names no file', async () => {
    const scene = await odd(answers('POST /v1/files', {}, true));
    const stop = await stopOf(submit(scene.world.context));
    expect(stop).toMatchObject({ code: 'request-refused' });
    expect(stop.message).toContain('what came back is not a file');
    expect(scene.proxy.calls('POST /v1/files')).toBe(2);
    expect(scene.clock.waits).toEqual([1000]);
    await finishes(scene);
  });

  it('a creation whose answer names no batch', async () => {
    const scene = await odd(answers('POST /v1/batches', {}, true));
    const stop = await stopOf(submit(scene.world.context));
    expect(stop).toMatchObject({ code: 'request-refused' });
    expect(stop.message).toContain('what came back is not a batch');
    expect(scene.proxy.calls('POST /v1/batches')).toBe(2);
    expect(scene.clock.waits.length).toBeGreaterThanOrEqual(1);
    await finishes(scene);
  });

  it.each([
    ['the same page', () => ({ data: [remote('batch_1')], has_more: true })],
    ['another page', (nth: number) => ({ data: [remote(`batch_${nth}`)], has_more: true })],
  ])('a list of batches that goes on for ever with %s', async (_, page) => {
    const scene = await odd(({ route, nth }) =>
      route === 'GET /v1/batches' ? { body: page(nth), swallow: true } : undefined,
    );
    const stop = await stopOf(submit(scene.world.context));
    expect(stop).toMatchObject({ code: 'request-refused' });
    expect(stop.message).toContain('its list never ends');
    expect(scene.clock.waits).toEqual([1000]);
    expect(scene.service.stats().uploads).toBe(0);
    await finishes(scene);
  });

  it('a look at a batch that tells nothing of it', async () => {
    const scene = await odd();
    scene.service.setFaults({ batches: [{ fault: 'slow-validating', from: 1, polls: 20 }] });
    await submit(scene.world.context);
    scene.proxy.set(answers('GET /v1/batches/batch', {}));
    const stop = await stopOf(collect(scene.world.context, { wait: true }));
    expect(stop).toMatchObject({ code: 'request-refused' });
    expect(scene.proxy.calls('GET /v1/batches/batch')).toBe(2);
    await finishes(scene);
  });
});

it('finds a batch in the list that was made although its answer was empty', async () => {
  const scene = await odd(answers('POST /v1/batches', {}));
  await submit(scene.world.context);
  expect(scene.proxy.calls('POST /v1/batches')).toBe(1);
  await finishes(scene);
  expect(scene.service.stats().batches).toBe(1);
});

it('does not take an answer without a list for an empty list', async () => {
  const scene = await odd(({ route }) => {
    if (route === 'POST /v1/batches') return { body: {} };
    return route === 'GET /v1/batches' && scene?.service.stats().batches === 1
      ? { body: {} }
      : undefined;
  });
  expect(await stopOf(submit(scene.world.context))).toMatchObject({ code: 'request-refused' });
  expect(scene.service.stats().batches).toBe(1);
  await finishes(scene);
  expect(scene.service.stats().batches).toBe(1);
});

it('uploads again where the list of files does not come to an end', async () => {
  const scene = await odd(({ route, nth }) => {
    if (route === 'POST /v1/files' && nth === 1) return { body: {} };
    if (route !== 'GET /v1/files') return undefined;
    return { body: { data: [{ id: 'file-1', filename: 'a.jsonl' }], has_more: true } };
  });
  await submit(scene.world.context);
  expect(scene.proxy.calls('POST /v1/files')).toBe(2);
  await finishes(scene);
});

it.each(['../../../stolen', 'ptest-../../../../stolen', 'ptest-0123456789/../../../../stolen'])(
  'takes nothing over from a batch that is called %s',
  async (part) => {
    const scene = await odd();
    const { world, service } = scene;
    await submit(world.context);
    const remote = await connect({ apiKey: 'rehearsal', baseURL: service.url });
    const uploaded = [];
    for await (const { id } of remote.listFiles()) uploaded.push(id);
    await remote.create(uploaded[0] ?? '', {
      tool: 'proofsheet',
      archive: 'ptest',
      part,
      try: '1',
    });
    // As if the catalog had forgotten its own batch, so that it looks for one to take over.
    world.catalog.run("UPDATE request SET state = 'ready', batch_id = NULL");
    world.catalog.run("UPDATE photo SET status = 'submit'");
    await collect(world.context);
    const around = [world.root, dirname(world.root), join(world.root, '.proofsheet')];
    for (const folder of around)
      expect(readdirSync(folder).filter((name) => name.includes('stolen'))).toEqual([]);
    expect(existsSync(join(world.root, '..', 'stolen.output.jsonl'))).toBe(false);
    expect(world.catalog.count('SELECT count(*) FROM batch')).toBe(1);
  },
);

function remote(id: string) {
  return {
    id,
    object: 'batch',
    status: 'completed',
    input_file_id: 'file-1',
    created_at: 1_795_000_000,
    metadata: {},
  };
}
