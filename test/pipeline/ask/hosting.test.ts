/** Previews on a server: requests carry their addresses, none is sent twice, and none stays. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Logins } from '../../../src/pipeline/archive/archive.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { estimateWaiting } from '../../../src/pipeline/ask/estimate.ts';
import { exportBatches } from '../../../src/pipeline/ask/exchange.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { Settings } from '../../../src/settings.ts';
import { startSshd } from '../../helpers/file-servers.ts';
import { listening } from '../../helpers/ports.ts';
import { type S3Service, startS3 } from '../../helpers/s3.ts';
import { someOf } from '../../helpers/some-of.ts';
import { type WatchedHttp, watchHttp } from '../../helpers/watched-http.ts';
import { closeLater } from './scene.ts';
import { FakeClock, makeWorld, openWorld, startService, statuses, type World } from './world.ts';

const photos = 2;

let s3: S3Service;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

const logins: Logins = {
  password: async () => 'S3RVER',
  knownHosts: join(tmpdir(), 'no-hosts'),
  unprotected: { isAllowed: () => false, allow: () => undefined },
};

function settingsFor(url: string, prefix: string): Partial<Settings> {
  return {
    'preview.delivery': 's3',
    'preview.host': url,
    'preview.user': 'S3RVER',
    'preview.directory': `photos/${prefix}`,
    'preview.baseUrl': `${url}/photos/${prefix}/`,
    'batch.maxRequests': 2,
  };
}

async function scene(prefix: string, changes: Partial<Settings> = {}) {
  const clock = new FakeClock();
  const service = await startService(clock);
  closeLater(() => service.close());
  const host = await watchHttp(s3.url);
  closeLater(() => host.close());
  const settings = { ...settingsFor(host.url, prefix), ...changes };
  const options = { url: service.url, clock, settings, logins };
  const world = await makeWorld({ ...options, photos });
  closeLater(() => world.close());
  return { service, host, world, options };
}

async function goOn({ context }: World): Promise<string[]> {
  const notes = [...(await prepare(context)).notes];
  notes.push(...(await submit(context)).notes);
  notes.push(...(await collect(context, { wait: true })).notes);
  return notes;
}

/** How often each name was sent, and what is still there. */
function sent({ carriedOut }: WatchedHttp) {
  const names = (method: string) =>
    carriedOut.filter((call) => call.startsWith(`${method} `)).map((call) => basename(call));
  const put = names('PUT');
  return { put, left: put.filter((name) => !names('DELETE').includes(name)) };
}

describe('copies on a server', () => {
  it.each(['batch', 'live'] as const)(
    'are fetched by the model and removed (%s)',
    async (engine) => {
      const { world, host, service } = await scene(engine, { engine });
      await prepare(world.context);
      const inline = await makeWorld({ photos });
      closeLater(() => inline.close());
      await prepare(inline.context);
      const [here, there] = [inline, world].map(({ archive }) =>
        estimateWaiting(archive, new Date()),
      );
      expect(there?.uploadBytes).toBeLessThan(here?.uploadBytes ?? 0);
      expect(there?.tokensIn).toBe(here?.tokensIn);
      const notes = await goOn(world);
      expect(statuses(world.catalog)).toEqual({ review: photos });
      const { put, left } = sent(host);
      expect(new Set(put).size).toBe(photos);
      expect(put).toHaveLength(photos);
      expect(put.every((name) => /^[0-9a-f]{32}\.jpg$/.test(name))).toBe(true);
      expect(left).toEqual([]);
      expect(service.stats().picturesTwice).toEqual([]);
      expect(notes.join(' ')).toMatch(/preview(?: was|s were) removed from/);
      expect(world.catalog.count('SELECT count(*) FROM hosted_copy')).toBe(0);
      const got = host.carriedOut.filter((call) => call.startsWith('GET '));
      expect(new Set(got.map((call) => basename(call)))).toEqual(new Set(put));
    },
  );

  it('carry addresses that say nothing of the photo into exported files, once', async () => {
    const { world, host } = await scene('export');
    await prepare(world.context);
    const folder = join(world.root, 'out');
    const { files } = await exportBatches(world.context, folder);
    const lines = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
    const address = /http:\/\/127\.0\.0\.1:\d+\/photos\/export\/[0-9a-f]{32}\.jpg/g;
    expect(new Set(lines.match(address)).size).toBe(photos);
    expect(lines).not.toMatch(/base64|Istanbul\/|photo 0/);
    expect(sent(host).put).toHaveLength(photos);
  });

  it.each([
    ['another address', { 'preview.baseUrl': 'http://127.0.0.1:9/' }, /cannot be fetched/],
    ['a server that is not there', { 'preview.host': 'http://127.0.0.1:9' }, /cannot be reached/],
    ['no bucket', { 'preview.directory': '' }, /bucket is not set/],
    ['no address', { 'preview.baseUrl': '' }, /web address .* not set/],
  ])('stop everything before anything is asked: %s', async (_, changes, words) => {
    const { world, service, options } = await scene('wrong', changes);
    await prepare(world.context);
    await expect(submit(world.context)).rejects.toThrow(words);
    expect(service.stats().executedRequests).toBe(0);
    expect(world.catalog.count('SELECT count(*) FROM batch')).toBe(0);
    world.close();
    const again = await openWorld(world.root, {
      ...options,
      settings: { ...settingsFor(s3.url, 'right') },
    });
    closeLater(() => again.close());
    await goOn(again);
    expect(statuses(again.catalog)).toEqual({ review: photos });
  });

  it('are not asked about where the address gives another file', async () => {
    const other = createServer((_, reply) => reply.end('<html>not found, said politely</html>'));
    const port = await listening(other);
    closeLater(() => other.close());
    const { world } = await scene('html', { 'preview.baseUrl': `http://127.0.0.1:${port}` });
    await prepare(world.context);
    await expect(submit(world.context)).rejects.toMatchObject({
      code: 'address-wrong',
      message: expect.stringContaining('gives another file than was uploaded'),
    });
  });

  it('stay where the settings name another server meanwhile, which is told', async () => {
    const { world, options, host } = await scene('moved');
    await prepare(world.context);
    await submit(world.context);
    world.close();
    const inline = await openWorld(world.root, {
      ...options,
      settings: { ...options.settings, 'preview.delivery': 'inline' },
    });
    closeLater(() => inline.close());
    const { notes } = await collect(inline.context, { wait: true });
    expect(notes.join(' ')).toContain('2 previews are still at');
    inline.close();
    const back = await openWorld(world.root, options);
    closeLater(() => back.close());
    await collect(back.context);
    expect(sent(host).left).toEqual([]);
  });

  it('of a catalog that somebody else made are never removed under other names', async () => {
    const { world, host } = await scene('foreign');
    await goOn(world);
    const key = `S3RVER ${host.url}/photos/foreign (S3)`;
    world.catalog.run(
      "INSERT INTO hosted_copy (name, request_id, remote, hash, state) VALUES ('../index.html', 99, ?, '', 'there')",
      key,
    );
    await collect(world.context);
    expect(world.catalog.count('SELECT count(*) FROM hosted_copy')).toBe(0);
    expect(host.carriedOut.filter((call) => call.includes('index'))).toEqual([]);
  });
});

