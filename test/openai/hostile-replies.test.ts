/** Replies that no honest service sends, over real HTTP: each call ends in bounded time, memory and number of requests. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bounds } from '../../src/openai/bounds.ts';
import { connect } from '../../src/openai/client.ts';
import { type Failure, ServiceError } from '../../src/openai/failures.ts';
import type { BatchService } from '../../src/openai/service.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Handler = () => undefined;
let calls = 0;
let server: Server;
let baseURL = '';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofsheet-hostile-'));
  server = createServer((request, response) => {
    calls++;
    answer(request, response);
  });
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
  calls = 0;
});

/** Milliseconds that tests wait for instead of minutes. */
const quick = { ...bounds, call: 400, liveCall: 400, transfer: 400, silence: 150 };
const megabyte = 1024 * 1024;

async function failureOf(
  work: (service: BatchService) => Promise<unknown>,
  limits: typeof bounds | typeof quick = bounds,
): Promise<Failure & { retryAfter?: number | undefined }> {
  const service = await connect({ apiKey: 'k', baseURL, limits });
  const error = await work(service).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ServiceError) return { ...error.failure, retryAfter: error.retryAfter };
  throw error ?? new Error('It did not fail');
}

const json = (body: unknown, headers: Record<string, string> = {}, status = 200): Handler => {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
};
/** Sends the same bytes until nobody listens any more. */
const endless =
  (piece: string | Buffer, every?: number): Handler =>
  (request, response) => {
    if (request.url?.startsWith('/v1/files/') === true && !request.url.endsWith('/content'))
      return json({ id: 'f', filename: 'o', bytes: 0, created_at: 1 })(request, response);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    response.on('error', () => undefined);
    if (every !== undefined) {
      const timer = setInterval(() => response.write(piece), every);
      response.on('close', () => clearInterval(timer));
      return;
    }
    const more = () => {
      while (!response.destroyed && response.write(piece));
      response.once('drain', more);
    };
    more();
  };

const listing = async (service: BatchService) => {
  for await (const _ of service.list());
};
const download = (service: BatchService) => service.download('f', join(folder, 'answers'));

describe('bytes', () => {
  it.each([
    ['a batch', (service: BatchService) => service.retrieve('b')],
    ['a list', listing],
    ['a model', (service: BatchService) => service.checkModel('m')],
  ])('of %s that never ends are read to a limit', async (_, call) => {
    answer = endless(' '.repeat(megabyte));
    const failure = await failureOf(call);
    expect(failure).toMatchObject({ kind: 'not-understood' });
    expect(failure.message).toContain('longer than 16.8 MB');
    expect(calls).toBe(1);
  });

  it('that were packed are counted unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(200 * megabyte, ' '), { level: 1 });
    expect(packed.length).toBeLessThan(megabyte);
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(packed);
    };
    const before = process.memoryUsage().rss;
    expect(await failureOf((service) => service.retrieve('b'))).toMatchObject({
      kind: 'not-understood',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * megabyte);
  });

  it('of a refusal are read to a limit too, and a line of them is kept', async () => {
    answer = json(
      { error: { message: 'x'.repeat(5 * megabyte), code: 'y'.repeat(megabyte) } },
      {},
      400,
    );
    const failure = await failureOf((service) => service.retrieve('b'));
    expect(failure.message.length).toBeLessThanOrEqual(500);
    expect(failure.code.length).toBeLessThanOrEqual(80);
  });

  it('of a file that goes on and on behind its end are not kept', async () => {
    const file = endless('{}\n'.repeat(100_000));
    answer = (request, response) => {
      if (request.url?.endsWith('/content') === true) file(request, response);
      else json({ id: 'f', filename: 'o', bytes: 3000, created_at: 1 })(request, response);
    };
    expect(await failureOf(download)).toMatchObject({ kind: 'not-understood' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a file that says to be enormous are not asked for', async () => {
    answer = json({ id: 'f', filename: 'o', bytes: 1e13, created_at: 1 });
    expect(await failureOf(download)).toMatchObject({
      kind: 'not-understood',
      message: expect.stringContaining('GB'),
    });
    expect(calls).toBe(1);
  });

  it('of headers are bounded', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'x-long': 'x'.repeat(100_000) });
      response.end('{}');
    };
    expect((await failureOf((service) => service.retrieve('b'))).kind).toBe('unreachable');
  });
});

