/** Every fault of the table does what it says, and only where its rule says. */
import OpenAI, { type APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import {
  type BatchFault,
  type BatchFaultName,
  batchFaults,
  type LineFaultName,
  lineFaults,
  type RouteFault,
  type RouteFaultName,
  routeFaults,
} from '../src/faults.ts';
import {
  asking,
  body,
  choiceOf,
  contentOf,
  create,
  line,
  lines,
  type Result,
  results,
  runBatch,
  runWith,
  toEnd,
  upload,
} from './asking.ts';

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const list = (client: OpenAI): Promise<unknown> => client.models.list();

/** What the first call of a route throws under a fault; the second goes well. */
async function firstCall(
  fault: Omit<RouteFault, 'route' | 'nth'>,
  call = list,
  route: RouteFault['route'] = 'models.list',
) {
  const asked = await asking({ faults: { routes: [{ route, nth: 1, ...fault }] } });
  const error = await thrownBy(call(asked.client));
  expect(await thrownBy(list(asked.client))).toBeUndefined();
  return { ...asked, error };
}

/** A fault of a call that is answered with this error. */
const answers =
  (expected: object, details: Partial<RouteFault> = {}) =>
  async (fault: RouteFaultName) =>
    expect((await firstCall({ fault, ...details })).error).toMatchObject(expected);

const routeTests: Readonly<Record<RouteFaultName, (fault: RouteFaultName) => Promise<void>>> = {
  async 'rate-limited'(fault) {
    const { error } = await firstCall({ fault, milliseconds: 1500 });
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect((error as APIError).headers?.get('retry-after-ms')).toBe('1500');
  },
  'no-quota': answers({ status: 429, code: 'insufficient_quota' }),
  'server-error': answers({ status: 503 }, { status: 503 }),
  'bad-gateway': answers({ status: 502 }),
  'no-model': answers({ status: 404, code: 'model_not_found' }),
  'wrong-key': answers({ status: 401, code: 'invalid_api_key' }),
  refused: answers(
    { status: 403, code: 'unsupported_country', param: 'x' },
    { status: 403, code: 'unsupported_country', param: 'x' },
  ),
  async gone(fault) {
    const { client } = await asking({ faults: { routes: [{ route: 'files.get', fault }] } });
    const { id } = await upload(client, lines(1));
    const error = await thrownBy(client.files.retrieve(id));
    expect(String(error)).toContain(`404 No such File object: ${id}`);
    expect(await (await client.files.content(id)).text()).toBe(lines(1));
  },
  async silent(fault) {
    const { error } = await firstCall({ fault }, (client) => client.models.list({ timeout: 60 }));
    expect(error).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  },
  async slow(fault) {
    const start = performance.now();
    const { error } = await firstCall({ fault, milliseconds: 80 });
    expect(error).toBeUndefined();
    expect(performance.now() - start).toBeGreaterThan(75);
  },
  async reset(fault) {
    const send = (client: OpenAI) => upload(client, lines(1));
    const { error, server } = await firstCall({ fault }, send, 'files.create');
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(server.stats().uploads).toBe(0);
  },
  async 'lost-reply'(fault) {
    const send = (client: OpenAI) => create(client, lines(2));
    const { error, client } = await firstCall({ fault }, send, 'batches.create');
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    const { data } = await client.batches.list();
    expect(data).toHaveLength(1);
    expect((await toEnd(client, data[0]?.id ?? '')).status).toBe('completed');
  },
  async 'cut-upload'(fault) {
    const send = (client: OpenAI) => upload(client, lines(2000));
    const { error, server } = await firstCall({ fault, bytes: 5000 }, send, 'files.create');
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(server.stats()).toMatchObject({ uploads: 0, files: {}, calls: { 'files.create': 1 } });
  },
  async 'cut-download'(fault) {
    const routes = [{ route: 'files.content', nth: 1, fault, part: 0.4 }] as const;
    const { client } = await asking({ faults: { routes } });
    const { id, bytes } = await upload(client, lines(500));
    const reply = await client.files.content(id);
    expect(reply.headers.get('content-length')).toBe(String(bytes));
    let arrived = 0;
    const error = await thrownBy(
      (async () => {
        for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>)
          arrived += chunk.length;
      })(),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(arrived).toBe(Math.floor(bytes * 0.4));
    expect(await (await client.files.content(id)).text()).toBe(lines(500));
  },
  async 'short-download'(fault) {
    const { client } = await asking({ faults: { routes: [{ route: 'files.content', fault }] } });
    const { id, bytes } = await upload(client, lines(3));
    const text = await (await client.files.content(id)).text();
    expect(text).toBe(lines(3).slice(0, Math.floor(bytes / 2)));
  },
  async 'not-json'(fault) {
    const { client } = await asking({ faults: { routes: [{ route: 'batches.get', fault }] } });
    const { id } = await create(client, lines(1));
    expect(String(await client.batches.retrieve(id))).toContain('<html>');
  },
};

describe('a call', () => {
  for (const [name, about] of Object.entries(routeFaults))
    it(`${name}: ${about}`, () => routeTests[name as RouteFaultName](name as RouteFaultName));

  it('is met by its number, from a number on, by chance, or on every route', async () => {
    const patternOf = async (choice: object) => {
      const { client } = await asking({
        faults: { seed: 4, routes: [{ route: '*', fault: 'server-error', ...choice }] },
      });
      let pattern = '';
      for (let call = 0; call < 12; call += 1)
        pattern += (await thrownBy(list(client))) === undefined ? '.' : 'x';
      return pattern;
    };
    expect(await patternOf({ nth: [2, 5] })).toBe('.x..x.......');
    expect(await patternOf({ from: 10 })).toBe('.........xxx');
    const drawn = await patternOf({ share: 0.4 });
    expect(drawn).toMatch(/x.*\.|\..*x/);
    expect(await patternOf({ share: 0.4 })).toBe(drawn);
  });

  it('goes well again once the faults are taken away', async () => {
    const faults = { routes: [{ route: '*', fault: 'server-error' }] } as const;
    const { client, server } = await asking({ faults });
    expect(await thrownBy(list(client))).toMatchObject({ status: 500 });
    await fetch(new URL('/stand-in/faults', server.url), { method: 'PUT', body: '{}' });
    expect(await thrownBy(list(client))).toBeUndefined();
    const stats = await (await fetch(new URL('/stand-in/stats', server.url))).json();
    expect(stats).toMatchObject({ calls: { 'models.list': 2 } });
  });
});

const idsOf = (found: readonly Result[]) => found.map((one) => one.custom_id);

/** Runs batches of so many lines under one fault. */
const under = (fault: BatchFaultName, details: Partial<BatchFault> = {}, count = 20) =>
  runWith({ batches: [{ ...details, fault }] }, count);

/** A stand-in under one fault, with a batch that is not polled yet. */
async function created(fault: BatchFaultName, details: Partial<BatchFault> = {}) {
  const asked = await asking({ faults: { batches: [{ ...details, fault }] } });
  const { id } = await create(asked.client, lines(2));
  return { ...asked, id, poll: () => asked.client.batches.retrieve(id) };
}

const batchTests: Readonly<Record<BatchFaultName, (fault: BatchFaultName) => Promise<void>>> = {
  async 'token-limit'(fault) {
    const { batch, ...asked } = await under(fault, { nth: 1, limit: 40_000_000 });
    expect(batch).toMatchObject({ status: 'failed', request_counts: { total: 0 } });
    expect(batch.errors?.data?.[0]).toMatchObject({
      code: 'token_limit_exceeded',
      message: expect.stringContaining('Limit: 40,000,000 enqueued tokens.'),
    });
    expect(asked.server.stats().executedRequests).toBe(0);
    expect((await runBatch(asked, lines(3))).batch.status).toBe('completed');
  },
  async invalid(fault) {
    const code = 'billing_hard_limit_reached';
    const { batch } = await under(fault, { code, line: 4, message: 'No.' });
    expect(batch.errors?.data).toEqual([{ code, line: 4, message: 'No.', param: null }]);
  },
  async 'all-failed'(fault) {
    const { batch, errors, server } = await under(fault, { code: 'invalid_json_schema' });
    expect(batch).toMatchObject({
      status: 'completed',
      output_file_id: null,
      request_counts: { total: 20, completed: 0, failed: 20 },
    });
    expect(errors).toHaveLength(20);
    expect(errors[0]).toMatchObject({
      error: null,
      response: { status_code: 400, body: { error: { code: 'invalid_json_schema' } } },
    });
    expect(server.stats().executedRequests).toBe(0);
  },
  async expired(fault) {
    const { batch, output, errors, server } = await under(fault, { part: 0.25 });
    expect(batch).toMatchObject({
      status: 'expired',
      request_counts: { total: 20, completed: 5, failed: 15 },
    });
    expect(new Set(errors.map((one) => one.error?.code))).toEqual(new Set(['batch_expired']));
    expect(new Set([...idsOf(output), ...idsOf(errors)]).size).toBe(20);
    expect(server.stats().executedRequests).toBe(5);
  },
  async cancelled(fault) {
    const { batch, output, errors } = await under(fault);
    expect([batch.status, output.length, errors.length]).toEqual(['cancelled', 10, 10]);
    expect(errors[0]?.error?.code).toBe('batch_cancelled');
  },
  async 'slow-validating'(fault) {
    const { poll } = await created(fault, { polls: 3 });
    const statuses = [];
    for (let polls = 0; polls < 4; polls += 1) statuses.push((await poll()).status);
    expect(statuses).toEqual(['validating', 'validating', 'in_progress', 'completed']);
  },
  async stuck(fault) {
    for (const status of ['validating', 'in_progress', 'finalizing'] as const) {
      const { client, server, id, poll } = await created(fault, { in: status });
      for (let polls = 0; polls < 6; polls += 1) await poll();
      expect((await poll()).status).toBe(status);
      await client.batches.cancel(id);
      expect((await toEnd(client, id)).status).toBe('cancelled');
      expect(server.stats().executedTwice).toEqual([]);
    }
  },
  async shuffled(fault) {
    const orderOf = async (seed: number) => {
      const { output } = await runWith({ seed, batches: [{ fault }] });
      expect(new Set(idsOf(output)).size).toBe(20);
      return idsOf(output).join();
    };
    expect(await orderOf(1)).not.toBe(await orderOf(2));
    expect(await orderOf(1)).toBe(await orderOf(1));
  },
  async 'missing-lines'(fault) {
    const { batch, output, errors, server } = await under(fault, { part: 0.3 }, 40);
    expect(batch.request_counts).toEqual({ total: 40, completed: 40, failed: 0 });
    expect(output.length + errors.length).toBeLessThan(40);
    expect(output.length).toBeGreaterThan(15);
    expect(server.stats().executedRequests).toBe(output.length);
  },
  async 'duplicate-lines'(fault) {
    const { output, server } = await under(fault, { part: 0.5 });
    expect(output.length).toBeGreaterThan(20);
    expect(new Set(idsOf(output)).size).toBe(20);
    expect(server.stats().executedTwice).toEqual([]);
  },
  async 'no-usage'(fault) {
    const { batch, output } = await under(fault);
    expect(batch.usage).toBeNull();
    expect(output[0]?.response?.body?.usage?.prompt_tokens).toBeGreaterThan(100);
  },
  async 'slow-release'(fault) {
    const faults = { batches: [{ nth: 1, fault, polls: 2 }] };
    const { client } = await asking({ queueLimit: 5000, faults });
    const statuses = [];
    for (let batch = 0; batch < 4; batch += 1)
      statuses.push((await toEnd(client, (await create(client, lines(20))).id)).status);
    expect(statuses).toEqual(['completed', 'failed', 'failed', 'completed']);
  },
  async 'lost-files'(fault) {
    const { client, id } = await created(fault);
    const { output_file_id: file } = await toEnd(client, id);
    expect(file).toMatch(/^file-/);
    await expect(results(client, file)).rejects.toMatchObject({ status: 404 });
  },
  async 'late-files'(fault) {
    const { client, id, poll } = await created(fault, { polls: 2 });
    for (const batch of [await toEnd(client, id), await poll()])
      expect(batch).toMatchObject({
        status: 'completed',
        output_file_id: null,
        request_counts: { completed: 2 },
      });
    expect((await poll()).output_file_id).toMatch(/^file-/);
  },
  async 'late-in-list'(fault) {
    const { client, id, poll } = await created(fault, { nth: 1, milliseconds: 3_600_000 });
    const { id: other } = await create(client, lines(2));
    expect((await client.batches.list()).data.map((batch) => batch.id)).toEqual([other]);
    expect((await poll()).id).toBe(id);
  },
};

describe('a batch', () => {
  for (const [name, about] of Object.entries(batchFaults))
    it(`${name}: ${about}`, () => batchTests[name as BatchFaultName](name as BatchFaultName));
});

/** One line of three under a fault, and its neighbours. */
async function oneLine(fault: LineFaultName, details: object) {
  const run = await runWith({ lines: [{ fault, id: 'photo-2', ...details }] }, 3);
  const one = [...run.output, ...run.errors].find(({ custom_id: id }) => id === 'photo-2');
  const others = run.output.filter(({ custom_id: id }) => id !== 'photo-2');
  expect(others.map((other) => other.response?.status_code)).toEqual([200, 200]);
  for (const other of others) expect(JSON.parse(contentOf(other)).keywords.length).toBe(55);
  return { ...run, one, choice: choiceOf(one), text: contentOf(one), usual: others[0] };
}

type Line = Awaited<ReturnType<typeof oneLine>>;
type Answer = { description: string; keywords: string[] };

const answerIn = ({ text }: Line) => JSON.parse(text) as Answer;
const tokensOf = (result: Result | undefined) => result?.response?.body?.usage?.prompt_tokens ?? 0;

/** What is to be seen of each fault. */
const lineTests: Readonly<Record<LineFaultName, (seen: Line) => void>> = {
  status({ errors, batch }) {
    const body = { error: { code: 'some_code' } };
    expect(errors).toMatchObject([{ error: null, response: { status_code: 503, body } }]);
    expect(batch.request_counts).toEqual({ total: 3, completed: 2, failed: 1 });
  },
  'bad-image': ({ errors }) =>
    expect(errors[0]?.response?.body?.error?.code).toBe('invalid_image_url'),
  'status-zero'({ output, batch, server }) {
    expect(output.map((one) => one.response?.status_code).sort()).toEqual([0, 200, 200]);
    expect(batch.request_counts).toEqual({ total: 3, completed: 3, failed: 0 });
    expect(server.stats().executedRequests).toBe(2);
  },
  expired: ({ one }) =>
    expect(one).toMatchObject({ response: null, error: { code: 'batch_expired' } }),
  'timed-out': ({ one }) =>
    expect(one).toMatchObject({ response: null, error: { code: 'request_timeout' } }),
  missing({ one, server }) {
    expect(one).toBeUndefined();
    expect(server.stats().executed).not.toHaveProperty('photo-2');
  },
  duplicate: ({ output }) => expect(idsOf(output).filter((id) => id === 'photo-2')).toHaveLength(2),
  refusal({ choice, one }) {
    const message = { content: null, refusal: expect.stringMatching(/can't/) };
    expect(choice).toMatchObject({ finish_reason: 'stop', message });
    expect(tokensOf(one)).toBeGreaterThan(0);
  },
  filtered: ({ choice }) =>
    expect(choice).toMatchObject({ finish_reason: 'content_filter', message: { content: '' } }),
  'cut-off'({ choice, text }) {
    expect(choice?.finish_reason).toBe('length');
    expect(() => JSON.parse(text)).toThrow();
  },
  empty: ({ choice }) => expect(choice?.message).toMatchObject({ content: null, refusal: null }),
  'not-json': ({ text }) => expect(text).toMatch(/^This is/),
  'other-json': ({ text }) => expect(JSON.parse(text)).not.toHaveProperty('keywords'),
  fenced({ text, usual }) {
    expect(text).toContain('```json\n{');
    expect(text).toContain(contentOf(usual));
  },
  'plain-form': ({ text }) => expect(text).toMatch(/^[^\n]{20,}\n\n([^,\n]+, ){54}[^,\n]+\.$/),
  'few-keywords': (seen) => expect(answerIn(seen).keywords).toHaveLength(12),
  'many-keywords': (seen) => expect(new Set(answerIn(seen).keywords).size).toBe(75),
  'repeated-keywords'(seen) {
    const words = answerIn(seen).keywords.map((word) => word.toLowerCase());
    expect(new Set(words).size).toBeLessThan(words.length);
  },
  'long-title': (seen) => expect(answerIn(seen).description.length).toBeGreaterThan(290),
  'odd-text'(seen) {
    const { description, keywords } = answerIn(seen);
    expect(description).toMatch(/^"[\s\S]*\n[\s\S]*#light &amp; shade 🌅$/);
    expect(keywords).toContain('line\nend');
  },
  'line-separators'(seen) {
    expect(seen.text).toContain('\u2028');
    expect(answerIn(seen).description).toContain('\u2029');
  },
  'no-usage'({ one, batch }) {
    expect(one?.response?.body?.usage).toBeUndefined();
    expect(batch.usage?.input_tokens).toBeGreaterThan(0);
  },
  dear: ({ one, usual }) => expect(tokensOf(one)).toBe(3 * tokensOf(usual)),
};

const lineDetails: Partial<Record<LineFaultName, object>> = {
  status: { status: 503, code: 'some_code' },
  dear: { factor: 3 },
};

describe('a line', () => {
  for (const [key, about] of Object.entries(lineFaults)) {
    const name = key as LineFaultName;
    it(`${name}: ${about}`, async () => {
      lineTests[name](await oneLine(name, lineDetails[name] ?? {}));
    });
  }

  it('is met by id, number, batch, chance and way, and so many times', async () => {
    const failedIds = async (rule: object, count = 10) => {
      const asked = await asking({ faults: { seed: 2, lines: [{ fault: 'status', ...rule }] } });
      const first = idsOf((await runBatch(asked, lines(count))).errors).sort();
      const second = idsOf((await runBatch(asked, lines(count))).errors).sort();
      return [first, second];
    };
    expect(await failedIds({ id: 'photo-3' })).toEqual([['photo-3'], ['photo-3']]);
    expect(await failedIds({ id: 'photo-3', times: 1 })).toEqual([['photo-3'], []]);
    expect(await failedIds({ nth: [7, 9], batch: 2 })).toEqual([[], ['photo-7', 'photo-9']]);
    expect(await failedIds({ way: 'live' })).toEqual([[], []]);
    const [drawn, again] = await failedIds({ share: 0.5 }, 40);
    expect(drawn?.length).toBeGreaterThan(8);
    expect(drawn?.length).toBeLessThan(32);
    expect(again).toEqual(drawn);
  });

  it('is met in live requests too', async () => {
    const { client, server } = await asking({
      faults: {
        lines: [
          { fault: 'refusal', way: 'live', times: 1 },
          { fault: 'status', status: 500, way: 'live', nth: 3 },
        ],
      },
    });
    const ask = () =>
      client.chat.completions.create(body() as never) as Promise<OpenAI.ChatCompletion>;
    expect((await ask()).choices[0]?.message.refusal).toMatch(/can't/);
    expect((await ask()).choices[0]?.message.refusal).toBeNull();
    await expect(ask()).rejects.toMatchObject({ status: 500 });
    expect(server.stats()).toMatchObject({
      executedRequests: 2,
      picturesTwice: [expect.any(String)],
    });
  });

  it('counts a picture that is paid for under two ids', async () => {
    const asked = await asking();
    await runBatch(asked, `${line('a')}\n${line('b')}`);
    expect(asked.server.stats()).toMatchObject({
      executedTwice: [],
      picturesTwice: [expect.any(String)],
    });
  });
});
