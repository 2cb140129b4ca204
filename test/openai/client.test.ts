/** The adapter against a plain HTTP server: what goes over the wire, and what becomes of what comes back. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readLiveReply } from '../../src/openai/answer.ts';
import { connect, uploadTimeout } from '../../src/openai/client.ts';
import { ServiceError } from '../../src/openai/failures.ts';
import type { RequestBody } from '../../src/openai/request.ts';
import { durationIn } from '../../src/openai/service-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Handler = () => undefined;
let server: Server;
let baseURL = '';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofsheet-client-'));
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  answer = () => undefined;
});

const service = () => connect({ apiKey: 'sk-secret', baseURL });

function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ServiceError) return { ...error.failure, retryAfter: error.retryAfter };
  throw error ?? new Error('It did not fail');
}

const body: RequestBody = {
  model: 'm',
  messages: [
    { role: 'system', content: 's' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 't' },
        { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA', detail: 'low' } },
      ],
    },
  ],
  response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema: {} } },
};

describe('upload', () => {
  it('says how long the file is beforehand and tells how far it is', async () => {
    const path = join(folder, 'large.jsonl');
    await writeFile(path, Buffer.alloc(12_345_678, 'x'));
    let received = 0;
    let headers: IncomingMessage['headers'] = {};
    answer = (request, response) => {
      headers = request.headers;
      request.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      request.on('end', () =>
        json(response, 200, {
          id: 'file-1',
          filename: 'a.jsonl',
          bytes: 12_345_678,
          created_at: 7,
        }),
      );
    };
    const steps: number[] = [];
    const file = await (await service()).upload(path, {
      name: 'a.jsonl',
      onProgress: (sent, total) => steps.push(sent / total),
    });
    expect(file).toEqual({ id: 'file-1', name: 'a.jsonl', bytes: 12_345_678, createdAt: 7000 });
    expect(headers['transfer-encoding']).toBeUndefined();
    expect(Number(headers['content-length'])).toBe(received);
    expect(received).toBeGreaterThan(12_345_678);
    expect(steps.length).toBeGreaterThan(20);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  it('is a form as others encode it', async () => {
    const path = join(folder, 'form.jsonl');
    await writeFile(path, '{"a":"\u2028"}\n');
    let received: FormData | undefined;
    answer = (request, response) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const whole = new Response(Readable.toWeb(request) as ReadableStream, { headers });
      void whole.formData().then((form) => {
        received = form;
        json(response, 200, { id: 'file-1', filename: 'a.jsonl', bytes: 1, created_at: 7 });
      });
    };
    await (await service()).upload(path, { name: 'a "b".jsonl' });
    const file = received?.get('file');
    if (!(file instanceof File)) throw new Error('no file came');
    expect([received?.get('purpose'), file.name, file.type]).toEqual([
      'batch',
      'a "b".jsonl',
      'application/jsonl',
    ]);
    expect(await file.text()).toBe('{"a":"\u2028"}\n');
  });

  it('fails in words, wherever the connection breaks', async () => {
    const path = join(folder, 'broken.jsonl');
    await writeFile(path, Buffer.alloc(3_000_000, 'x'));
    for (let chunk = 1; chunk < 30; chunk += 4) {
      let chunks = 0;
      answer = (request) =>
        request.on('data', () => {
          if (++chunks === chunk) request.socket.destroy();
        });
      const upload = (await service()).upload(path, { name: 'a.jsonl' });
      expect((await failureOf(upload)).kind).toBe('unreachable');
    }
  });

  it('is given the time that its length takes on a slow line', () => {
    const minutes = (megabytes: number) => uploadTimeout(megabytes * 1e6) / 60_000;
    expect(minutes(1)).toBe(5);
    // 0.25 Mbit/s, as far as telephone lines go.
    expect(minutes(150)).toBeGreaterThan((150 * 8) / 0.256 / 60 - 1);
    expect(minutes(190)).toBeGreaterThan(minutes(150));
  });

  it('ends at once when the user interrupts', async () => {
    const path = join(folder, 'stalled.jsonl');
    await writeFile(path, Buffer.alloc(10_000_000, 'x'));
    const abort = new AbortController();
    answer = () => abort.abort(new Error('interrupted'));
    const upload = (await service()).upload(path, { name: 'a.jsonl', signal: abort.signal });
    await expect(upload).rejects.toThrow('interrupted');
  });
});

describe('download', () => {
  const fileOf = (bytes: number) => ({ id: 'f', filename: 'o', bytes, created_at: 1 });

  it('writes the whole file, or none', async () => {
    const path = join(folder, 'answers.jsonl');
    let cut = true;
    answer = (request, response) => {
      if (request.url?.endsWith('/content') !== true) return json(response, 200, fileOf(8));
      response.end(cut ? 'half' : 'all of i');
    };
    const { download } = await service();
    expect((await failureOf(download('f', path))).kind).toBe('unreachable');
    expect((await readdir(folder)).filter((name) => name.includes('answers'))).toEqual([]);
    cut = false;
    expect(await download('f', path)).toBe(8);
    expect(await readFile(path, 'utf8')).toBe('all of i');
  });

  it('notices a connection that breaks', async () => {
    answer = (request, response) => {
      if (request.url?.endsWith('/content') !== true) return json(response, 200, fileOf(100));
      response.writeHead(200, { 'content-length': 100 });
      response.write('some');
      setImmediate(() => response.destroy());
    };
    const { kind } = await failureOf((await service()).download('f', join(folder, 'broken')));
    expect(kind).toBe('unreachable');
  });
});

describe('failures', () => {
  it('are never repeated by the client itself', async () => {
    let calls = 0;
    answer = (_, response) => {
      calls++;
      json(response, 500, { error: { message: 'oops', type: 'server_error' } });
    };
    expect(await failureOf((await service()).create('file-1', {}))).toMatchObject({
      kind: 'again',
      status: 500,
    });
    expect(calls).toBe(1);
  });

  it('carry what the service said and how long it asks to wait', async () => {
    const error = {
      message: 'Slow down.',
      type: 'requests',
      code: 'rate_limit_exceeded',
      param: null,
    };
    answer = (_, response) => json(response, 429, { error }, { 'retry-after': '120' });
    expect(await failureOf((await service()).retrieve('b'))).toEqual({
      kind: 'again',
      code: 'rate_limit_exceeded',
      status: 429,
      message: 'Slow down.',
      retryAfter: 120_000,
    });
  });

  it('tell a wrong key without showing it', async () => {
    const error = { message: 'Incorrect API key.', code: 'invalid_api_key' };
    answer = (_, response) => json(response, 401, { error });
    const failure = await failureOf((await service()).checkModel('m'));
    expect(failure.kind).toBe('key');
    expect(JSON.stringify(failure)).not.toContain('sk-secret');
  });

  it('do not show the key, also where the server quotes it', async () => {
    const error = { message: 'Unknown token sk-secret-0123456789.', code: 400 };
    answer = (_, response) => json(response, 403, { error });
    const quoted = await connect({ apiKey: 'sk-secret-0123456789', baseURL });
    expect(await failureOf(quoted.checkModel('m'))).toMatchObject({
      kind: 'key',
      message: expect.stringContaining('Unknown token (the key).'),
    });
  });

  it('guess that an address was given without its path', async () => {
    const error = { message: 'Invalid URL (GET /models/m)', type: 'invalid_request_error' };
    answer = (_, response) => json(response, 404, { error });
    const bare = await connect({ apiKey: 'k', baseURL: baseURL.replace('/v1', '') });
    expect((await failureOf(bare.checkModel('m'))).message).toMatch(/needs \/v1 at its end/);
    expect((await failureOf((await service()).checkModel('m'))).message).not.toContain('needs');
  });

  it('of headers from the environment are named before anything is sent', async () => {
    process.env['OPENAI_ORG_ID'] = '\u201corg-1\u201d';
    try {
      await expect(service()).rejects.toMatchObject({
        code: 'key-refused',
        message: expect.stringContaining('OPENAI_ORG_ID has a quotation mark in it'),
      });
    } finally {
      delete process.env['OPENAI_ORG_ID'];
    }
  });

  it('name the address that does not answer', async () => {
    const away = await connect({ apiKey: 'k', baseURL: 'http://127.0.0.1:9/v1' });
    const failure = await failureOf(away.checkModel('m'));
    expect(failure.kind).toBe('unreachable');
    expect(failure.message).toContain('127.0.0.1:9');
  });

  it('read a page of HTML as no answer of the service', async () => {
    answer = (_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html>Bad gateway</html>');
    };
    expect((await failureOf((await service()).retrieve('b'))).kind).toBe('again');
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Please log in to the hotel network</html>');
    };
    expect((await failureOf((await service()).retrieve('b'))).kind).toBe('unreachable');
  });
});

describe('batches', () => {
  it('come in our words, whatever is null or spelt otherwise', async () => {
    const batch = {
      id: 'batch_1',
      status: 'COMPLETED',
      input_file_id: 'file-1',
      output_file_id: null,
      error_file_id: 'file-3',
      created_at: 100,
      expires_at: 86_500,
      errors: null,
      metadata: null,
      request_counts: { completed: 0, failed: 2 },
      usage: null,
    };
    answer = (_, response) => json(response, 200, batch);
    expect(await (await service()).retrieve('batch_1')).toEqual({
      id: 'batch_1',
      status: 'completed',
      inputFile: 'file-1',
      errorFile: 'file-3',
      counts: { completed: 0, failed: 2 },
      failures: [],
      metadata: {},
      createdAt: 100_000,
      expiresAt: 86_500_000,
    });
  });

  it('are listed page by page', async () => {
    answer = (request, response) => {
      const after = new URL(request.url ?? '', baseURL).searchParams.get('after');
      const row = (id: string) => ({
        id,
        status: 'in_progress',
        input_file_id: 'f',
        created_at: 1,
      });
      json(response, 200, {
        data: [row(after === null ? 'batch_2' : 'batch_1')],
        has_more: after === null,
        object: 'list',
      });
    };
    const ids: string[] = [];
    for await (const { id } of (await service()).list()) ids.push(id);
    expect(ids).toEqual(['batch_2', 'batch_1']);
  });
});

describe('live requests', () => {
  it('come back as replies whatever their status, with the room that is left', async () => {
    const error = { message: 'Too large.', code: 'invalid_image', param: null, type: 'invalid' };
    answer = (_, response) => json(response, 400, { error });
    const refused = await (await service()).complete(body);
    expect(readLiveReply(refused)).toMatchObject({ kind: 'failure', failure: { kind: 'picture' } });

    const content = JSON.stringify({ description: 'A bridge', keywords: ['bridge'] });
    const headers = {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '1m30s',
    };
    answer = (_, response) =>
      json(response, 200, { choices: [{ finish_reason: 'stop', message: { content } }] }, headers);
    const reply = await (await service()).complete(body);
    expect(readLiveReply(reply)).toMatchObject({
      kind: 'answer',
      answer: { keywords: ['bridge'] },
    });
    expect(reply.room).toEqual({ requests: 0, resetsIn: 90_000 });
  });
});

it.each([
  ['6m0s', 360_000],
  ['1.5s', 1500],
  ['250ms', 250],
  ['20', 20_000],
  ['soon', undefined],
  [null, undefined],
])('reads the duration %s', (text, milliseconds) => {
  expect(durationIn(text)).toBe(milliseconds);
});
