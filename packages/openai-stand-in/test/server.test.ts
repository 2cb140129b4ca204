import { request } from 'node:http';
import OpenAI, { type APIError, toFile } from 'openai';
import { describe, expect, it } from 'vitest';
import {
  asking,
  body,
  chatPath,
  clientFor,
  create,
  lines,
  results,
  runBatch,
  toEnd,
  upload,
} from './asking.ts';

describe('the files of the stand-in', () => {
  it('takes an upload, lists it, gives its bytes back and deletes it', async () => {
    const { client, server } = await asking();
    const file = await upload(client, lines(2));
    expect(file).toMatchObject({
      object: 'file',
      purpose: 'batch',
      filename: 'part.jsonl',
      status: 'processed',
    });
    expect(file.bytes).toBe(Buffer.byteLength(lines(2)));
    expect(await (await client.files.content(file.id)).text()).toBe(lines(2));
    expect((await client.files.list({ purpose: 'batch' })).data.map(({ id }) => id)).toEqual([
      file.id,
    ]);
    expect(await client.files.delete(file.id)).toEqual({
      id: file.id,
      object: 'file',
      deleted: true,
    });
    await expect(client.files.retrieve(file.id)).rejects.toThrow(OpenAI.NotFoundError);
    await expect(client.files.content(file.id)).rejects.toThrow('No such File object');
    expect(server.stats()).toMatchObject({ uploads: 1, files: {} });
  });

  it('takes an upload without a Content-Length', async () => {
    const { client } = await asking();
    const text = lines(3);
    const stream = new Response(text).body ?? undefined;
    const file = await client.files.create({
      file: await toFile(stream as unknown as AsyncIterable<Uint8Array>, 'part.jsonl'),
      purpose: 'batch',
    });
    expect(file.bytes).toBe(Buffer.byteLength(text));
    const form = `--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n${text}\r\n--x--\r\n`;
    const { port } = new URL(client.baseURL);
    const reply = await new Promise<string>((resolve, reject) => {
      const call = request(
        {
          port,
          path: '/v1/files',
          method: 'POST',
          headers: { authorization: 'Bearer k', 'content-type': 'multipart/form-data; boundary=x' },
        },
        (response) => response.setEncoding('utf8').on('data', resolve),
      ).on('error', reject);
      call.write(form.slice(0, 100));
      call.end(form.slice(100));
    });
    expect(JSON.parse(reply)).toMatchObject({
      bytes: Buffer.byteLength(text),
      filename: 'a.jsonl',
    });
  });

  it('answers an upload whose last bytes come late', async () => {
    const { server } = await asking();
    const form = [
      '--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="late.jsonl"\r\n\r\n{}',
      '--b--',
    ].join('\r\n');
    const status = new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${server.url}/files`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer key',
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': form.length + 2,
        },
      });
      sent.on('response', (response) => resolve(response.resume().statusCode));
      sent.on('error', reject);
      sent.write(form);
      expect
        .poll(() => server.stats().calls['files.create'])
        .toBe(1)
        .then(() => sent.end('\r\n'), reject);
    });
    expect(await status).toBe(200);
  });

  it('refuses another name than .jsonl, an unknown purpose, and a form without a file', async () => {
    const { client, server } = await asking();
    await expect(upload(client, 'x', 'part.json')).rejects.toThrow('Must be .jsonl');
    await expect(
      client.files.create({
        file: await toFile(Buffer.from('x'), 'a.jsonl'),
        purpose: 'poetry' as 'batch',
      }),
    ).rejects.toThrow(/purpose/);
    const reply = await fetch(`${server.url}/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer k' },
      body: new FormData(),
    });
    expect(reply.status).toBe(400);
    expect(server.stats()).toMatchObject({ uploads: 0, files: {} });
  });

  it('lets batch files expire after 30 days', async () => {
    let now = Date.UTC(2026, 10, 24);
    const { client } = await asking({ clock: () => now });
    const file = await upload(client, lines(1));
    expect(file.expires_at).toBe(now / 1000 + 30 * 86_400);
    now += 31 * 86_400_000;
    await expect(client.files.retrieve(file.id)).rejects.toThrow(OpenAI.NotFoundError);
  });
});

