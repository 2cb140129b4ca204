/** What a try of an outlet's server tells before the first delivery: real servers, and some that are not in order. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { tryOutlet } from '../../../src/pipeline/deliver/try-outlet.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { type Outlet, outletSchema } from '../../../src/rules/outlets/schema.ts';
import { defaultSettings, type Settings } from '../../../src/settings.ts';
import { type FileServer, newKey, startSshd, startVsftpd } from '../../helpers/file-servers.ts';
import { startOddFtp } from '../../helpers/odd-ftp.ts';

const own = mkdtempSync(join(tmpdir(), 'proofsheet-trying-'));
const knownHosts = join(own, 'known_hosts');
const clock = { now: () => new Date(), wait: async () => undefined };

function outletAt(facts: Partial<Outlet['delivery']['value']>): Outlet {
  const found = builtInOutlets().find(({ id }) => id === 'adobe');
  return outletSchema.parse({ ...found, delivery: { value: { way: 'hand', ...facts } } });
}

/** What is found, a line each: `good Server: ...`. */
async function tried(
  facts: Partial<Outlet['delivery']['value']>,
  settings: Partial<Settings> = {},
  password: string | undefined = undefined,
): Promise<string[]> {
  const archive = {
    settings: { ...defaultSettings, 'outlets.adobe.user': 'ada', ...settings } as Settings,
    logins: {
      password: async () => password,
      knownHosts,
      unprotected: { isAllowed: () => true, allow: () => undefined },
    },
  };
  const { signal } = new AbortController();
  const lines: string[] = [];
  for await (const one of tryOutlet({ archive, clock, signal }, outletAt(facts)))
    lines.push(`${one.state} ${one.check}: ${one.message} ${one.advice ?? ''}`.trim());
  return lines;
}

const servers: (FileServer | undefined)[] = [await startSshd(), await startVsftpd('ftps')];
const [sftp, ftps] = servers;
afterAll(async () => {
  for (const server of servers) await server?.stop();
});
const at = (way: 'sftp' | 'ftps', { remote: { directory, host, port } }: FileServer) => ({
  ...{ way, host, port, directory },
});

describe('an SFTP server', () => {
  const settings = {
    'outlets.adobe.user': sftp?.remote.user ?? '',
    'outlets.adobe.keyFile': sftp?.remote.keyFile ?? '',
  };

  it('tells its host key, and that a file came and went', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    const found = await tried(at('sftp', sftp), settings);
    expect(found).toEqual([
      `good Server: 127.0.0.1:${sftp.remote.port}/${sftp.folder.slice(1)} (SFTP) lets ${sftp.remote.user} in, and the directory is there`,
      expect.stringMatching(
        /^good Host key: ssh-ed25519 SHA256:\S{43}, met for the first time, and remembered$/,
      ),
      'good Protection: SSH, aes128-gcm@openssh.com',
      'good Writing: a small file was put there, read back and removed',
    ]);
    expect(readdirSync(sftp.folder)).toEqual([]);
    const again = await tried(at('sftp', sftp), settings);
    expect(again[1]).toMatch(/, known from before$/);
  });

  it('stops at another host key, a directory that is not there, and a wrong key', async (context) => {
    if (sftp === undefined) return context.skip('sshd is missing');
    const elsewhere = await tried({ ...at('sftp', sftp), directory: '/not/there' }, settings);
    expect(elsewhere).toEqual([
      expect.stringMatching(/^bad Server: .* does not take files in this directory: /),
    ]);
    await newKey(join(own, 'other'));
    const wrong = { ...settings, 'outlets.adobe.keyFile': join(own, 'other') };
    expect(await tried(at('sftp', sftp), wrong)).toEqual([
      expect.stringMatching(/^bad Server: 127\.0\.0\.1 does not accept the user name and password/),
    ]);
    const kept = readFileSync(knownHosts, 'utf8');
    const [type, key] = readFileSync(join(own, 'other.pub'), 'utf8').split(' ');
    await writeFile(knownHosts, `[127.0.0.1]:${sftp.remote.port} ${type} ${key}\n`);
    onTestFinished(() => writeFile(knownHosts, kept));
    expect(await tried(at('sftp', sftp), settings)).toEqual([
      expect.stringMatching(/^bad Server: .* shows another key than before/),
    ]);
  });
});

