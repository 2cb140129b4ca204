/** SFTP, by ssh2. */
import { pipeline } from 'node:stream/promises';
import { Client, type ConnectConfig, type ServerHostKeyAlgorithm, type SFTPWrapper } from 'ssh2';
import { StopError } from '../errors.ts';
import { readWhole } from '../files/open-file.ts';
import { bounds } from './bounds.ts';
import type { Connect, Connection, ConnectionFact } from './connection.ts';
import {
  BrokenConnection,
  loginRefused,
  networkFailure,
  RefusedByServer,
  readAs,
  refusedThere,
  remoteFull,
  serverWords,
  within,
} from './failures.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { hostChanged, isSameKey, keyText, knownKeys, rememberKey } from './known-hosts.ts';
import { portOf, type Remote, type RemoteAccess } from './remote.ts';
import { type Handle, sendChunks, windowBytes } from './sftp-write.ts';

/** Statuses of the protocol, draft-ietf-secsh-filexfer-02. */
const status = { noSuchFile: 2, denied: 3, failure: 4, noConnection: 6, lost: 7 } as const;

export const connectSftp: Connect = async (remote, access, signal) => {
  const client = new Client();
  const state: State = { isOpen: true, refusal: undefined, password: undefined, facts: [] };
  const close = () => {
    state.isOpen = false;
    client.destroy();
  };
  client.on('error', close).on('close', close);
  client.once('handshake', ({ cs }) =>
    state.facts.push({ about: 'Protection', text: `SSH, ${serverWords(cs.cipher)}` }),
  );
  const run = async <T>(work: Promise<T>, milliseconds: number = bounds.command): Promise<T> => {
    try {
      return await within(milliseconds, signal, lost(client, work), close);
    } catch (error) {
      throw state.refusal ?? networkFailure(remote, error);
    }
  };
  const config = await configOf(remote, access, state, signal);
  const sftp = await run(logIn(client, remote, config, state), bounds.login).catch(
    (error: unknown) => {
      close();
      throw error;
    },
  );
  const { directory } = remote;
  if (directory !== '')
    await run(calledBack<unknown>((done) => sftp.stat(directory, done))).catch((error: unknown) => {
      close();
      const isGone = error instanceof RefusedByServer;
      throw isGone ? refusedThere(remote, 'files in this directory', error.message) : error;
    });
  return connectionOf(sftp, remote, { run, close, isOpen: () => state.isOpen, facts: state.facts });
};

type State = {
  isOpen: boolean;
  refusal: StopError | undefined;
  password: string | undefined;
  readonly facts: ConnectionFact[];
};

/** Bytes that are read back at once. */
const readBytes = 255 * 1024;

/** Fast where processors have AES; the others follow. */
const fastCiphers = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'] as const;

async function configOf(
  remote: Remote,
  access: RemoteAccess,
  state: State,
  signal: AbortSignal,
): Promise<ConnectConfig> {
  const { knownHosts } = access;
  const known = await readAs('The host keys in', knownHosts, knownKeys(knownHosts, remote));
  state.password = await access.password(signal);
  const { keyFile = '', host, user } = remote;
  const key =
    keyFile === '' ? undefined : await readAs('The key file', keyFile, readWhole(keyFile, 100_000));
  const agent = process.env['SSH_AUTH_SOCK'];
  return {
    host,
    port: portOf(remote),
    username: user,
    ...(state.password !== undefined && { password: state.password, tryKeyboard: true }),
    ...(key !== undefined && {
      privateKey: key,
      ...(state.password !== undefined && { passphrase: state.password }),
    }),
    ...(key === undefined && agent && state.password === undefined && { agent }),
    readyTimeout: bounds.login,
    keepaliveInterval: bounds.silence / 4,
    keepaliveCountMax: 4,
    algorithms: {
      cipher: { prepend: [...fastCiphers], append: [], remove: [] },
      // A server with several keys shows the one that is asked for first: the one we know.
      serverHostKey: { prepend: known.flatMap(algorithmsOf), append: [], remove: [] },
    },
    hostVerifier(shown: Buffer, verify: (isRight: boolean) => void) {
      const met = known.length > 0 ? 'known from before' : 'met for the first time, and remembered';
      state.facts.push({ about: 'Host key', text: `${keyText(shown)}, ${met}` });
      if (known.length > 0 && !known.some((one) => isSameKey(one, shown)))
        state.refusal = hostChanged(access.knownHosts, remote, shown);
      if (known.length > 0) return verify(state.refusal === undefined);
      rememberKey(access.knownHosts, remote, shown).then(
        () => verify(true),
        (error: unknown) => {
          const why = `The host keys cannot be kept: ${serverWords(error)}`;
          const advice = `See that ${access.knownHosts} can be written. Nothing was sent.`;
          state.refusal = new StopError('settings-invalid', why, advice);
          verify(false);
        },
      );
    },
  };
}

/** Keys of RSA are used with newer hashes than their name says (RFC 8332). */
function algorithmsOf({ type }: { readonly type: string }): ServerHostKeyAlgorithm[] {
  const names = type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type];
  return names as ServerHostKeyAlgorithm[];
}

