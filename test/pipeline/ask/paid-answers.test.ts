/** What was paid for is kept and is not paid for again, whatever form it comes in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledgerLines } from '../../../src/catalog/ledger.ts';
import { forgetBatch } from '../../../src/pipeline/ask/cancel.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { importResults } from '../../../src/pipeline/ask/import-results.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { Settings } from '../../../src/settings.ts';
import { type Instead, type OddProxy, startOddProxy } from './odd-proxy.ts';
import { closeLater } from './scene.ts';
import {
  FakeClock,
  issueCodes,
  preparedWorld,
  startService,
  statuses,
  type World,
} from './world.ts';

const photos = 3;
const content = 'GET /v1/files/file/content';
const look = 'GET /v1/batches/batch';
const minute = 60_000;

async function scene(settings: Partial<Settings> = {}) {
  const clock = new FakeClock();
  const service = await startService(clock);
  closeLater(() => service.close());
  const proxy = await startOddProxy(service.url);
  closeLater(() => proxy.close());
  const world = await preparedWorld({ photos, url: proxy.url, clock, settings });
  closeLater(() => world.close());
  return { clock, service, proxy, world };
}

type Line = {
  custom_id: string;
  response: {
    status_code: unknown;
    body: { usage: unknown; choices: { message: { content: unknown }; finish_reason: unknown }[] };
  };
};

/** Changes the output file of each batch. */
function changeOutput(proxy: OddProxy, change: (text: string) => string | Buffer): void {
  const whole = (text: string) => (text.includes('"choices"') ? change(text) : text);
  // The service does not say how long the file is.
  const unsized = (text: string) => JSON.stringify({ ...JSON.parse(text), bytes: 0 });
  proxy.set(({ route }) => {
    if (route === content) return { body: null, change: whole };
    return route === 'GET /v1/files/file' ? { body: null, change: unsized } : undefined;
  });
}

const changeLines = (change: (line: Line) => unknown) => (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => `${JSON.stringify(change(JSON.parse(line) as Line))}\n`)
    .join('');

/** Changes what the service says of a batch. */
function changeBatch(proxy: OddProxy, change: (batch: Record<string, unknown>) => object): void {
  const changed = (text: string) => JSON.stringify(change(JSON.parse(text)));
  proxy.set(({ route }): Instead | undefined =>
    route === look ? { body: null, change: changed } : undefined,
  );
}

describe('answers are taken in from a file', () => {
  it.each([
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with every line twice', (text: string) => text + text],
    [
      'with lines of others',
      (text: string) => `{"custom_id":"p-of-others","response":null,"error":null}\n${text}`,
    ],
    [
      'with garbage between',
      (text: string) => `[]\nnull\n{"a":\n"x"\n7\n${text.replaceAll('\n', '\n}{\n')}`,
    ],
    [
      'with statuses as text',
      changeLines((line) => ({ ...line, response: { ...line.response, status_code: '200' } })),
    ],
    [
      'without statuses',
      changeLines((line) => ({ ...line, response: { body: line.response.body } })),
    ],
    ['with errors of another form beside', changeLines((line) => ({ ...line, error: ['no'] }))],
    [
      'with numbers for words',
      changeLines((line) => {
        const [choice] = line.response.body.choices;
        if (choice !== undefined) choice.finish_reason = 7;
        return line;
      }),
    ],
    [
      'with texts in parts',
      changeLines((line) => {
        const [choice] = line.response.body.choices;
        if (choice !== undefined)
          choice.message.content = [{ type: 'text', text: choice.message.content }];
        return line;
      }),
    ],
  ])('%s', async (_, change) => {
    const { proxy, world, service } = await scene();
    await submit(world.context);
    changeOutput(proxy, change);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats().batches).toBe(1);
  });
});

describe('a bill that makes no sense', () => {
  const senseless = [600.5, -1, 1e308, '600', null, {}, Number.MAX_SAFE_INTEGER];
  it.each(senseless.map((number) => [JSON.stringify(number), number]))(
    'such as %s is estimated, said, and costs nobody an answer',
    async (_, number) => {
      const { proxy, world } = await scene();
      await submit(world.context);
      changeOutput(
        proxy,
        changeLines((line) => {
          line.response.body.usage = { prompt_tokens: number, completion_tokens: 10 };
          return line;
        }),
      );
      const { notes } = await collect(world.context, { wait: true });
      expect(statuses(world.catalog)).toEqual({ review: photos });
      expect(notes.join(' ')).toContain('billed 3 answers in numbers that make no sense');
      const [line] = ledgerLines(world.catalog);
      expect(line?.dollars).toBeGreaterThan(0);
      expect(line?.dollars).toBeCloseTo(line?.estimated ?? 0, 9);
    },
  );
});

