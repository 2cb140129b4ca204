/** Files to real servers, over connections that break, to disks that are full, and by a program that is killed. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import tls from 'node:tls';
import { afterAll, afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Remote } from '../../src/transports/remote.ts';
import { bufferSource, fileSource } from '../../src/transports/source.ts';
import { openTransport, type Transport } from '../../src/transports/transport.ts';
import { type FileServer, newKey, startSshd, startVsftpd } from '../helpers/file-servers.ts';
import { startCutter } from '../helpers/ports.ts';
import { smallDisk } from '../helpers/small-disk.ts';
import { someOf } from '../helpers/some-of.ts';
import { picture } from './pictures.ts';

const own = await mkdtemp(join(tmpdir(), 'proofsheet-transports-'));
const knownHosts = join(own, 'known_hosts');
afterAll(() => rm(own, { recursive: true, force: true }));

const starts = {
  sftp: startSshd,
  ftp: (files?: string) => startVsftpd('ftp', files),
  ftps: (files?: string) => startVsftpd('ftps', files),
  'ftps-implicit': (files?: string) => startVsftpd('ftps-implicit', files),
} as const;
type Kind = keyof typeof starts;
const kinds = Object.keys(starts) as Kind[];

const servers = new Map<Kind, FileServer>();
for (const kind of kinds) {
  const server = await starts[kind]();
  if (server === undefined) continue;
  servers.set(kind, server);
  trust(server);
}
afterAll(async () => {
  for (const server of servers.values()) await server.stop();
});

/** As NODE_EXTRA_CA_CERTS does for a program that starts. */
function trust({ keys }: FileServer): void {
  const file = join(keys, 'certificate.pem');
  if (existsSync(file))
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')]);
}

function opened(
  server: FileServer,
  changes: Partial<Remote> = {},
  password = server.password,
): Transport {
  const access = { password: async () => password, knownHosts, wait: async () => undefined };
  const stop = new AbortController();
  const transport = openTransport({ ...server.remote, ...changes }, access, stop.signal);
  onTestFinished(() => {
    transport.close();
    stop.abort();
  });
  return transport;
}

/** When it is killed: as soon as it says that so many bytes are there. Starting it takes longest. */
const moments = {
  sftp: ['k1.jpg 0', 'k1.jpg 1', 'k1.jpg 3', 'k2.jpg 0', 'k2.jpg 4000000'],
  ftps: ['k1.jpg 1', 'k1.jpg 3', 'k2.jpg 0', 'k2.jpg 4000000'],
  ftp: ['k1.jpg 2', 'k2.jpg 4000000'],
  'ftps-implicit': ['k1.jpg 2'],
} as const;

async function emptied({ folder }: FileServer): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { force: true });
}