describe.each(['before', 'after'] as const)('dying %s a call to the server', (when) => {
  it('sends no copy twice, loses no photo and leaves nothing there', async () => {
    const alive = await scene(`alive-${when}`);
    await goOn(alive.world);
    const calls = alive.host.calls();
    expect(calls).toBeGreaterThan(3 * photos);
    const numbers = Array.from({ length: calls }, (_, index) => index + 1);
    for (const call of someOf(
      numbers,
      (number) => alive.host.carriedOut[number - 1]?.split(' ')[0],
      2,
    )) {
      const { world, host, options, service } = await scene(`${when}-${call}`);
      host.dieAt(call, when, () => world.close());
      await goOn(world).catch(() => undefined);
      host.revive();
      world.close();
      const next = await openWorld(world.root, options);
      await goOn(next);
      await collect(next.context);
      const { put, left } = sent(host);
      expect({ call, statuses: statuses(next.catalog) }).toEqual({
        call,
        statuses: { review: photos },
      });
      expect({ call, put: put.length, names: new Set(put).size, left }).toEqual({
        call,
        put: photos,
        names: photos,
        left: [],
      });
      expect({ call, twice: service.stats().picturesTwice }).toEqual({ call, twice: [] });
      next.close();
    }
  });
});

it('works over SFTP to a folder that a web server shows', async (context) => {
  const server = await startSshd();
  if (server === undefined) return context.skip('sshd is not installed');
  closeLater(() => server.stop());
  const web = createServer((request, reply) => {
    createReadStream(join(server.folder, basename(request.url ?? '')))
      .on('error', () => reply.writeHead(404).end())
      .pipe(reply);
  });
  const port = await listening(web);
  closeLater(() => web.close());
  const { remote } = server;
  const { world } = await scene('sftp', {
    'preview.delivery': 'sftp',
    'preview.host': remote.host,
    'preview.port': remote.port,
    'preview.user': remote.user,
    'preview.directory': remote.directory,
    'preview.keyFile': remote.keyFile ?? '',
    'preview.baseUrl': `http://127.0.0.1:${port}/shown`,
  });
  const own = {
    ...logins,
    password: async () => undefined,
    knownHosts: join(server.keys, 'known'),
  };
  const again = await openWorld(world.root, { ...(await optionsOf(world)), logins: own });
  closeLater(() => again.close());
  await goOn(again);
  expect(statuses(again.catalog)).toEqual({ review: photos });
  expect(await readdir(server.folder)).toEqual([]);
});

async function optionsOf(world: World) {
  world.close();
  const { settings, service } = world.archive;
  return { settings, url: service.baseURL ?? '' };
}