describe('an FTPS server', () => {
  const settings = { 'outlets.adobe.user': 'anonymous' };

  it('tells its certificate, once that is trusted', async (context) => {
    if (ftps === undefined) return context.skip('vsftpd is missing');
    expect(await tried(at('ftps', ftps), settings, ftps.password)).toEqual([
      expect.stringMatching(/^bad Server: The connection to 127\.0\.0\.1 cannot be protected: /),
    ]);
    const certificate = readFileSync(join(ftps.keys, 'certificate.pem'), 'utf8');
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
    const found = await tried(at('ftps', ftps), settings, ftps.password);
    expect(found.map((line) => line.replace(/, until .*/, ''))).toEqual([
      expect.stringMatching(/^good Server: /),
      expect.stringMatching(
        /^good Protection: TLSv1\.\d, files too; the certificate of localhost, issued by localhost$/,
      ),
      'good Writing: a small file was put there, read back and removed',
    ]);
    expect(readdirSync(ftps.folder)).toEqual([]);
    const [wrong] = await tried(at('ftps', ftps), settings, 'wrong-secret-9');
    expect(wrong).toMatch(/^bad Server: 127\.0\.0\.1 does not accept the user name and password/);
    expect(wrong).not.toContain('wrong-secret-9');
  });
});

describe('a server that is not in order', () => {
  const odd = async (reply: (command: string) => string | undefined, inbox = false) => {
    const server = await startOddFtp({ reply });
    onTestFinished(() => server.close());
    const found = await tried({ way: 'ftp', host: '127.0.0.1', port: server.port, inbox });
    return { found, server };
  };

  it.each([
    ['STOR', '553 not here', /^bad Writing: .* does not take proofsheet-\w+\.txt: 553 not here/],
    ['STOR', '452 full', /^bad Writing: .* has no room for/],
    ['RETR', '550 no', /^warning Writing: .* cannot be read back/],
    ['DELE', '550 no', /^good Writing|^warning Writing/],
    ['DELE', '553 no', /^warning Writing: proofsheet-\w+\.txt was put there, and stays: .*553 no/],
  ])('and answers %s with %s has one sentence for it', async (verb, answer, sentence) => {
    const { found } = await odd((command) => (command.startsWith(verb) ? answer : undefined));
    expect(found[0]).toMatch(/^good Server: /);
    expect(found[1]).toBe(
      'warning Protection: none: FTP sends password and files in the clear Use a protected way if the outlet has one.',
    );
    expect(found[2]).toMatch(sentence);
    expect(found).toHaveLength(3);
  });

  it('is no fault of an inbox that takes photos alone', async () => {
    const { found } = await odd(
      (command) => (/^STOR/.test(command) ? '553 no text' : undefined),
      true,
    );
    expect(found[2]).toMatch(/^warning Writing: .*An inbox may take photos alone/);
  });

  it('cannot steer the terminal with what it says', async () => {
    const { found } = await odd((command) =>
      command.startsWith('PASS') ? '530 \u001B[2Jno\u202E' : undefined,
    );
    expect(found).toHaveLength(1);
    expect(found[0]).not.toMatch(/\p{C}/u);
  });

  it('that nobody answers for is told', async () => {
    expect(await tried({ way: 'ftp', host: '127.0.0.1', port: 9 })).toEqual([
      expect.stringMatching(
        /^bad Server: 127\.0\.0\.1:9 \(FTP\) cannot be reached: nobody answers/,
      ),
    ]);
    expect(await tried({ way: 'sftp' })).toEqual([
      expect.stringMatching(/^bad Server: The server of Adobe Stock is not set/),
    ]);
  });
});

it('tries a folder, or where it would be made, and says what is by hand', async () => {
  const folder = join(own, 'site');
  const settings = { 'outlets.adobe.directory': folder };
  const written = 'good Writing: a small file was put there, read back and removed';
  expect(await tried({ way: 'folder' }, settings)).toEqual([
    `good Folder: ${folder} is not there yet; delivering makes it in ${own}`,
    written,
  ]);
  mkdirSync(folder);
  expect(await tried({ way: 'folder' }, settings)).toEqual([
    `good Folder: ${folder} is there`,
    written,
  ]);
  expect(readdirSync(folder)).toEqual([]);
  expect(await tried({ way: 'folder' }, { 'outlets.adobe.directory': '/proc/none' })).toEqual([
    expect.stringMatching(/^good Folder/),
    expect.stringMatching(/^bad Writing: \/proc does not take \.?proofsheet-/),
  ]);
  expect(await tried({})).toEqual(['good Way: by hand; there is no server to try']);
});
