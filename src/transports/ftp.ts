/** FTP, in the clear or over TLS with a protected data channel, by basic-ftp. */
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Client, type FTPContext, FTPError } from 'basic-ftp';
import { InterruptedError, StopError } from '../errors.ts';
import { bounds } from './bounds.ts';
import type { Connect, Connection, ConnectionFact } from './connection.ts';
import {
  BrokenConnection,
  loginRefused,
  networkFailure,
  RefusedByServer,
  refusedThere,
  remoteFull,
  serverWords,
  within,
} from './failures.ts';
import { portOf, type Remote } from './remote.ts';

/** What the codes of RFC 959 and of common use say. A server that cannot write for whatever reason says 451 too. */
const codes = {
  noService: 421,
  noTransfer: [425, 426],
  full: [451, 452, 552],
  noLogin: 530,
} as const;
const unknownCommand = [500, 501, 502, 504];
const notThere = [450, 550];

export const connectFtp: Connect = async (remote, access, signal) => {
  const password = await access.password(signal);
  const client = new Client(bounds.silence, {
    allowSeparateTransferHost: false,
    maxListingBytes: bounds.list,
  });
  const close = () => client.close();
  const run = async <T>(work: Promise<T>, milliseconds: number = bounds.command): Promise<T> => {
    try {
      return await within(milliseconds, signal, work, close);
    } catch (error) {
      if (isReply(error)) throw error;
      // A reply that is still under way would be taken for the one to the next command.
      close();
      throw failureOf(remote, error, password);
    }
  };
  try {
    await run(logIn(client, remote, password), bounds.login);
    if (remote.directory !== '') await run(client.cd(remote.directory));
  } catch (error) {
    close();
    if (!isReply(error)) throw error;
    const said = serverWords(error, password);
    if (error.code === codes.noLogin && !client.closed) throw loginRefused(remote, said);
    if (notThere.includes(error.code)) throw refusedThere(remote, 'files in this directory', said);
    throw refusalOf(remote, 'the connection', error, password);
  }
  const told = async <T>(what: string, work: Promise<T>, milliseconds?: number): Promise<T> => {
    try {
      return await run(work, milliseconds);
    } catch (error) {
      throw isReply(error) ? refusalOf(remote, what, error, password) : error;
    }
  };
  return connectionOf(client, { told, run });
};

const isReply = (error: unknown): error is FTPError => error instanceof FTPError;

async function logIn(client: Client, remote: Remote, password: string | undefined): Promise<void> {
  const { kind, host, user } = remote;
  const secure = { ftps: true, 'ftps-implicit': 'implicit' } as const;
  const isName = !/^[\d.]+$|:/.test(host);
  await client.access({
    host,
    port: portOf(remote),
    user: user === '' ? 'anonymous' : user,
    password: password ?? '',
    secure: kind === 'ftps' || kind === 'ftps-implicit' ? secure[kind] : false,
    // Without it the server would not know which of its certificates is asked for.
    secureOptions: { host, ...(isName && { servername: host }) },
  });
}

type Calls = {
  readonly run: <T>(work: Promise<T>, milliseconds?: number) => Promise<T>;
  readonly told: <T>(what: string, work: Promise<T>, milliseconds?: number) => Promise<T>;
};

function connectionOf(client: Client, { run, told }: Calls): Connection {
  const listed = async (name: string) => {
    const files = await told('a list of its files', client.list());
    return files.find((file) => file.name === name)?.size;
  };
  return {
    isAtomic: false,
    doubtful: 0,
    isOpen: () => !client.closed,
    facts: [protectionOf(client)],
    async size(name) {
      try {
        return await run(client.size(name));
      } catch (error) {
        if (!isReply(error)) throw error;
        if (unknownCommand.includes(error.code)) return listed(name);
        if (notThere.includes(error.code)) return undefined;
        throw new RefusedByServer(serverWords(error));
      }
    },
    async send(source, name, start, onSent) {
      const stream = await source.read(start);
      client.trackProgress(({ bytes }) => onSent(start + bytes));
      const most = bounds.file + (source.bytes / bounds.bytesPerSecond) * 1000;
      try {
        await told(name, stored(client, stream, name, start), most);
      } finally {
        client.trackProgress();
        stream.destroy();
      }
    },
    async read(name, start, _length, sink) {
      try {
        await run(client.downloadTo(sink, name, start), bounds.reading);
        return true;
      } catch (error) {
        if (!isReply(error)) throw error;
        // A server that refuses to give the file may still remember from where, and store the next one there.
        if (start > 0) await run(client.sendIgnoringError('REST 0'));
        return false;
      }
    },
    rename: async (from, to) => void (await told(`the name ${to}`, client.rename(from, to))),
    async remove(name) {
      try {
        await run(client.remove(name));
      } catch (error) {
        if (!isReply(error)) throw error;
        if (!notThere.includes(error.code)) throw new RefusedByServer(serverWords(error));
      }
    },
    close: () => client.close(),
  };
}

