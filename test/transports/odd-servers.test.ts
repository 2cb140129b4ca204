/** What servers do that real ones do seldom: lie, babble, refuse names, take files up. */
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StopError } from '../../src/errors.ts';
import type { Remote } from '../../src/transports/remote.ts';
import { bufferSource } from '../../src/transports/source.ts';
import { temporaryName } from '../../src/transports/temporary-name.ts';
import { openTransport, type Transport } from '../../src/transports/transport.ts';
import { noFiles } from '../helpers/no-file.ts';
import { type OddFiles, startOddFtp } from '../helpers/odd-ftp.ts';
import { startS3 } from '../helpers/s3.ts';
import { picture } from './pictures.ts';

const ftp = { kind: 'ftp', host: '127.0.0.1', user: 'ada', directory: '' } as const;
const bytes = picture('a', 40_000);

function opened(
  remote: Remote,
  password = 'tiger',
  knownHosts = join(tmpdir(), 'none'),
): Transport {
  const access = {
    password: async () => password,
    knownHosts,
    wait: async () => undefined,
  };
  const transport = openTransport(remote, access, new AbortController().signal);
  onTestFinished(() => transport.close());
  return transport;
}

async function odd(answers: Parameters<typeof startOddFtp>[0], changes: Partial<Remote> = {}) {
  const server = await startOddFtp(answers);
  onTestFinished(() => server.close());
  const transport = opened({ ...ftp, port: server.port, ...changes });
  const put = () => transport.put(bufferSource(bytes), 'a.jpg');
  return { server, transport, put, failure: () => put().then(String, (error: StopError) => error) };
}