describe.each(kinds)('%s', (kind) => {
  const server = servers.get(kind);
  if (server === undefined) {
    it.skip(`needs ${kind === 'sftp' ? 'sshd' : 'vsftpd'}, which is not installed`);
    return;
  }
  afterEach(() => emptied(server));
  const bytesOf = (name: string) => readFile(join(server.folder, name));

  it('has a file there whole, knows its size, and removes it', async () => {
    const transport = opened(server);
    const file = join(own, 'IMG 1 (2).jpg');
    await writeFile(file, picture('first', 700_000));
    const seen: number[] = [];
    const source = await fileSource(file);
    expect(await transport.put(source, 'IMG 1 (2).jpg', (sent) => seen.push(sent))).toBe('arrived');
    expect(await bytesOf('IMG 1 (2).jpg')).toEqual(await readFile(file));
    expect(seen.at(-1)).toBe(700_000);
    expect(await transport.size('IMG 1 (2).jpg')).toBe(700_000);
    expect(await transport.put(source, 'IMG 1 (2).jpg')).toBe('was-there');
    expect(await transport.size('nothing.jpg')).toBeUndefined();
    await transport.remove('IMG 1 (2).jpg');
    await transport.remove('IMG 1 (2).jpg');
    expect(await readdir(server.folder)).toEqual([]);
  });

  it('sends many over few connections', async () => {
    const transport = opened(server, { connections: 3 });
    const names = Array.from({ length: 12 }, (_, index) => `many-${index}.jpg`);
    await Promise.all(
      names.map((name) => transport.put(bufferSource(picture(name, 90_000)), name)),
    );
    expect((await readdir(server.folder)).sort()).toEqual([...names].sort());
    for (const name of names) expect(await bytesOf(name)).toEqual(picture(name, 90_000));
    await Promise.all(names.map((name) => transport.remove(name)));
  });

  it('replaces a file of another size under the same name', async () => {
    const transport = opened(server);
    await transport.put(bufferSource(picture('old', 5000)), 'a.jpg');
    expect(await transport.put(bufferSource(picture('new', 4000)), 'a.jpg')).toBe('arrived');
    expect(await bytesOf('a.jpg')).toEqual(picture('new', 4000));
    await transport.remove('a.jpg');
  });

  it.each([
    ['under a temporary name', false],
    ['under its own', true],
  ])('goes on where the connection was cut, %s', async (_, isDirect) => {
    const { dataPorts, remote } = server;
    const cutter =
      dataPorts === undefined
        ? await startCutter('127.0.0.2', [remote.port])
        : await startCutter('127.0.0.2', dataPorts, [remote.port]);
    onTestFinished(() => cutter.close());
    const whole = picture(`cut ${isDirect}`, 24_000_000);
    // Servers have some of it on their disk by then, however slow they are.
    cutter.cutAfter(
      { bytes: 10_000_000, when: () => holdsMoreThan(server.folder, 6_000_000) },
      { bytes: 10_000_000, when: () => holdsMoreThan(server.folder, 12_000_000) },
    );
    const transport = opened(server, { host: '127.0.0.2', isDirect });
    expect(await transport.put(bufferSource(whole), 'cut.jpg')).toBe('arrived');
    expect((await bytesOf('cut.jpg')).equals(whole)).toBe(true);
    expect(await readdir(server.folder)).toEqual(['cut.jpg']);
    expect(cutter.cuts()).toBe(2);
    // What was under way when it was cut is lost; sending all of it anew would be 44 MB.
    expect(cutter.passed()).toBeLessThan(35_000_000);
    await transport.remove('cut.jpg');
  });

  it('does not go on with a file that begins otherwise', async () => {
    const transport = opened(server, { isDirect: true });
    await writeFile(join(server.folder, 'b.jpg'), picture('other', 3_000_000), { mode: 0o666 });
    execFileSync('chmod', ['666', join(server.folder, 'b.jpg')]);
    const whole = picture('mine', 5_000_000);
    await transport.put(bufferSource(whole), 'b.jpg');
    expect((await bytesOf('b.jpg')).equals(whole)).toBe(true);
    await transport.remove('b.jpg');
  });

  it('says that the user or password is wrong, and never the password', async () => {
    const changes = kind === 'sftp' ? { keyFile: '' } : {};
    const transport = opened(server, changes, 'wrong-secret-9');
    const failure = await transport.put(bufferSource(picture('x', 10)), 'x.jpg').catch(String);
    expect(failure).toContain('does not accept the user name and password');
    expect(failure).not.toContain('wrong-secret-9');
    expect(await readdir(server.folder)).toEqual([]);
  });

  it('says that the directory is not there', async () => {
    const transport = opened(server, { directory: `${server.folder}/none` });
    await expect(transport.put(bufferSource(picture('x', 10)), 'x.jpg')).rejects.toMatchObject({
      code: 'upload-refused',
      message: expect.stringMatching(/\/none \(\w+\) does not take files in this directory/),
    });
  });

  it('says that nobody answers', async () => {
    const transport = opened(server, { port: 9 });
    await expect(transport.size('x.jpg')).rejects.toMatchObject({ code: 'remote-unreachable' });
  });

  it('calls no file arrived for which there was no room', async (context) => {
    const disk = await smallDisk(2_000_000);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    const full = await starts[kind](disk);
    if (full === undefined) return context.skip(`there is no server for ${kind}`);
    trust(full);
    onTestFinished(async () => {
      await full.stop();
      execFileSync('umount', ['-l', disk]);
    });
    const transport = opened(full);
    await transport.put(bufferSource(picture('fits', 500_000)), 'fits.jpg');
    const put = transport.put(bufferSource(picture('large', 3_000_000)), 'large.jpg');
    await expect(put).rejects.toMatchObject({
      code: 'remote-full',
      message: expect.stringContaining('has no room'),
    });
    expect(await transport.size('large.jpg')).toBeUndefined();
    expect((await readdir(disk)).filter((name) => !name.startsWith('.'))).toEqual(['fits.jpg']);
  });

  it('has every file whole however often it is killed', async () => {
    const names = ['k1.jpg', 'k2.jpg'];
    const bytes = 4_000_000;
    const { remote, password } = server;
    const task = JSON.stringify({ remote, password, knownHosts, names, bytes });
    // The same file and place in it, whichever byte.
    const kindOf = (at: string) => at.replace(/[1-3]$/, 'between');
    for (const at of someOf<string>(moments[kind], kindOf)) {
      await killedAt(task, at);
      for (const name of (await readdir(server.folder)).filter((one) => !one.startsWith('.')))
        expect((await bytesOf(name)).equals(picture(name, bytes))).toBe(true);
    }
    await killedAt(task, 'never');
    expect((await readdir(server.folder)).sort()).toEqual(names);
    const transport = opened(server);
    for (const name of names) await transport.remove(name);
  });
});