describe('a batch that has ended without its answers', () => {
  it.each([
    ['an empty output file', () => ({ body: Buffer.alloc(0) })],
    ['an output file of empty lines', () => ({ body: Buffer.from('\n\n\n') })],
    ['an output file of zero bytes', () => ({ body: Buffer.alloc(5000) })],
  ])('is waited for where it has %s, and is not paid for again', async (_, instead) => {
    const { proxy, world, service, clock } = await scene();
    await submit(world.context);
    const until = clock.now().getTime() + 20 * minute;
    proxy.set(({ route }) =>
      (route === content || route === 'GET /v1/files/file') && clock.now().getTime() < until
        ? route === content
          ? instead()
          : { body: { id: 'file-1', bytes: 0 } }
        : undefined,
    );
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(clock.now().getTime()).toBeGreaterThan(until);
    expect(service.stats()).toMatchObject({ batches: 1, picturesTwice: [] });
  });

  it.each([
    ['no counts and no output file', { request_counts: null, output_file_id: null }],
    [
      'counts of another form',
      { request_counts: { completed: '3', failed: [] }, output_file_id: null },
    ],
    [
      'counts without sense',
      { request_counts: { completed: 2.5, failed: -3 }, output_file_id: null },
    ],
    ['an output file of another form', { output_file_id: { id: 'file-1' } }],
    ['an output file that is a path', { output_file_id: '../../secret' }],
  ])('is waited for where it has %s; then the user decides', async (_, change) => {
    const { proxy, world, service, clock } = await scene();
    await submit(world.context);
    const start = clock.now().getTime();
    changeBatch(proxy, (batch) => ({ ...batch, ...change }));
    const { notes } = await collect(world.context, { wait: true });
    expect(notes.join(' ')).toMatch(/does not release its .*answers.*proofsheet batch forget 1/);
    expect(clock.now().getTime() - start).toBeGreaterThan(60 * minute);
    expect(clock.now().getTime() - start).toBeLessThan(120 * minute);
    expect(proxy.calls(look)).toBeLessThan(120);
    expect(statuses(world.catalog)).toEqual({ collect: photos });
    expect(service.stats().batches).toBe(1);
    // The service is itself again: the answers are there after all.
    proxy.set(undefined);
    await collect(world.context);
    expect(statuses(world.catalog)).toEqual({ review: photos });
  });

  it('is asked again for when the user gives it up', async () => {
    const { proxy, world, service } = await scene();
    await submit(world.context);
    changeBatch(proxy, (batch) => ({ ...batch, output_file_id: null }));
    await collect(world.context, { wait: true });
    forgetBatch(world.context, '1');
    proxy.set(undefined);
    await submit(world.context);
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats().batches).toBe(2);
  });
});

describe('a damaged line', () => {
  it('is fetched once more, and costs only its photo another question', async () => {
    const { proxy, world } = await scene();
    await submit(world.context);
    const damage = (text: string) => text.replace(/\n.*?\n/, (line) => `${line.slice(0, 200)}\n`);
    changeOutput(proxy, damage);
    const { notes } = await collect(world.context, { wait: true });
    expect(notes.join(' ')).toContain('1 x line-damaged');
    expect(statuses(world.catalog)).toEqual({ review: photos });
  });

  it('is read undamaged where the second download is whole', async () => {
    const { proxy, world, service } = await scene();
    await submit(world.context);
    let first = true;
    changeOutput(proxy, (text) => {
      const damaged = first ? text.replace('"choices"', '"cho\udc00ices') : text;
      first = false;
      return damaged;
    });
    await collect(world.context, { wait: true });
    expect(statuses(world.catalog)).toEqual({ review: photos });
    expect(service.stats().batches).toBe(1);
  });

  it('that is not UTF-8 is not taken for an answer', async () => {
    const { proxy, world, service } = await scene();
    await submit(world.context);
    changeOutput(proxy, (text) => {
      const bytes = Buffer.from(text);
      bytes[bytes.indexOf('description') + 20] = 0xff;
      return bytes;
    });
    await collect(world.context, { wait: true });
    const texts = world.catalog.all<{ answer: string }>('SELECT answer FROM suggestion');
    expect(texts.length).toBeGreaterThanOrEqual(photos - 1);
    for (const { answer } of texts) expect(answer).not.toContain('\ufffd');
    expect(service.stats().batches).toBeLessThanOrEqual(2);
  });
});

it('keeps every live answer word for word before anything is made of it', async () => {
  const { world } = await scene({ engine: 'live' });
  await submit(world.context);
  const file = join(world.root, '.proofsheet', 'answers', 'live.jsonl');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.length).toBe(photos);
  expect(readdirSync(join(world.root, '.proofsheet', 'answers'))).toEqual(['live.jsonl']);
  expect(issueCodes(world.catalog)).toEqual({});
  const again: World = await preparedWorld({ photos, url: world.archive.service.baseURL ?? '' });
  closeLater(() => again.close());
  await importResults(again.context, [file]);
  expect(statuses(again.catalog)).toEqual({ review: photos });
});
