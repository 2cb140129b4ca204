/** A way to this machine as if it were another one: ssh over loopback, with keys that are made for it alone. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A port of loopback that nobody uses. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/** Starts the server; `words` are what a terminal runs to get there, with a command behind them. */
export async function far(
  folder: string,
): Promise<{ readonly server: ChildProcess; readonly words: readonly string[] }> {
  const port = await freePort();
  const file = (name: string) => join(folder, name);
  for (const name of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
  writeFileSync(
    file('sshd.conf'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('user.pub')}`,
      `PidFile ${file('sshd.pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      '',
    ].join('\n'),
  );
  const program = execFileSync('which', ['sshd'], { encoding: 'utf8' }).trim();
  const server = spawn(program, ['-D', '-f', file('sshd.conf')], {
    stdio: 'ignore',
    detached: true,
  });
  const options = ['StrictHostKeyChecking=no', `UserKnownHostsFile=${file('known')}`];
  const words = [
    ...['ssh', '-t', '-q', '-p', String(port), '-i', file('user')],
    ...options.flatMap((option) => ['-o', option]),
    '127.0.0.1',
  ];
  return { server, words };
}
