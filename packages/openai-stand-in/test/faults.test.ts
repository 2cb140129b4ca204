/** Every fault of the table does what it says, and only where its rule says. */
import OpenAI, { type APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import {
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

/** What the first call of a route throws under a fault, and whether the second goes well. */
async function firstCall(
  fault: Omit<RouteFault, 'route' | 'nth'>,
  call: (client: OpenAI) => Promise<unknown> = (client) => client.models.list(),
  route: RouteFault['route'] = 'models.list',
) {
  const asked = await asking({ faults: { routes: [{ route, nth: 1, ...fault }] } });
  const error = await thrownBy(call(asked.client));
  return { ...asked, error };
}

const routeTests: Readonly<Record<RouteFaultName, () => Promise<void>>> = {
  async 'rate-limited'() {
    const { error, client } = await firstCall({ fault: 'rate-limited', milliseconds: 1500 });
    expect(error).toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect((error as APIError).headers?.get('retry-after-ms')).toBe('1500');
    expect((await client.models.list()).data).not.toEqual([]);
  },
  async 'no-quota'() {
    const { error } = await firstCall({ fault: 'no-quota' });
    expect(error).toMatchObject({ status: 429, code: 'insufficient_quota' });
  },
  async 'server-error'() {
    expect((await firstCall({ fault: 'server-error' })).error).toMatchObject({ status: 500 });
    expect((await firstCall({ fault: 'server-error', status: 503 })).error).toMatchObject({
      status: 503,
    });
  },
  async 'bad-gateway'() {
    expect((await firstCall({ fault: 'bad-gateway' })).error).toMatchObject({ status: 502 });
  },
  async 'no-model'() {
    expect((await firstCall({ fault: 'no-model' })).error).toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  },
  async 'wrong-key'() {
    expect((await firstCall({ fault: 'wrong-key' })).error).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
  },
  async refused() {
    const { error } = await firstCall({
      fault: 'refused',
      status: 403,
      code: 'unsupported_country',
      param: 'x',
    });
    expect(error).toMatchObject({ status: 403, code: 'unsupported_country', param: 'x' });
  },
  async gone() {
    const asked = await asking({ faults: { routes: [{ route: 'files.get', fault: 'gone' }] } });
    const { id } = await upload(asked.client, lines(1));
    const error = await thrownBy(asked.client.files.retrieve(id));
    expect(error).toMatchObject({ status: 404 });
    expect(String(error)).toContain(`No such File object: ${id}`);
    expect(await (await asked.client.files.content(id)).text()).toBe(lines(1));
  },
  async silent() {
    const { error } = await firstCall({ fault: 'silent' }, (client) =>
      client.models.list({ timeout: 60 }),
    );
    expect(error).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  },
  async slow() {
    const start = performance.now();
    const { error } = await firstCall({ fault: 'slow', milliseconds: 80 });
    expect(error).toBeUndefined();
    expect(performance.now() - start).toBeGreaterThan(75);
  },
  async reset() {
    const { error, server } = await firstCall(
      { fault: 'reset' },
      (client) => upload(client, lines(1)),
      'files.create',
    );
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(server.stats().uploads).toBe(0);
  },
  async 'lost-reply'() {
    const { error, client } = await firstCall(
      { fault: 'lost-reply' },
      (one) => create(one, lines(2)),
      'batches.create',
    );
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    const { data } = await client.batches.list();
    expect(data).toHaveLength(1);
    expect((await toEnd(client, data[0]?.id ?? '')).status).toBe('completed');
  },
  async 'cut-upload'() {
    const { error, server } = await firstCall(
      { fault: 'cut-upload', bytes: 5000 },
      (client) => upload(client, lines(2000)),
      'files.create',
    );
    expect(error).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(server.stats()).toMatchObject({ uploads: 0, files: {}, calls: { 'files.create': 1 } });
  },
  async 'cut-download'() {
    const faults = {
      routes: [{ route: 'files.content', nth: 1, fault: 'cut-download', part: 0.4 }],
    } as const;
    const { client } = await asking({ faults });
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
  async 'short-download'() {
    const { client } = await asking({
      faults: { routes: [{ route: 'files.content', fault: 'short-download' }] },
    });
    const { id, bytes } = await upload(client, lines(3));
    expect(await (await client.files.content(id)).text()).toBe(
      lines(3).slice(0, Math.floor(bytes / 2)),
    );
  },
  async 'not-json'() {
    const asked = await asking({
      faults: { routes: [{ route: 'batches.get', fault: 'not-json' }] },
    });
    const { id } = await create(asked.client, lines(1));
    const reply: unknown = await asked.client.batches.retrieve(id);
    expect(String(reply)).toContain('<html>');
  },
};

describe('a call', () => {
  for (const [name, about] of Object.entries(routeFaults))
    it(`${name}: ${about}`, () => routeTests[name as RouteFaultName]());

  it('is met by its number, from a number on, by chance, or on every route', async () => {
    const statusOf = async (client: OpenAI) =>
      ((await thrownBy(client.models.list())) as { status?: number } | undefined)?.status ?? 200;
    const patternOf = async (choice: object) => {
      const { client } = await asking({
        faults: { seed: 4, routes: [{ route: '*', fault: 'server-error', ...choice }] },
      });
      const statuses: number[] = [];
      for (let call = 0; call < 12; call += 1) statuses.push(await statusOf(client));
      return statuses.map((status) => (status === 500 ? 'x' : '.')).join('');
    };
    expect(await patternOf({ nth: [2, 5] })).toBe('.x..x.......');
    expect(await patternOf({ from: 10 })).toBe('.........xxx');
    const drawn = await patternOf({ share: 0.4 });
    expect(drawn).toMatch(/x/);
    expect(drawn).toMatch(/\./);
    expect(await patternOf({ share: 0.4 })).toBe(drawn);
  });

  it('goes well again once the faults are taken away', async () => {
    const { client, server } = await asking({
      faults: { routes: [{ route: '*', fault: 'server-error' }] },
    });
    expect(await thrownBy(client.models.list())).toMatchObject({ status: 500 });
    await fetch(new URL('/stand-in/faults', server.url), { method: 'PUT', body: '{}' });
    expect(await thrownBy(client.models.list())).toBeUndefined();
    const stats = await (await fetch(new URL('/stand-in/stats', server.url))).json();
    expect(stats).toMatchObject({ calls: { 'models.list': 2 } });
  });
});

const idsOf = (list: readonly Result[]) => list.map((one) => one.custom_id);

const batchTests: Readonly<Record<BatchFaultName, () => Promise<void>>> = {
  async 'token-limit'() {
    const { batch, ...asked } = await runWith({
      batches: [{ nth: 1, fault: 'token-limit', limit: 40_000_000 }],
    });
    expect(batch).toMatchObject({ status: 'failed', request_counts: { total: 0 } });
    expect(batch.errors?.data?.[0]).toMatchObject({
      code: 'token_limit_exceeded',
      message: expect.stringContaining('Limit: 40,000,000 enqueued tokens.'),
    });
    expect(asked.server.stats().executedRequests).toBe(0);
    expect((await runBatch(asked, lines(3))).batch.status).toBe('completed');
  },
  async invalid() {
    const { batch } = await runWith({
      batches: [{ fault: 'invalid', code: 'billing_hard_limit_reached', line: 4, message: 'No.' }],
    });
    expect(batch.errors?.data).toEqual([
      { code: 'billing_hard_limit_reached', line: 4, message: 'No.', param: null },
    ]);
  },
  async 'all-failed'() {
    const { batch, errors, server } = await runWith({
      batches: [{ fault: 'all-failed', status: 400, code: 'invalid_json_schema' }],
    });
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
  async expired() {
    const { batch, output, errors, server } = await runWith({
      batches: [{ fault: 'expired', part: 0.25 }],
    });
    expect(batch).toMatchObject({
      status: 'expired',
      request_counts: { total: 20, completed: 5, failed: 15 },
    });
    expect(output).toHaveLength(5);
    expect(new Set(errors.map((one) => one.error?.code))).toEqual(new Set(['batch_expired']));
    expect(new Set([...idsOf(output), ...idsOf(errors)]).size).toBe(20);
    expect(server.stats().executedRequests).toBe(5);
  },
  async cancelled() {
    const { batch, output, errors } = await runWith({ batches: [{ fault: 'cancelled' }] });
    expect([batch.status, output.length, errors.length]).toEqual(['cancelled', 10, 10]);
    expect(errors[0]?.error?.code).toBe('batch_cancelled');
  },
  async 'slow-validating'() {
    const { client } = await asking({
      faults: { batches: [{ fault: 'slow-validating', polls: 3 }] },
    });
    const { id } = await create(client, lines(2));
    const statuses = [];
    for (let poll = 0; poll < 4; poll += 1)
      statuses.push((await client.batches.retrieve(id)).status);
    expect(statuses).toEqual(['validating', 'validating', 'in_progress', 'completed']);
  },
  async stuck() {
    for (const status of ['validating', 'in_progress', 'finalizing'] as const) {
      const { client, server } = await asking({
        faults: { batches: [{ fault: 'stuck', in: status }] },
      });
      const { id } = await create(client, lines(2));
      for (let poll = 0; poll < 6; poll += 1) await client.batches.retrieve(id);
      expect((await client.batches.retrieve(id)).status).toBe(status);
      await client.batches.cancel(id);
      expect((await toEnd(client, id)).status).toBe('cancelled');
      expect(server.stats().executedTwice).toEqual([]);
    }
  },
  async shuffled() {
    const orderOf = async (seed: number) => {
      const { output } = await runWith({ seed, batches: [{ fault: 'shuffled' }] });
      expect(new Set(idsOf(output)).size).toBe(20);
      return idsOf(output).join();
    };
    expect(await orderOf(1)).not.toBe(await orderOf(2));
    expect(await orderOf(1)).toBe(await orderOf(1));
  },
  async 'missing-lines'() {
    const { batch, output, errors, server } = await runWith(
      { batches: [{ fault: 'missing-lines', part: 0.3 }] },
      40,
    );
    expect(batch.request_counts).toEqual({ total: 40, completed: 40, failed: 0 });
    expect(output.length + errors.length).toBeLessThan(40);
    expect(output.length).toBeGreaterThan(15);
    expect(server.stats().executedRequests).toBe(output.length);
  },
  async 'duplicate-lines'() {
    const { output, server } = await runWith({
      batches: [{ fault: 'duplicate-lines', part: 0.5 }],
    });
    expect(output.length).toBeGreaterThan(20);
    expect(new Set(idsOf(output)).size).toBe(20);
    expect(server.stats().executedTwice).toEqual([]);
  },
  async 'no-usage'() {
    const { batch, output } = await runWith({ batches: [{ fault: 'no-usage' }] });
    expect(batch.usage).toBeNull();
    expect(output[0]?.response?.body?.usage?.prompt_tokens).toBeGreaterThan(100);
  },
  async 'slow-release'() {
    const { client } = await asking({
      queueLimit: 5000,
      faults: { batches: [{ nth: 1, fault: 'slow-release', polls: 2 }] },
    });
    const statuses = [];
    for (let batch = 0; batch < 4; batch += 1)
      statuses.push((await toEnd(client, (await create(client, lines(20))).id)).status);
    expect(statuses).toEqual(['completed', 'failed', 'failed', 'completed']);
  },
  async 'lost-files'() {
    const asked = await asking({ faults: { batches: [{ fault: 'lost-files' }] } });
    const batch = await toEnd(asked.client, (await create(asked.client, lines(2))).id);
    expect(batch.output_file_id).toMatch(/^file-/);
    await expect(results(asked.client, batch.output_file_id)).rejects.toMatchObject({
      status: 404,
    });
  },
  async 'late-files'() {
    const { client } = await asking({ faults: { batches: [{ fault: 'late-files', polls: 2 }] } });
    const { id } = await create(client, lines(2));
    const shown = [await toEnd(client, id), await client.batches.retrieve(id)];
    for (const batch of shown)
      expect(batch).toMatchObject({
        status: 'completed',
        output_file_id: null,
        request_counts: { completed: 2 },
      });
    expect((await client.batches.retrieve(id)).output_file_id).toMatch(/^file-/);
  },
  async 'late-in-list'() {
    const { client } = await asking({
      faults: { batches: [{ nth: 1, fault: 'late-in-list', milliseconds: 3_600_000 }] },
    });
    const { id } = await create(client, lines(2));
    const { id: other } = await create(client, lines(2));
    const listed = await client.batches.list();
    expect(listed.data.map((batch) => batch.id)).toEqual([other]);
    expect((await client.batches.retrieve(id)).id).toBe(id);
  },
};

describe('a batch', () => {
  for (const [name, about] of Object.entries(batchFaults))
    it(`${name}: ${about}`, () => batchTests[name as BatchFaultName]());
});

/** One line of three under a fault, and its neighbours. */
async function oneLine(fault: LineFaultName, details: object = {}) {
  const run = await runWith({ lines: [{ fault, id: 'photo-2', ...details }] }, 3);
  const one = [...run.output, ...run.errors].find(({ custom_id: id }) => id === 'photo-2');
  const others = run.output.filter(({ custom_id: id }) => id !== 'photo-2');
  expect(others.map((other) => other.response?.status_code)).toEqual([200, 200]);
  for (const other of others) expect(JSON.parse(contentOf(other)).keywords.length).toBe(55);
  return {
    ...run,
    one,
    choice: choiceOf(one),
    text: contentOf(one),
    usual: others[0],
  };
}

const answerUnder = async (fault: LineFaultName, details?: object) =>
  JSON.parse((await oneLine(fault, details)).text) as {
    description: string;
    keywords: string[];
  };

const lineTests: Readonly<Record<LineFaultName, () => Promise<void>>> = {
  async status() {
    for (const status of [400, 403, 429, 500, 503]) {
      const { errors, batch } = await oneLine('status', { status, code: 'some_code' });
      expect(errors).toMatchObject([
        { error: null, response: { status_code: status, body: { error: { code: 'some_code' } } } },
      ]);
      expect(batch.request_counts).toEqual({ total: 3, completed: 2, failed: 1 });
    }
  },
  async 'bad-image'() {
    expect((await oneLine('bad-image')).errors[0]?.response?.body?.error?.code).toBe(
      'invalid_image_url',
    );
  },
  async 'status-zero'() {
    const { output, batch, server } = await oneLine('status-zero');
    expect(output.map((one) => one.response?.status_code).sort()).toEqual([0, 200, 200]);
    expect(batch.request_counts).toEqual({ total: 3, completed: 3, failed: 0 });
    expect(server.stats().executedRequests).toBe(2);
  },
  async expired() {
    expect((await oneLine('expired')).one).toMatchObject({
      response: null,
      error: { code: 'batch_expired' },
    });
  },
  async 'timed-out'() {
    expect((await oneLine('timed-out')).one).toMatchObject({
      response: null,
      error: { code: 'request_timeout' },
    });
  },
  async missing() {
    const { one, server } = await oneLine('missing');
    expect(one).toBeUndefined();
    expect(server.stats().executed).not.toHaveProperty('photo-2');
  },
  async duplicate() {
    expect(
      idsOf((await oneLine('duplicate')).output).filter((id) => id === 'photo-2'),
    ).toHaveLength(2);
  },
  async refusal() {
    const { choice, one } = await oneLine('refusal');
    expect(choice).toMatchObject({
      finish_reason: 'stop',
      message: { content: null, refusal: expect.stringMatching(/can't/) },
    });
    expect(one?.response?.body?.usage?.prompt_tokens).toBeGreaterThan(0);
  },
  async filtered() {
    expect((await oneLine('filtered')).choice).toMatchObject({
      finish_reason: 'content_filter',
      message: { content: '' },
    });
  },
  async 'cut-off'() {
    const { choice, text } = await oneLine('cut-off');
    expect(choice?.finish_reason).toBe('length');
    expect(() => JSON.parse(text)).toThrow();
  },
  async empty() {
    expect((await oneLine('empty')).choice?.message).toMatchObject({
      content: null,
      refusal: null,
    });
  },
  async 'not-json'() {
    expect((await oneLine('not-json')).text).toMatch(/^This is/);
  },
  async 'other-json'() {
    expect(JSON.parse((await oneLine('other-json')).text)).not.toHaveProperty('keywords');
  },
  async fenced() {
    const { text, usual } = await oneLine('fenced');
    expect(text).toContain('```json\n{');
    expect(text).toContain(contentOf(usual));
  },
  async 'plain-form'() {
    expect((await oneLine('plain-form')).text).toMatch(/^[^\n]{20,}\n\n([^,\n]+, ){54}[^,\n]+\.$/);
  },
  async 'few-keywords'() {
    expect((await answerUnder('few-keywords', { count: 9 })).keywords).toHaveLength(9);
  },
  async 'many-keywords'() {
    const { keywords } = await answerUnder('many-keywords', { count: 90 });
    expect(new Set(keywords).size).toBe(90);
  },
  async 'repeated-keywords'() {
    const { keywords } = await answerUnder('repeated-keywords');
    expect(new Set(keywords.map((word) => word.toLowerCase())).size).toBeLessThan(keywords.length);
  },
  async 'long-title'() {
    expect((await answerUnder('long-title')).description.length).toBeGreaterThan(290);
  },
  async 'odd-text'() {
    const { description, keywords } = await answerUnder('odd-text');
    expect(description).toMatch(/^"[\s\S]*\n[\s\S]*#light &amp; shade 🌅$/);
    expect(keywords).toContain('line\nend');
  },
  async 'line-separators'() {
    const { text } = await oneLine('line-separators');
    expect(text).toContain('\u2028');
    expect(JSON.parse(text).description).toContain('\u2029');
  },
  async 'no-usage'() {
    const { one, batch } = await oneLine('no-usage');
    expect(one?.response?.body?.usage).toBeUndefined();
    expect(batch.usage?.input_tokens).toBeGreaterThan(0);
  },
  async dear() {
    const { one, usual } = await oneLine('dear', { factor: 2 });
    expect(one?.response?.body?.usage?.prompt_tokens).toBe(
      2 * (usual?.response?.body?.usage?.prompt_tokens ?? 0),
    );
  },
};

describe('a line', () => {
  for (const [name, about] of Object.entries(lineFaults))
    it(`${name}: ${about}`, () => lineTests[name as LineFaultName]());

  it('is met by id, number, batch, chance and way, and so many times', async () => {
    const failedIds = async (rule: object, count = 10) => {
      const asked = await asking({ faults: { seed: 2, lines: [{ fault: 'status', ...rule }] } });
      const first = idsOf((await runBatch(asked, lines(count))).errors).sort();
      const second = idsOf((await runBatch(asked, lines(count))).errors).sort();
      return [first, second];
    };
    expect(await failedIds({ id: 'photo-3' })).toEqual([['photo-3'], ['photo-3']]);
    expect(await failedIds({ id: 'photo-3', times: 1 })).toEqual([['photo-3'], []]);
    expect(await failedIds({ nth: [1, 2] })).toEqual([
      ['photo-1', 'photo-2'],
      ['photo-1', 'photo-2'],
    ]);
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