function logIn(
  client: Client,
  remote: Remote,
  config: ConnectConfig,
  state: State,
): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    let questions = 0;
    client.on('keyboard-interactive', (_name, _instructions, _language, prompts, answer) => {
      questions += prompts.length;
      if (questions > bounds.questions) client.destroy();
      else answer(prompts.map(() => state.password ?? ''));
    });
    client.on('change password', () => client.destroy());
    client.on('error', (error) => {
      const isLogin = error.level === 'client-authentication';
      if (isLogin) state.refusal ??= loginRefused(remote, serverWords(error, state.password));
      reject(error);
    });
    client.on('ready', () =>
      client.sftp((error, sftp) => {
        if (error === undefined) resolve(sftp);
        else reject(refusedThere(remote, 'files', serverWords(error, state.password)));
      }),
    );
    const sock = new GatheringSocket();
    try {
      sock.connect(portOf(remote), remote.host);
      client.connect({ ...config, sock });
    } catch (error) {
      sock.destroy();
      const why = `The key file ${remote.keyFile} cannot be used: ${serverWords(error, state.password)}`;
      reject(new StopError('settings-invalid', why, 'Check the file, and its passphrase.'));
    }
  });
}

/** What is under way when a connection ends would wait for ever: ssh2 forgets it. */
function lost<T>(client: Client, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new BrokenConnection('the connection was cut'));
    client.once('close', end);
    work.then(resolve, reject).finally(() => client.off('close', end));
  });
}

type Done<T> = (error: Error | undefined | null, value: T) => void;

function calledBack<T>(call: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => (error ? reject(refusalOf(error)) : resolve(value)));
  });
}

/** The same of a call that gives nothing back. */
function finished(call: (done: (error?: Error | null) => void) => void): Promise<unknown> {
  return calledBack<unknown>((done) => call((error) => done(error, undefined)));
}

function refusalOf(error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === status.noConnection || code === status.lost)
    return new BrokenConnection('the connection was cut');
  return typeof code === 'number'
    ? Object.assign(new RefusedByServer(serverWords(error)), { status: code })
    : error;
}

function isStatus(error: unknown, code: number): boolean {
  return error instanceof RefusedByServer && 'status' in error && error.status === code;
}

type Calls = {
  readonly run: <T>(work: Promise<T>, milliseconds?: number) => Promise<T>;
  readonly close: () => void;
  readonly isOpen: () => boolean;
  readonly facts: readonly ConnectionFact[];
};

function connectionOf(
  sftp: SFTPWrapper,
  remote: Remote,
  { run, close, isOpen, facts }: Calls,
): Connection {
  const { directory } = remote;
  const pathOf = (name: string) =>
    directory === '' ? name : `${directory.replace(/\/$/, '')}/${name}`;
  const opened = (name: string, flags: 'r+' | 'w') =>
    run(calledBack<Handle>((done) => sftp.open(pathOf(name), flags, done)));
  const closed = (handle: Handle) => run(finished((done) => sftp.close(handle, done)));
  const removed = (name: string) => run(finished((done) => sftp.unlink(pathOf(name), done)));
  const renamed = (from: string, to: string) =>
    run(finished((done) => sftp.rename(pathOf(from), pathOf(to), done)));
  return {
    isAtomic: false,
    doubtful: windowBytes,
    isOpen,
    facts,
    async size(name) {
      try {
        const asked = calledBack<{ size: number }>((done) => sftp.stat(pathOf(name), done));
        return (await run(asked)).size;
      } catch (error) {
        if (isStatus(error, status.noSuchFile)) return undefined;
        throw error;
      }
    },
    async send(source, name, start, onSent) {
      const stream = await source.read(start);
      const most = bounds.file + (source.bytes / bounds.bytesPerSecond) * 1000;
      // Servers have no other word for a full disk, and some say it only at the end.
      const written = (work: Promise<unknown>) =>
        work.catch((error: unknown) => {
          throw isStatus(error, status.failure) ? remoteFull(remote, name, 'failure') : error;
        });
      try {
        const handle = await opened(name, start === 0 ? 'w' : 'r+');
        const write = (chunk: Buffer, at: number) =>
          finished((done) => sftp.write(handle, chunk, 0, chunk.length, at, done));
        const all = run(sendChunks(stream, start, write, onSent, close), most);
        await written(all).catch(async (error: unknown) => {
          if (isOpen()) await closed(handle).catch(() => undefined);
          throw error;
        });
        await written(closed(handle));
      } finally {
        stream.destroy();
      }
    },
    async read(name, start, length, sink) {
      const stream = sftp.createReadStream(pathOf(name), {
        start,
        end: start + length - 1,
        highWaterMark: readBytes,
      });
      const all = pipeline(stream, sink).catch((error: Error) => Promise.reject(refusalOf(error)));
      try {
        await run(all, bounds.reading);
        return true;
      } catch (error) {
        if (error instanceof RefusedByServer) return false;
        throw error;
      }
    },
    async rename(from, to) {
      try {
        await renamed(from, to);
      } catch (error) {
        // Version 3 of the protocol renames only to a name that is free.
        if (!isStatus(error, status.failure)) throw error;
        await removed(to);
        await renamed(from, to);
      }
    },
    async remove(name) {
      await removed(name).catch((error: unknown) => {
        if (!isStatus(error, status.noSuchFile)) throw error;
      });
    },
    close,
  };
}