/** Data connections are protected as the control connection is; basic-ftp sends no file otherwise. */
function protectionOf({ ftp: { socket } }: Client): ConnectionFact {
  const about = 'Protection';
  if (!('getPeerCertificate' in socket))
    return { about, text: 'none: FTP sends password and files in the clear', isOpen: true };
  const { subject, issuer, valid_to: until } = socket.getPeerCertificate();
  const names = serverWords([subject?.CN, issuer?.O ?? issuer?.CN].join(', issued by '));
  const text = `${socket.getProtocol()}, files too; the certificate of ${names}, until ${serverWords(until)}`;
  return { about, text };
}

/**
 * The bytes go to their own places (REST and STOR): where they were appended, those that the server of a broken connection
 * still writes would be there twice.
 */
async function stored(
  client: Client,
  stream: Readable,
  name: string,
  start: number,
): Promise<unknown> {
  const prepare = client.prepareTransfer;
  let endAsBefore: (() => void) | undefined;
  client.prepareTransfer = async (ftp) => {
    client.prepareTransfer = prepare;
    const prepared = await prepare(ftp);
    if (start > 0) await ftp.request(`REST ${start}`);
    endAsBefore = staysOpen(ftp);
    return prepared;
  };
  try {
    return await client.uploadFrom(stream, name);
  } catch (error) {
    if (!isReply(error) && !client.closed) await lastReply(client);
    throw error;
  } finally {
    if (endAsBefore === undefined) client.prepareTransfer = prepare;
    else endAsBefore();
  }
}

/**
 * A server that takes no more ends the connection of the data, and says why over the other one: that one stays open for it.
 * @returns what makes it end again with that of the data, as basic-ftp has it
 */
function staysOpen(ftp: FTPContext): () => void {
  const { dataSocket } = ftp;
  const end = ftp.closeWithError;
  ftp.closeWithError = (error) => {
    const isOfData = error === dataSocket?.errored || error.message.endsWith('(data socket)');
    if (!isOfData || !dataSocket?.errored) end.call(ftp, error);
  };
  return () => {
    ftp.closeWithError = end;
  };
}

/** What the server says of an upload that it has ended. @throws FTPError where that is a refusal */
async function lastReply({ ftp }: Client): Promise<void> {
  const reply = ftp.handle(undefined, (said, task) =>
    said instanceof Error ? task.reject(said) : task.resolve(said),
  );
  await Promise.race([reply, setTimeout(bounds.lastReply, undefined, { ref: false })]);
}

/** What a reply of the server means for what was asked of it. */
function refusalOf(
  remote: Remote,
  what: string,
  error: FTPError,
  password: string | undefined,
): Error {
  const said = serverWords(error, password);
  if (error.code === codes.noService) return new BrokenConnection(said, { isFull: true });
  if (codes.noTransfer.some((code) => code === error.code))
    return new BrokenConnection(said, { isAnswer: true });
  if (codes.full.some((code) => code === error.code)) return remoteFull(remote, what, said);
  if (error.code === codes.noLogin) return loginRefused(remote, said);
  return new RefusedByServer(said);
}

/** basic-ftp tells of broken connections in its own words, without a code. */
function failureOf(remote: Remote, error: unknown, password: string | undefined): Error {
  if (error instanceof StopError || error instanceof InterruptedError) return error;
  const failure = networkFailure(remote, error);
  return failure instanceof BrokenConnection && failure.cause !== undefined
    ? new BrokenConnection(serverWords(failure, password), { cause: error })
    : failure;
}
