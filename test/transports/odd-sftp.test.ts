/** What SFTP servers refuse, and what becomes of the file then. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { bufferSource, SourceError } from '../../src/transports/source.ts';
import { openTransport } from '../../src/transports/transport.ts';
import { sftpStatus, startOddSftp } from '../helpers/odd-sftp.ts';
import { picture } from './pictures.ts';

const own = await mkdtemp(join(tmpdir(), 'proofsheet-odd-sftp-'));
afterAll(() => rm(own, { recursive: true, force: true }));
const bytes = picture('a', 600_000);

async function odd(refusal: Parameters<typeof startOddSftp>[0], isInbox = false) {
  const server = await startOddSftp(refusal);
  const access = {
    password: async () => 'tiger',
    knownHosts: join(own, `known-${server.port}`),
    wait: async () => undefined,
  };
  const { port } = server;
  const remote = {
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user: 'ada',
    directory: '',
    isInbox,
  } as const;
  const transport = openTransport(remote, access, new AbortController().signal);
  onTestFinished(() => {
    transport.close();
    server.close();
  });
  const put = (name = 'a.jpg') => transport.put(bufferSource(bytes), name);
  const failure = () => put().then(String, (error: unknown) => error);
  return { server, transport, put, failure };
}

const isHidden = (name: string) => name.startsWith('.');

it.each(
  Object.entries({
    'names that begin with a point, as failures': (what: string, name: string) =>
      what === 'open' && isHidden(name) ? sftpStatus.failure : undefined,
    'such names, as not allowed': (what: string, name: string) =>
      what === 'open' && isHidden(name) ? sftpStatus.denied : undefined,
    'to rename, as failures': (what: string) =>
      what === 'rename' ? sftpStatus.failure : undefined,
    'to rename, which it does not know': (what: string) =>
      what === 'rename' ? sftpStatus.unknown : undefined,
    'to remove': (what: string) => (what === 'remove' ? sftpStatus.denied : undefined),
    'to be read': (what: string) => (what === 'read' ? sftpStatus.denied : undefined),
  }).map(([title, refusal], at) => ({ title, refusal, isInbox: at % 2 === 0 })),
)(
  'a server that refuses $title has the file whole, an inbox: $isInbox',
  async ({ refusal, isInbox }) => {
    const { server, put } = await odd(refusal, isInbox);
    expect(await Promise.all([put(), put('b.jpg')])).toEqual(['arrived', 'arrived']);
    expect([...server.files.keys()].sort()).toEqual(['a.jpg', 'b.jpg']);
    for (const file of server.files.values()) expect(file.equals(bytes)).toBe(true);
    expect(server.open()).toEqual([]);
  },
);

it.each(['write', 'close'])('a server that fails at %s is said to have no room', async (at) => {
  const { failure, server } = await odd((what) => (what === at ? sftpStatus.failure : undefined));
  expect(await failure()).toMatchObject({ code: 'remote-full' });
  expect(server.files.has('a.jpg')).toBe(false);
  if (at === 'write') expect(server.open()).toEqual([]);
});

it('a server that refuses everything refuses the file', async () => {
  const { failure } = await odd(() => sftpStatus.denied);
  expect(await failure()).toMatchObject({ code: 'upload-refused' });
});

it('a file that cannot be read leaves nothing open at the server', async () => {
  const { server, transport } = await odd(() => undefined);
  const read = () => Promise.reject(new SourceError('cannot be read: gone'));
  const put = transport.put({ ...bufferSource(bytes), read }, 'a.jpg');
  await expect(put).rejects.toThrow('cannot be read: gone');
  expect(await transport.size('a.jpg')).toBeUndefined();
  expect(server.open()).toEqual([]);
});
