/** Real servers that take files: OpenSSH and vsftpd, on loopback, with keys and folders of their own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Remote } from '../../src/transports/remote.ts';
import { freePort, freePorts, reachable } from './ports.ts';

/** Where root runs the tests, vsftpd runs as nobody. OpenSSH lets nobody log in but the user who started it. */
const isRoot = process.getuid?.() === 0;
const nobody = 65534;

export type FileServer = {
  readonly remote: Remote;
  readonly password?: string;
  /** Where the files lie. */
  readonly folder: string;
  /** What belongs to the server and to those who may log in. */
  readonly keys: string;
  /** The ports of data connections, where those are others. */
  readonly dataPorts?: readonly number[];
  readonly stop: () => Promise<void>;
};

/** Where the program is; undefined where it is not installed. */
function programNamed(name: string): string | undefined {
  return ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Says why tests are passed over, once for each program. */
function missing(name: string): undefined {
  process.stderr.write(`${name} is not installed: the tests that need it are skipped\n`);
  return undefined;
}

async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-server-'));
  await handOver(folder);
  return folder;
}

async function handOver(path: string): Promise<void> {
  if (isRoot) await chown(path, nobody, nobody);
}

type Started = { readonly child: ChildProcess; readonly ended: Promise<never> };

function started(program: string, ...words: readonly string[]): Started {
  let said = '';
  const child = spawn(program, [...words]);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said}`))),
  );
  ended.catch(() => undefined);
  return { child, ended };
}

function asNobody(program: string): [string, ...string[]] {
  const id = `${nobody}`;
  return isRoot ? ['setpriv', '--reuid', id, '--regid', id, '--clear-groups', program] : [program];
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGKILL');
  await over;
}

/** OpenSSH with its own SFTP server; a user logs in with the key `user` of its folder. */
export async function startSshd(files?: string): Promise<FileServer | undefined> {
  const program = programNamed('sshd');
  if (program === undefined) return missing('sshd');
  const keys = await mkdtemp(join(tmpdir(), 'proofsheet-server-'));
  const folder = files ?? join(keys, 'files');
  await mkdir(folder, { recursive: true });
  // It insists on this one where it runs as root.
  if (isRoot) await mkdir('/run/sshd', { recursive: true });
  for (const name of ['host', 'user']) await newKey(join(keys, name));
  await writeFile(join(keys, 'authorized'), await readFile(join(keys, 'user.pub')));
  const port = await freePort();
  const config = join(keys, 'sshd_config');
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(keys, 'host')}`,
    `AuthorizedKeysFile ${join(keys, 'authorized')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'MaxStartups 100',
    'Subsystem sftp internal-sftp',
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  const { child, ended: failed } = started(program, '-D', '-e', '-f', config);
  await reachable(port, failed);
  const user = userInfo().username;
  return {
    remote: {
      kind: 'sftp',
      host: '127.0.0.1',
      port,
      user,
      directory: folder,
      keyFile: join(keys, 'user'),
    },
    folder,
    keys,
    async stop() {
      await ended(child);
      await rm(keys, { recursive: true, force: true });
    },
  };
}

/** Makes a key, or another one in its place. */
export async function newKey(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.pub`, { force: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  await chmod(path, 0o600);
}

/** A certificate for loopback, signed by itself: `certificate.pem` and its key in one file, and alone. */
async function newCertificate(keys: string): Promise<string> {
  const [key, certificate] = [join(keys, 'tls-key.pem'), join(keys, 'certificate.pem')];
  const names = 'subjectAltName=IP:127.0.0.1,IP:127.0.0.2,DNS:localhost';
  const words = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
  ];
  execFileSync('openssl', [...words, '-addext', names, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  const both = join(keys, 'both.pem');
  await writeFile(both, `${await readFile(key, 'utf8')}${await readFile(certificate, 'utf8')}`);
  await handOver(both);
  return both;
}

/** vsftpd: with TLS it asks for protected data and for the session of the control connection. */
export async function startVsftpd(
  kind: 'ftp' | 'ftps' | 'ftps-implicit',
  files?: string,
): Promise<FileServer | undefined> {
  const program = programNamed('vsftpd');
  if (program === undefined) return missing('vsftpd');
  const keys = await ownFolder();
  const folder = files ?? join(keys, 'files');
  await mkdir(folder, { recursive: true });
  await handOver(folder);
  const password = 'correct-horse-7';
  await writeFile(join(keys, 'passwords'), `${password}\n`);
  const dataPorts = await freePorts(6);
  const port = await freePort();
  const tls =
    kind === 'ftp'
      ? []
      : [
          `rsa_cert_file=${await newCertificate(keys)}`,
          'ssl_enable=YES',
          'allow_anon_ssl=YES',
          'force_anon_data_ssl=YES',
          'force_anon_logins_ssl=YES',
          'require_ssl_reuse=YES',
          'ssl_ciphers=HIGH',
          ...(kind === 'ftps-implicit' ? ['implicit_ssl=YES'] : []),
        ];
  const lines = [
    'listen=YES',
    'background=NO',
    'listen_address=127.0.0.1',
    `listen_port=${port}`,
    `pasv_min_port=${dataPorts[0]}`,
    `pasv_max_port=${dataPorts.at(-1)}`,
    'pasv_promiscuous=YES',
    'run_as_launching_user=YES',
    'one_process_model=NO',
    'seccomp_sandbox=NO',
    'anonymous_enable=YES',
    'secure_email_list_enable=YES',
    `email_password_file=${join(keys, 'passwords')}`,
    'local_enable=NO',
    'write_enable=YES',
    'anon_upload_enable=YES',
    'anon_mkdir_write_enable=YES',
    'anon_other_write_enable=YES',
    'anon_world_readable_only=NO',
    'anon_umask=022',
    'xferlog_enable=NO',
    `anon_root=${folder}`,
    ...tls,
  ];
  const config = join(keys, 'vsftpd.conf');
  await writeFile(config, `${lines.join('\n')}\n`);
  await handOver(config);
  const { child, ended: failed } = started(...asNobody(program), config);
  await reachable(port, failed);
  return {
    remote: { kind, host: '127.0.0.1', port, user: 'anonymous', directory: folder },
    password,
    folder,
    keys,
    dataPorts,
    async stop() {
      await ended(child);
      await rm(keys, { recursive: true, force: true });
    },
  };
}