describe('the batches of the stand-in', () => {
  it('validates, runs and completes, with every line answered once in another order', async () => {
    const { client, server } = await asking();
    const file = await upload(client, lines(40));
    const batch = await client.batches.create({
      input_file_id: file.id,
      endpoint: chatPath,
      completion_window: '24h',
      metadata: { run: 'r1', part: '1' },
    });
    expect(batch).toMatchObject({
      status: 'validating',
      metadata: { run: 'r1' },
      output_file_id: null,
      errors: null,
    });
    expect(batch.request_counts).toEqual({ total: 0, completed: 0, failed: 0 });
    expect((await client.batches.retrieve(batch.id)).status).toBe('in_progress');
    const done = await client.batches.retrieve(batch.id);
    expect(done).toMatchObject({
      status: 'completed',
      error_file_id: null,
      request_counts: { total: 40, completed: 40, failed: 0 },
    });
    const output = await results(client, done.output_file_id);
    const ids = output.map((one) => one.custom_id);
    const inOrder = Array.from({ length: 40 }, (_, index) => `photo-${index + 1}`);
    expect(ids).not.toEqual(inOrder);
    expect(new Set(ids)).toEqual(new Set(inOrder));
    expect(output.every((one) => one.response?.status_code === 200 && one.error === null)).toBe(
      true,
    );
    const sum = output.reduce(
      (total, one) => total + (one.response?.body?.usage?.prompt_tokens ?? 0),
      0,
    );
    expect(done.usage?.input_tokens).toBe(sum);
    expect(server.stats()).toMatchObject({ executedRequests: 40, executedTwice: [], batches: 1 });
  });

  it('lists batches newest first, in pages', async () => {
    const { client } = await asking();
    const file = await upload(client, lines(1));
    const created: string[] = [];
    for (let number = 0; number < 5; number += 1) {
      const params = {
        input_file_id: file.id,
        endpoint: chatPath,
        completion_window: '24h',
        metadata: { part: String(number) },
      } as const;
      created.push((await client.batches.create(params)).id);
    }
    const seen: string[] = [];
    for await (const batch of client.batches.list({ limit: 2 })) seen.push(batch.id);
    expect(seen).toEqual(created.toReversed());
    await expect(client.batches.list({ limit: 101 })).rejects.toThrow(OpenAI.BadRequestError);
  });

  it('cancels: what was done is kept, the rest is said to be cancelled', async () => {
    const { client, server } = await asking({ speed: { by: 'polls', running: 4 } });
    const { id } = await create(client, lines(40));
    await client.batches.retrieve(id);
    expect((await client.batches.retrieve(id)).request_counts?.completed).toBe(10);
    expect((await client.batches.cancel(id)).status).toBe('cancelling');
    const batch = await toEnd(client, id);
    expect(batch).toMatchObject({
      status: 'cancelled',
      request_counts: { total: 40, completed: 10, failed: 30 },
    });
    expect(await results(client, batch.output_file_id)).toHaveLength(10);
    const rest = await results(client, batch.error_file_id);
    expect(rest.map((one) => one.error?.code)).toEqual(
      Array.from({ length: 30 }, () => 'batch_cancelled'),
    );
    expect(server.stats().executedRequests).toBe(10);
    await expect(client.batches.cancel(id)).rejects.toThrow(OpenAI.ConflictError);
  });

  it('advances with the time where it is told to, and expires after a day', async () => {
    let now = Date.UTC(2026, 10, 24);
    const speed = { by: 'time', validating: 1000, line: 100, finalizing: 500 } as const;
    const { client } = await asking({ clock: () => now, speed });
    const { id } = await create(client, lines(20));
    const statusAfter = async (milliseconds: number) => {
      now += milliseconds;
      const { status, request_counts: counts } = await client.batches.retrieve(id);
      return [status, counts?.completed];
    };
    expect(await statusAfter(900)).toEqual(['validating', 0]);
    expect(await statusAfter(100)).toEqual(['in_progress', 0]);
    expect(await statusAfter(700)).toEqual(['in_progress', 7]);
    expect(await statusAfter(1300)).toEqual(['finalizing', 20]);
    expect(await statusAfter(500)).toEqual(['completed', 20]);
    const late = await create(client, lines(20));
    await statusAfter(0);
    now += 1000;
    await client.batches.retrieve(late.id);
    now += 86_400_000;
    expect((await client.batches.retrieve(late.id)).status).toBe('expired');
  });

  it('refuses another window, another endpoint, and too much metadata', async () => {
    const { client } = await asking();
    const good = { input_file_id: 'file-x', endpoint: chatPath, completion_window: '24h' } as const;
    const bad: object[] = [
      { completion_window: '48h' },
      { endpoint: '/v1/poems' },
      {
        metadata: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v'])),
      },
      { metadata: { key: 'v'.repeat(513) } },
      { metadata: { ['k'.repeat(65)]: 'v' } },
      { metadata: { key: 7 } },
      { input_file_id: undefined },
    ];
    for (const changes of bad)
      await expect(
        client.batches.create({ ...good, ...changes }),
        JSON.stringify(changes),
      ).rejects.toThrow(OpenAI.BadRequestError);
  });
});