/** Resolves when the files of a folder have so many bytes. */
async function holdsMoreThan(folder: string, bytes: number): Promise<void> {
  for (;;) {
    const names = await readdir(folder);
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).size),
    );
    if (sizes.reduce((sum, size) => sum + size, 0) > bytes) return;
    await setTimeout(20);
  }
}

/** Runs the worker and kills it as soon as it has said something that begins so. */
function killedAt(task: string, words: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = spawn(
    process.execPath,
    ['--import', './test/helpers/tsx.ts', 'test/transports/put-worker.ts', task],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_EXTRA_CA_CERTS: certificates },
    },
  );
  worker.stdout.setEncoding('utf8').on('data', (said: string) => {
    if (said.split('\n').some((line) => line.startsWith(words))) worker.kill('SIGKILL');
  });
  worker.once('exit', (code, signal) =>
    code === 0 || signal === 'SIGKILL' ? resolve() : reject(new Error(`ended with ${code}`)),
  );
  return promise;
}

const certificates = join(own, 'certificates.pem');
const all = [...servers.values()].map(({ keys }) => join(keys, 'certificate.pem'));
await writeFile(
  certificates,
  all
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join(''),
);

describe('a server whose certificate nobody has signed', () => {
  const server = servers.get('ftps');
  it('gets nothing', async (context) => {
    if (server === undefined) return context.skip('vsftpd is not installed');
    const before = tls.getCACertificates('default');
    tls.setDefaultCACertificates(tls.getCACertificates('bundled'));
    onTestFinished(() => tls.setDefaultCACertificates(before));
    await expect(opened(server).size('x.jpg')).rejects.toMatchObject({
      code: 'remote-unreachable',
      message: expect.stringContaining('cannot be protected'),
      advice: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });
});

describe('host keys', () => {
  const server = servers.get('sftp');
  const host = `[127.0.0.1]:${server?.remote.port}`;

  it('are remembered as OpenSSH does it', async (context) => {
    if (server === undefined) return context.skip('sshd is not installed');
    await opened(server).size('x.jpg');
    const line = `${host} ${(await readFile(join(server.keys, 'host.pub'), 'utf8')).split(' ', 2).join(' ')}`;
    expect(
      (await readFile(knownHosts, 'utf8')).split('\n').filter((one) => one === line),
    ).toHaveLength(1);
    const words = ['-F', host, '-f', knownHosts];
    expect(execFileSync('ssh-keygen', words, { encoding: 'utf8' })).toContain(line);
  });

  it('that changed stop everything, before a password is sent', async (context) => {
    if (server === undefined) return context.skip('sshd is not installed');
    const kept = await readFile(knownHosts, 'utf8');
    onTestFinished(() => writeFile(knownHosts, kept));
    await newKey(join(own, 'other'));
    const other = (await readFile(join(own, 'other.pub'), 'utf8')).split(' ', 2).join(' ');
    const lines = kept.split('\n').filter((line) => !line.startsWith(host));
    await writeFile(knownHosts, `${lines.join('\n')}\n${host} ${other}\n`);
    const put = opened(server, {}, 'a-password-1').put(bufferSource(picture('x', 10)), 'x.jpg');
    await expect(put).rejects.toMatchObject({
      code: 'host-changed',
      message: expect.stringContaining(`${host} shows another key than before`),
      advice: expect.stringContaining(knownHosts),
    });
    expect(await readdir(server.folder)).toEqual([]);
  });
});