describe('time', () => {
  it.each([
    ['a call that is never answered', () => undefined],
    ['a reply of which a byte comes now and then', endless(' ', 100)],
    ['a reply that stops', endless('{', 100_000)],
  ])('of %s has a limit', async (_, handler: Handler) => {
    answer = handler;
    for (const call of [(service: BatchService) => service.retrieve('b'), listing])
      expect((await failureOf(call, quick)).kind).toBe('unreachable');
  });

  it.each([
    ['comes byte by byte', endless('x', 50)],
    ['stops', endless('x', 100_000)],
  ])('of a file that %s has a limit', async (_, handler) => {
    answer = handler;
    expect(await failureOf(download, quick)).toMatchObject({
      kind: 'unreachable',
      code: 'too-slow',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['retry-after', '1e9', undefined],
    ['retry-after', '999999999999999999999999999', 600_000],
    ['retry-after', '-5', undefined],
    ['retry-after', 'NaN', undefined],
    ['retry-after', 'Infinity', undefined],
    ['retry-after', '0', 250],
    ['retry-after', '5; drop', undefined],
    ['retry-after', 'Thu, 01 Jan 2099 00:00:00 GMT', 600_000],
    ['retry-after', 'Thu, 01 Jan 1970 00:00:00 GMT', 250],
    ['retry-after', 'Thu, 99 Xxx 2026 00:00:00 GMT', undefined],
    ['retry-after-ms', '99999999999999', 600_000],
    ['retry-after-ms', '-1', undefined],
    ['retry-after', '9999d', 600_000],
  ])('that is asked for by %s: %s is within reason', async (name, text, expected) => {
    answer = json({ error: { message: 'Slow down.' } }, { [name]: text }, 429);
    expect((await failureOf((service) => service.retrieve('b'))).retryAfter).toBe(expected);
  });

  it.each([
    ['9999d', 600_000],
    ['1e9', undefined],
    ['-1s', undefined],
    [`${'9'.repeat(29)}s`, 600_000],
    [`${'9s'.repeat(5000)}`, undefined],
    ['1s', 1000],
  ])('until a limit is over, %s, is within reason', async (text, expected) => {
    answer = json(
      { choices: [{ message: { content: '{}' } }] },
      { 'x-ratelimit-reset-requests': text, 'x-ratelimit-remaining-requests': '0' },
    );
    const service = await connect({ apiKey: 'k', baseURL });
    const { room } = await service.complete({ model: 'm' } as never);
    expect(room.resetsIn).toBe(expected);
  });
});

describe('lists', () => {
  it('without an end are left after a number of pages', async () => {
    answer = (_, response) =>
      json({ data: [{ id: `b${calls}`, status: 'completed' }], has_more: true })(_, response);
    expect((await failureOf(listing)).message).toContain('never ends');
    expect(calls).toBe(bounds.pages);
  });
});

describe('redirects', () => {
  const to =
    (location: string, status = 302): Handler =>
    (request, response) => {
      request.resume();
      response.writeHead(status, { location });
      response.end();
    };

  it('in a circle end', async () => {
    answer = to('/v1/batches/b');
    expect(await failureOf((service) => service.retrieve('b'))).toMatchObject({
      kind: 'request',
      message: expect.stringContaining('baseURL'),
    });
    expect(calls).toBe(bounds.redirects + 1);
  });

  it.each([301, 302, 303, 307, 308])(
    '%s of what creates something are not followed',
    async (status) => {
      answer = to(`${baseURL}/elsewhere`, status);
      const path = join(folder, 'up.jsonl');
      await writeFile(path, '{}\n');
      for (const call of [
        (service: BatchService) => service.create('f', {}),
        (service: BatchService) => service.upload(path, { name: 'up.jsonl' }),
        (service: BatchService) => service.deleteFile('f'),
      ]) {
        calls = 0;
        expect((await failureOf(call)).kind).toBe('request');
        expect(calls).toBe(1);
      }
      await rm(path);
    },
  );

  it('to another machine do not get the key, and lead nowhere else than to the web', async () => {
    const seen: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end('all of i');
    });
    await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/file`;
    answer = (request, response) =>
      request.url?.endsWith('/content') === true
        ? to(url)(request, response)
        : json({ id: 'f', filename: 'o', bytes: 8, created_at: 1 })(request, response);
    const service = await connect({ apiKey: 'k', baseURL });
    const path = join(folder, 'moved');
    expect(await service.download('f', path)).toBe(8);
    expect(seen).toEqual([undefined]);
    await rm(path);
    other.close();
    for (const location of ['file:///etc/passwd', 'data:application/json,{}', 'ftp://h/x', '//']) {
      answer = to(location);
      expect((await failureOf((asked) => asked.retrieve('b'))).kind).toBe('request');
    }
  });
});

describe('a page of HTML with 200', () => {
  it('is no reply, whatever was asked', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Log in</html>');
    };
    for (const call of [
      (service: BatchService) => service.retrieve('b'),
      (service: BatchService) => service.create('f', {}),
      (service: BatchService) => service.complete({ model: 'm' } as never),
      (service: BatchService) => service.checkModel('m'),
      listing,
      download,
    ])
      expect((await failureOf(call)).kind).toBe('unreachable');
  });
});

describe('a batch', () => {
  const batch = { id: 'batch_1', status: 'completed', input_file_id: 'file-1', created_at: 100 };
  const readAs = async (more: object) => {
    answer = json({ ...batch, ...more });
    return (await connect({ apiKey: 'k', baseURL })).retrieve('batch_1');
  };

  it.each([
    ['an object', { $ne: 1 }],
    ['a number', 7],
    ['null', null],
    ['a path', '../../../etc/passwd'],
    ['a path with dots', 'a/../b'],
    ['empty', ''],
    ['a line break', 'batch\n1'],
    ['an escape sequence', '\u001b]0;x\u0007'],
    ['very long', 'b'.repeat(5000)],
  ])('whose id is %s is none', async (_, id) => {
    answer = json({ ...batch, id });
    expect((await failureOf((service) => service.retrieve('b'))).kind).toBe('not-understood');
    const { outputFile, errorFile } = await readAs({ output_file_id: id, error_file_id: id });
    expect([outputFile, errorFile]).toEqual([undefined, undefined]);
  });

  it.each(['batches/abc-1', 'bGl0ZWxsbQ==', 'batch_67:x', '0b5c-uuid'])(
    'may be called %s',
    async (id) => {
      expect((await readAs({ id })).id).toBe(id);
    },
  );

  it('keeps what makes sense of it', async () => {
    const odd = await readAs({
      request_counts: { completed: 600.5, failed: -1 },
      created_at: '2026-11-29',
      expires_at: 1e308,
      errors: {
        data: [null, 'no', { code: 7, message: null, line: 1.5 }, { message: 'late', line: 2 }],
      },
      metadata: { part: 'p', size: 7, more: null },
      usage: null,
    });
    expect(odd).toMatchObject({ counts: { completed: 0, failed: 0 }, metadata: { part: 'p' } });
    expect([odd.createdAt, odd.expiresAt]).toEqual([undefined, undefined]);
    expect(odd.failures.map(({ line }) => line)).toEqual([undefined, 2]);
    expect(odd.failures[0]?.code).toBe('7');
    expect(await readAs({ request_counts: null, errors: 'no', metadata: [] })).toMatchObject({
      counts: { completed: 0, failed: 0 },
      failures: [],
    });
  });

  it.each([Number.NaN, -1, 0, 1e308, '1', null, {}, []])(
    'has no date where it is %s',
    async (date) => {
      expect((await readAs({ created_at: date })).createdAt).toBeUndefined();
    },
  );
});

describe('a reply that is nested a hundred thousand times', () => {
  const deep = `{"id":"x","object":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const message = 'its reply is nested too deeply';

  it.each([
    ['batch', (service: BatchService) => service.retrieve('b')],
    ['list', listing],
    ['live answer', (service: BatchService) => service.complete({} as never)],
  ])('is no %s', async (_, call) => {
    answer = json(deep);
    expect(await failureOf(call)).toMatchObject({ kind: 'not-understood', message });
  });

  it('is no error either', async () => {
    answer = json(`{"error":${deep}}`, {}, 400);
    const failure = await failureOf((service) => service.retrieve('b'));
    expect(failure).toMatchObject({ kind: 'not-understood', message });
  });
});

it.each([
  { message: [{ a: 1 }], code: { b: 2 }, param: 3, type: null },
  { message: null, code: ['x'], param: { image: 1 }, type: 7 },
  { message: 7, code: true, param: ['image'], type: {} },
  'just a text',
  null,
  [],
])(
  'an error of other parts than the service documents is told by its status: %j',
  async (error) => {
    answer = json({ error }, {}, 400);
    const failure = await failureOf((service) => service.retrieve('b'));
    expect(failure).toMatchObject({ kind: 'request', status: 400 });
    expect(failure.message).not.toContain('[object');
  },
);
