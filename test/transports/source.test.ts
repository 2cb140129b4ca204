/** Files that are changed, taken away or damaged while they are sent: no server is blamed, and nothing of them is called there. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Remote } from '../../src/transports/remote.ts';
import { bufferSource, fileSource, SourceError } from '../../src/transports/source.ts';
import { openTransport } from '../../src/transports/transport.ts';
import { startSshd } from '../helpers/file-servers.ts';
import { startOddFtp } from '../helpers/odd-ftp.ts';
import { startS3 } from '../helpers/s3.ts';
import { picture } from './pictures.ts';

const own = await mkdtemp(join(tmpdir(), 'proofsheet-sources-'));
afterAll(() => rm(own, { recursive: true, force: true }));
const sshd = await startSshd();
afterAll(() => sshd?.stop());

type Started = Pick<Remote, 'kind' | 'host' | 'port' | 'user' | 'directory'> & {
  readonly keyFile?: string;
};

const remotes: Readonly<Record<string, () => Promise<Started | undefined>>> = {
  folder: async () => ({ kind: 'folder', host: '', port: 0, user: '', directory: join(own, 'to') }),
  async ftp() {
    const server = await startOddFtp({});
    onTestFinished(() => server.close());
    return { kind: 'ftp', host: '127.0.0.1', port: server.port, user: 'ada', directory: '' };
  },
  sftp: async () => sshd?.remote,
  async s3() {
    const service = await startS3();
    onTestFinished(() => service.close());
    return { kind: 's3', host: service.url, port: 0, user: 'S3RVER', directory: 'photos/x' };
  },
};

// Far more than is read ahead.
const bytes = picture('whole', 12_000_000);
const other = picture('other', 12_000_000);

/** What happens to the file when its first bytes have been read. */
const happens: readonly (readonly [string, (file: string) => Promise<void>, RegExp])[] = [
  ['written over', (file) => writeFile(file, other), /was changed while it was sent/],
  ['longer', (file) => appendFile(file, 'more'), /was changed while it was sent/],
  ['shorter', (file) => truncate(file, 2_000_000), /was changed while it was sent/],
];

describe.each(Object.entries(remotes))('to %s, a file', (kind, start) => {
  const opened = async () => {
    const remote = await start();
    if (remote === undefined) return undefined;
    const access = {
      password: async () => (kind === 'sftp' ? undefined : 'S3RVER'),
      knownHosts: join(own, 'known_hosts'),
      wait: () => Promise.reject(new Error('another try')),
    };
    const transport = openTransport(remote, access, new AbortController().signal);
    onTestFinished(() => transport.close());
    return transport;
  };

  it.each(happens)('that becomes %s is to blame itself', async (_, change, said) => {
    const transport = await opened();
    if (transport === undefined) return;
    const file = join(own, 'a.jpg');
    await writeFile(file, bytes);
    const source = await fileSource(file);
    const changing = {
      ...source,
      async read(at: number) {
        const stream = await source.read(at);
        return Readable.from(
          (async function* () {
            let isFirst = true;
            for await (const chunk of stream) {
              yield chunk;
              if (isFirst) await change(file);
              isFirst = false;
            }
          })(),
          { objectMode: false },
        );
      },
    };
    const failure = await transport.put(changing, 'a.jpg').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SourceError);
    expect(String(failure)).toMatch(said);
    // What stands in for S3 keeps what comes of a request that is cut, as S3 does not.
    if (kind !== 's3') expect(await transport.size('a.jpg')).toBeUndefined();
    // The same connections take the next one.
    expect(await transport.put(bufferSource(other), 'b.jpg')).toBe('arrived');
    await transport.remove('b.jpg');
    await transport.remove('a.jpg', source.hash);
  });

  it('that is gone is to blame itself, and nothing is left open for it', async () => {
    const transport = await opened();
    if (transport === undefined) return;
    const file = join(own, 'gone.jpg');
    await writeFile(file, bytes);
    const source = await fileSource(file);
    await rm(file);
    const failure = await transport.put(source, 'gone.jpg').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SourceError);
    expect(String(failure)).toContain('cannot be read: it is not there');
    const broken = { ...source, read: () => Promise.reject(new SourceError('cannot be read: so')) };
    await expect(transport.put(broken, 'gone.jpg')).rejects.toThrow(SourceError);
    expect(openFiles('gone.jpg')).toEqual([]);
  });
});

/** What processes of this computer have open, as far as the system tells it. */
function openFiles(name: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((id) => {
    try {
      const folder = join('/proc', id, 'fd');
      const all = readdirSync(folder).map((one) => linkedTo(join(folder, one)));
      return all.filter((path) => path.includes(name)).map((path) => `${comm(id)} ${path}`);
    } catch {
      return [];
    }
  });
}

const comm = (id: string) => readFileSync(join('/proc', id, 'comm'), 'utf8').trim();

function linkedTo(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