describe('a server', () => {
  it('that greets for ever ends in a sentence', async () => {
    const { failure } = await odd({
      greet(socket) {
        const more = () =>
          void (socket.writable && socket.write('220-hello\r\n'.repeat(1000), more));
        more();
      },
    });
    expect(await failure()).toMatchObject({ code: 'remote-unreachable' });
  });

  it('that names another address for the data gets no byte sent there', async () => {
    const reply = (command: string) =>
      command === 'EPSV'
        ? '500 unknown'
        : command === 'PASV'
          ? '227 over there (192,0,2,7,0,9)'
          : undefined;
    const { failure, server } = await odd({ reply });
    expect(await failure()).toMatchObject({ code: 'remote-unreachable' });
    expect(server.files.size).toBe(0);
  });

  it('whose list of files has control signs is read as a list of other names', async () => {
    const reply = (command: string) => (command.startsWith('SIZE') ? '500 unknown' : undefined);
    const { transport } = await odd({
      reply: (command) => (command.startsWith('LIST') ? '550 \u001B[2Jnone' : reply(command)),
    });
    const failure = (await transport
      .size('a.jpg')
      .then(String, (error: unknown) => error)) as StopError;
    expect(String(failure.message ?? failure)).not.toMatch(/\p{C}/u);
  });

  it('cannot have its words steer the terminal, nor the password shown', async () => {
    const reply = (command: string) =>
      command.startsWith('PASS') ? `530 \u001B[2Jno ${command.slice(5)} \u202Ehere` : undefined;
    const { failure } = await odd({ reply });
    const { code, message } = (await failure()) as StopError;
    expect(code).toBe('login-refused');
    expect(message).not.toMatch(/\p{C}|tiger/u);
    expect(message).toContain('530');
  });

  it('that says other sizes than were sent is not believed, and ends', async () => {
    const reply = (command: string, files: OddFiles) =>
      command.startsWith('SIZE') && files.has(command.slice(5)) ? '213 99999999' : undefined;
    const { failure, server } = await odd({ reply });
    expect(await failure()).toMatchObject({
      code: 'remote-unreachable',
      message: expect.stringContaining('99999999 bytes, where 40000 were sent'),
    });
    expect(server.files.has('a.jpg')).toBe(false);
  });

  it.each([
    ['is a loss', false],
    ['has taken it up, where it is an inbox', true],
  ])('that lets a file vanish %s', async (_, isInbox) => {
    const reply = (command: string, files: OddFiles) => {
      if (!command.startsWith('RNTO')) return undefined;
      files.clear();
      return '250 renamed';
    };
    const { failure } = await odd({ reply }, { isInbox });
    if (isInbox) expect(await failure()).toBe('taken-up');
    else
      expect(await failure()).toMatchObject({
        code: 'upload-refused',
        message: expect.stringContaining('renames or removes what arrives'),
      });
  });

  it.each(
    ['RNFR', 'RNTO', 'STOR .'].flatMap((start) => [false, true].map((isInbox) => [start, isInbox])),
  )('that refuses %s gets the files under their names, an inbox: %s', async (start, isInbox) => {
    const reply = (command: string) =>
      command.startsWith(String(start)) ? '553 not so' : undefined;
    const { transport, server } = await odd({ reply }, { isInbox: isInbox === true });
    const names = ['a.jpg', 'b.jpg', 'c.jpg'];
    const puts = names.map((name) => transport.put(bufferSource(bytes), name));
    expect(await Promise.all(puts)).toEqual(['arrived', 'arrived', 'arrived']);
    expect([...server.files.keys()].sort()).toEqual(names);
  });

  it.each([false, true])('that hides what begins with a point, an inbox: %s', async (isInbox) => {
    const { put, failure, server } = await odd(
      { reply: (command) => (command.startsWith('SIZE .') ? '550 none' : undefined) },
      { isInbox },
    );
    if (isInbox) return expect(await failure()).toMatchObject({ code: 'upload-refused' });
    expect(await put()).toBe('arrived');
    expect([...server.files.keys()]).toEqual(['a.jpg']);
  });

  it('that refuses to rename is known not to have the file, whenever the program is killed', async () => {
    const steps: string[] = [];
    let atRemoval: string | undefined;
    const { transport } = await odd(
      {
        reply(command) {
          if (command.startsWith('DELE')) atRemoval = steps.at(-1);
          return command.startsWith('RNTO') ? '553 not so' : undefined;
        },
      },
      { isInbox: true },
    );
    const onStep = (step: string) => void steps.push(step);
    await transport.put(bufferSource(bytes), 'a.jpg', undefined, { onStep });
    expect(steps).toEqual(['whole', 'sending', 'direct']);
    expect(atRemoval).toBe('sending');
  });

  it('that refuses one file still gets the others under temporary names first', async () => {
    const { transport, server } = await odd({
      reply: (command) => (/^STOR .*bad/.test(command) ? '553 not this one' : undefined),
    });
    await expect(transport.put(bufferSource(bytes), 'bad.jpg')).rejects.toMatchObject({
      code: 'upload-refused',
    });
    expect(await transport.put(bufferSource(bytes), 'a.jpg')).toBe('arrived');
    expect(server.commands).toContain('RNTO a.jpg');
  });

  it('that has an older file of the same size when the new one is whole and not renamed gets the new one', async () => {
    const { transport, server } = await odd({});
    const source = bufferSource(bytes);
    await transport.put(bufferSource(picture('older', bytes.length)), 'a.jpg');
    server.files.set(temporaryName('a.jpg', source.hash), { bytes });
    const last = 'whole';
    expect(await transport.put(source, 'a.jpg', undefined, { last })).toBe('arrived');
    expect([...server.files]).toEqual([['a.jpg', { bytes }]]);
    expect(await transport.put(source, 'a.jpg', undefined, { last })).toBe('was-there');
  });

  it('that begins without TLS where TLS is wanted is told for what it is', async () => {
    const { failure } = await odd({}, { kind: 'ftps-implicit' });
    expect(await failure()).toMatchObject({
      code: 'remote-unreachable',
      message: expect.stringContaining(
        'cannot be protected: what answers at this port begins without TLS',
      ),
    });
  });

  it('that is full when we come is waited for, and not said to be unreachable', async () => {
    let times = 0;
    const { failure, put } = await odd({
      greet: (socket) => void socket.write(++times < 8 ? '421 too many users\r\n' : '220 hi\r\n'),
    });
    const { advice, message } = (await failure()) as StopError;
    expect(times).toBe(5);
    expect(message).toMatch(/^a\.jpg does not get through to 127\.0\.0\.1.*: 421 too many users$/);
    expect(advice).toContain('it goes on where it stopped');
    expect(await put()).toBe('arrived');
  });

  it.each(
    (['seeks', 'cuts off', 'begins', 'appends', 'unknown'] as const).flatMap((restart) =>
      [
        [15_000, 10_000],
        [1, 39_999, 20_000],
      ].flatMap((cuts) => [
        { restart, cuts, isDirect: false, isInbox: false, readsBack: true },
        { restart, cuts, isDirect: true, isInbox: false, readsBack: true },
        { restart, cuts, isDirect: true, isInbox: true, readsBack: true },
        { restart, cuts, isDirect: false, isInbox: true, readsBack: false },
      ]),
    ),
  )(
    'that writes late what came before a cut has the file whole in the end: %o',
    async ({ restart, cuts, isDirect, isInbox, readsBack }) => {
      const refused = [
        ...(restart === 'unknown' ? ['REST'] : []),
        ...(readsBack ? [] : ['RETR', 'DELE']),
      ];
      const { put, server } = await odd(
        {
          cuts,
          late: Math.min(4000, ...cuts),
          ...(restart !== 'unknown' && { restart }),
          reply: (command) =>
            refused.some((one) => command.startsWith(one)) ? '502 not here' : undefined,
        },
        { isDirect, isInbox },
      );
      expect(await put()).toBe('arrived');
      expect(server.files.get('a.jpg')?.bytes.equals(bytes)).toBe(true);
      expect([...server.files.keys()]).toEqual(['a.jpg']);
    },
  );

  it('that goes on where it is told gets what is missing alone', async () => {
    const { put, server } = await odd({ cuts: [15_000], late: 4000 });
    expect(await put()).toBe('arrived');
    expect(server.commands).toContain('REST 11000');
    expect(server.commands.filter((one) => one.startsWith('DELE'))).toEqual([]);
    expect([...server.files]).toEqual([['a.jpg', { bytes }]]);
  });

  it.each([true, false])(
    'that has other bytes of the same size under the name gets ours: read back %s',
    async (readsBack) => {
      const { put, transport, server } = await odd({
        reply: (command) => (command.startsWith('RETR') && !readsBack ? '550 no' : undefined),
      });
      await transport.put(bufferSource(picture('other', bytes.length)), 'a.jpg');
      expect(await put()).toBe('arrived');
      expect([...server.files]).toEqual([['a.jpg', { bytes }]]);
      expect(await put()).toBe(readsBack ? 'was-there' : 'arrived');
    },
  );

  it('that refuses a file says so of that file', async () => {
    const reply = (command: string) =>
      command.startsWith('STOR') ? '553 JPEG only, please' : undefined;
    const { failure } = await odd({ reply });
    expect(await failure()).toMatchObject({
      code: 'upload-refused',
      message: expect.stringContaining('does not take a.jpg: 553 JPEG only, please'),
    });
  });

  it('that has no room says so', async () => {
    const { failure } = await odd({
      reply: (command) => (command.startsWith('STOR') ? '452 quota' : undefined),
    });
    expect(await failure()).toMatchObject({
      code: 'remote-full',
      message: expect.stringContaining('has no room for a.jpg, or'),
    });
  });

  it.each([
    ['552 quota exceeded', 'remote-full', 1],
    ['553 not this file', 'upload-refused', 2],
    ['426 try again', 'remote-unreachable', 5],
    ['226 done', 'remote-unreachable', 5],
  ])('that ends the data early and says %s is heard', async (ends, code, times) => {
    const { server, transport } = await odd({ ends });
    const whole = bufferSource(picture('large', 9_000_000));
    const failure = await transport.put(whole, 'a.jpg').catch((error: StopError) => error);
    expect(failure).toMatchObject({ code });
    if (!ends.startsWith('226')) expect(String(failure)).toContain(ends);
    const stored = server.commands.filter((command) => command.startsWith('STOR'));
    expect(stored.length).toBeGreaterThanOrEqual(times);
    expect(stored.length).toBeLessThanOrEqual(times + 1);
  });

  it('that takes one connection at a time gets all over that one', async () => {
    let open = 0;
    const { transport, server } = await odd(
      {
        greet(socket) {
          open++;
          socket.on('close', () => open--);
          socket.write(open > 1 ? '421 too many of you\r\n' : '220 ready\r\n');
        },
      },
      { connections: 4 },
    );
    const names = Array.from({ length: 6 }, (_, index) => `n${index}.jpg`);
    await Promise.all(names.map((name) => transport.put(bufferSource(picture(name, 3000)), name)));
    expect([...server.files.keys()].sort()).toEqual(names);
  });

  it('that knows no SIZE is asked for a list, and one that lists nothing is told', async () => {
    const { failure } = await odd({
      reply: (command) => (/^(?:SIZE|LIST|MLSD)/.test(command) ? '502 what?' : undefined),
    });
    expect(await failure()).toMatchObject({ code: 'upload-refused' });
  });
});