describe('the gate of the stand-in', () => {
  it('lets only its own key in, and never repeats a wrong one whole', async () => {
    const { server } = await asking({ key: 'sk-right' });
    await expect(clientFor(server.url, 'sk-right').models.list()).resolves.toBeDefined();
    const error = await clientFor(server.url, 'sk-wrong-key-1234')
      .models.list()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(String(error)).not.toContain('sk-wrong-key-1234');
    expect((await fetch(`${server.url}/models`)).status).toBe(401);
  });

  it('knows its models, and says 404 for what it does not have', async () => {
    const { client, server } = await asking();
    expect((await client.models.retrieve('gpt-6-luna')).id).toBe('gpt-6-luna');
    expect((await client.models.list()).data.length).toBeGreaterThan(10);
    await expect(client.models.retrieve('gpt-4.1-nano')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    await expect(client.batches.retrieve('batch_x')).rejects.toThrow('No batch found');
    const reply = await fetch(`${server.url}/poems`, { headers: { authorization: 'Bearer k' } });
    expect(reply.status).toBe(404);
    expect(reply.headers.get('x-request-id')).toMatch(/^req_/);
  });

  it('limits live requests per minute and says how long to wait', async () => {
    let now = 0;
    const { client } = await asking({ clock: () => now, requestsPerMinute: 2 });
    const ask = () => client.chat.completions.create(body() as never).withResponse();
    const { response } = await ask();
    expect(response.headers.get('x-ratelimit-remaining-requests')).toBe('1');
    now += 10_000;
    await ask();
    await expect(ask()).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    const error = await ask().catch((thrown: unknown) => thrown);
    expect((error as APIError).headers?.get('retry-after-ms')).toBe('50000');
    now += 50_000;
    await expect(ask()).resolves.toBeDefined();
  });

  it('plays a server of one’s own machine: chat without key, files, usage and reasoning effort', async () => {
    const { client, server } = await asking({ kind: 'local', models: ['llava'] });
    await expect(upload(client, lines(1))).rejects.toThrow(OpenAI.NotFoundError);
    const reply = await fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(body({ model: 'llava', reasoning_effort: undefined, max_tokens: 900 })),
    });
    const answer = (await reply.json()) as OpenAI.ChatCompletion;
    expect(answer.usage).toBeUndefined();
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toHaveProperty('keywords');
    await expect(client.chat.completions.create(body({ model: 'llava' }) as never)).rejects.toThrow(
      /reasoning_effort/,
    );
  });
});

describe('the queue of the stand-in', () => {
  it('refuses a batch that would go over the limit, and takes it once another has ended', async () => {
    const { client } = await asking({ queueLimit: 5_000, speed: { by: 'polls', running: 3 } });
    const first = await create(client, lines(20));
    expect((await client.batches.retrieve(first.id)).status).toBe('in_progress');
    const second = await client.batches.retrieve((await create(client, lines(20))).id);
    expect(second.status).toBe('failed');
    expect(second.errors?.data?.[0]).toEqual({
      code: 'token_limit_exceeded',
      line: null,
      param: null,
      message:
        'Enqueued token limit reached for gpt-6-luna in organization org-stand-in. Limit: 5,000 enqueued tokens. Please try again once some in_progress batches have been completed.',
    });
    await toEnd(client, first.id);
    expect((await toEnd(client, (await create(client, lines(20))).id)).status).toBe('completed');
  });

  it('answers a later poll at once although the batch is long', async () => {
    const asked = await asking();
    const { batch } = await runBatch(asked, lines(300));
    expect(batch.request_counts).toEqual({ total: 300, completed: 300, failed: 0 });
  });
});