it.each([...noFiles, ['nothing', () => undefined, 'it is not there'] as const])(
  'a key file that is %s is told before anybody is asked',
  async (_, put, said) => {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-key-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'key');
    put(file);
    const remote = { ...ftp, kind: 'sftp', port: 9 } as const;
    await expect(opened({ ...remote, keyFile: file }).size('a.jpg')).rejects.toMatchObject({
      code: 'settings-invalid',
      message: `The key file ${file} cannot be read: ${said}.`,
    });
    if (said !== 'it is not there')
      await expect(opened(remote, 'tiger', file).size('a.jpg')).rejects.toMatchObject({
        code: 'settings-invalid',
        message: `The host keys in ${file} cannot be read: ${said}.`,
      });
  },
);

describe('an S3 service', () => {
  const remote = (url: string, changes: Partial<Remote> = {}): Remote => ({
    kind: 's3',
    host: url,
    port: 0,
    user: 'S3RVER',
    directory: 'photos/small ones',
    ...changes,
  });

  it('gets files whole, signed, and gives them up again', async () => {
    const service = await startS3();
    onTestFinished(() => service.close());
    const transport = opened(remote(service.url), 'S3RVER');
    const seen: number[] = [];
    const source = bufferSource(bytes);
    expect(await transport.put(source, 'a b.jpg', (sent) => seen.push(sent))).toBe('arrived');
    expect(seen.at(-1)).toBe(bytes.length);
    expect(await transport.size('a b.jpg')).toBe(bytes.length);
    expect(await transport.put(source, 'a b.jpg')).toBe('was-there');
    await transport.put(bufferSource(picture('other', bytes.length)), 'a b.jpg');
    expect(await transport.put(source, 'a b.jpg')).toBe('arrived');
    const got = await fetch(`${service.url}/photos/small%20ones/a%20b.jpg`);
    expect(got.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    await transport.remove('a b.jpg');
    await transport.remove('a b.jpg');
    expect(await transport.size('a b.jpg')).toBeUndefined();
    const wrong = opened(remote(service.url), 'not-the-secret');
    const failure = (await wrong.put(source, 'c.jpg').catch((error) => error)) as StopError;
    expect(failure).toMatchObject({ code: 'login-refused' });
    expect(failure.message).toContain('access key');
    const nowhere = opened(remote(service.url, { directory: 'none' }), 'S3RVER');
    await expect(nowhere.put(source, 'c.jpg')).rejects.toMatchObject({ code: 'upload-refused' });
  });

  it('gets no file that is larger than one request may be', async () => {
    const service = await startS3();
    onTestFinished(() => service.close());
    const transport = opened(remote(service.url), 'S3RVER');
    const source = { ...bufferSource(bytes), bytes: 6 * 1024 ** 3 };
    await expect(transport.put(source, 'a.jpg')).rejects.toMatchObject({
      code: 'upload-refused',
      message: expect.stringContaining('a.jpg: files of more than 5 GiB do not go in one piece'),
    });
    expect(await transport.size('a.jpg')).toBeUndefined();
  });

  it('that refuses a file in the middle has it closed, and one that cannot be read is not waited for', async () => {
    const service = createServer(({ method }, response) => {
      response.writeHead(method === 'PUT' ? 403 : 404).end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void service.close());
    await once(service, 'listening');
    const { port } = service.address() as AddressInfo;
    const streams: Readable[] = [];
    const source = (broken?: Error) => ({
      ...bufferSource(bytes),
      bytes: 40_000_000,
      async read() {
        const stream = Readable.from(Array.from({ length: 400 }, () => Buffer.alloc(100_000)));
        streams.push(stream.once('data', () => broken && stream.destroy(broken)));
        return stream;
      },
    });
    const transport = opened(remote(`http://127.0.0.1:${port}`), 'S3RVER');
    await expect(transport.put(source(), 'a.jpg')).rejects.toMatchObject({ code: 'login-refused' });
    await expect(transport.put(source(new Error('EIO')), 'b.jpg')).rejects.toThrow();
    expect(streams.filter(({ destroyed }) => !destroyed)).toEqual([]);
  });

  it('that refuses a file gets it once', async () => {
    const asked: (string | undefined)[] = [];
    const service = createServer((request, response) => {
      asked.push(request.method);
      request.resume();
      response.writeHead(request.method === 'PUT' ? 400 : 404).end();
    });
    onTestFinished(() => void service.close());
    await once(service.listen(0, '127.0.0.1'), 'listening');
    const { port } = service.address() as AddressInfo;
    const transport = opened(remote(`http://127.0.0.1:${port}`), 'S3RVER');
    await expect(transport.put(bufferSource(bytes), 'a.jpg')).rejects.toMatchObject({
      code: 'upload-refused',
    });
    expect(asked).toEqual(['HEAD', 'PUT']);
  });

  const hour = 3_600_000;
  it.each([
    [301, { 'x-amz-bucket-region': 'eu-west-1' }, 'settings-invalid', 'in the region eu-west-1'],
    [307, { location: 'https://photos.s3.example/x' }, 'settings-invalid', 'at photos.s3.example'],
    [400, { 'x-amz-bucket-region': 'eu-west-1' }, 'settings-invalid', 'in the region eu-west-1'],
    [
      403,
      { date: new Date(Date.now() - hour).toUTCString() },
      'login-refused',
      'minutes from its own',
    ],
    [
      403,
      { date: new Date(Date.now() - hour / 6).toUTCString() },
      'login-refused',
      'does not accept the access key',
    ],
    [403, {}, 'login-refused', 'does not accept the access key'],
    [503, {}, 'remote-unreachable', 'a.jpg does not get through'],
  ])('that answers %i with %o is told for what it is', async (status, headers, code, said) => {
    const service = createServer((_, response) => response.writeHead(status, headers).end());
    onTestFinished(() => void service.close());
    await once(service.listen(0, '127.0.0.1'), 'listening');
    const { port } = service.address() as AddressInfo;
    const transport = opened(remote(`http://127.0.0.1:${port}`), 'S3RVER');
    await expect(transport.size('a.jpg')).rejects.toMatchObject({
      code,
      message: expect.stringContaining(said),
    });
  });

  it('that names the clock without saying its own time is told without a number', async () => {
    const service = createServer((request, response) => {
      request.resume();
      response.sendDate = false;
      if (request.method === 'HEAD') response.writeHead(404).end();
      else
        response
          .writeHead(403)
          .end('<Error><Code>RequestTimeTooSkewed</Code><Message>x</Message></Error>');
    });
    onTestFinished(() => void service.close());
    await once(service.listen(0, '127.0.0.1'), 'listening');
    const { port } = service.address() as AddressInfo;
    const transport = opened(remote(`http://127.0.0.1:${port}`), 'S3RVER');
    await expect(transport.put(bufferSource(bytes), 'a.jpg')).rejects.toMatchObject({
      code: 'login-refused',
      message: expect.stringMatching(/time of this computer: status 403/),
    });
  });

  it.each([
    [{ directory: '' }, 'settings-invalid'],
    [{ host: '' }, 'settings-invalid'],
    [{ host: 'http://127.0.0.1:9' }, 'remote-unreachable'],
  ])('with %o is told', async (changes, code) => {
    await expect(opened(remote('http://127.0.0.1:9', changes)).size('a.jpg')).rejects.toMatchObject(
      {
        code,
      },
    );
  });
});

describe('a folder', () => {
  it('gets a file whole, goes on with what is there, and keeps names inside', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'proofsheet-folder-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const transport = opened({
      ...ftp,
      kind: 'folder',
      port: 0,
      directory: join(directory, 'made'),
    });
    expect(await transport.put(bufferSource(bytes), 'a.jpg')).toBe('arrived');
    expect(await readdir(join(directory, 'made'))).toEqual(['a.jpg']);
    expect((await readFile(join(directory, 'made', 'a.jpg'))).equals(bytes)).toBe(true);
    const source = bufferSource(bytes);
    // As a disk leaves it that lost some of what was written last: a hole.
    const holed = Buffer.concat([Buffer.alloc(3000), bytes.subarray(3000, -1000)]);
    await writeFile(join(directory, 'made', temporaryName('b.jpg', source.hash)), holed);
    await writeFile(join(directory, 'made', 'b.jpg'), picture('other', bytes.length));
    expect(await transport.put(source, 'b.jpg')).toBe('arrived');
    expect((await readFile(join(directory, 'made', 'b.jpg'))).equals(bytes)).toBe(true);
    expect(await transport.put(source, 'b.jpg')).toBe('was-there');
    await transport.remove('b.jpg');
    expect(await readdir(join(directory, 'made'))).toEqual(['a.jpg']);
    await transport.remove('a.jpg');
    expect(await transport.size('a.jpg')).toBeUndefined();
    for (const name of ['../a.jpg', 'a/b.jpg', '', '.', '-rf', 'a\nb.jpg', '.hidden'])
      await expect(transport.put(bufferSource(bytes), name)).rejects.toThrow('No name for a file');
  });
});
