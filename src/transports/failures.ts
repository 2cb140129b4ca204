/** What goes wrong between us and a server, as sentences. What the server says is a stranger's text. */
import { excerptOf, InterruptedError, messageOf, StopError, systemCode } from '../errors.ts';
import { systemRefusal } from '../files/system-errors.ts';
import { bounds } from './bounds.ts';
import { type Remote, remoteText } from './remote.ts';
import { SourceError } from './source.ts';
import { finalName } from './temporary-name.ts';

/** The connection broke, or the server was in no state to go on: another try may do. */
export class BrokenConnection extends Error {
  override readonly name = 'BrokenConnection';
  /** The server takes no further connection now, and may go on with those there are. */
  readonly isFull: boolean;
  /** The server said so itself: it can be reached. */
  readonly isAnswer: boolean;

  constructor(
    message: string,
    {
      isFull = false,
      isAnswer = isFull,
      cause,
    }: { isFull?: boolean; isAnswer?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.isFull = isFull;
    this.isAnswer = isAnswer;
  }
}

/** The server refuses this one thing: a name, a file, a command. */
export class RefusedByServer extends Error {
  override readonly name = 'RefusedByServer';
}

/** What a server said, fit to be quoted: one line, bounded, without the password, however short that is. */
export function serverWords(said: unknown, password?: string): string {
  const text = said instanceof Error ? said.message : String(said);
  const short = text.slice(0, bounds.words * 20);
  const safe = password ? short.replaceAll(password, '(hidden)') : short;
  return excerptOf(safe.replace(/\p{C}+/gu, ' '), bounds.words);
}

export function loginRefused(remote: Remote, said: string): StopError {
  const what = remote.kind === 's3' ? 'access key and secret' : 'user name and password';
  return new StopError(
    'login-refused',
    `${remote.host} does not accept the ${what} for ${remote.user === '' ? 'no user' : remote.user}: ${said}`,
    'Check the user and store the password again; nothing was sent.',
  );
}

export function remoteFull(remote: Remote, name: string, said: string): StopError {
  return new StopError(
    'remote-full',
    `${remoteText(remote)} has no room for ${finalName(name)}, or cannot write it: ${said}`,
    'Make room there and run the same command again; what has arrived is not sent again.',
  );
}

export function refusedThere(remote: Remote, what: string, said: string): StopError {
  return new StopError(
    'upload-refused',
    `${remoteText(remote)} does not take ${what}: ${said}`,
    'Check the directory and what you may do there.',
  );
}

export function unreachable(remote: Remote, said: string): StopError {
  return new StopError(
    'remote-unreachable',
    `${remoteText(remote)} cannot be reached: ${said}`,
    'Check host, port and network and run the same command again; what has arrived is not sent again.',
  );
}

/** What is read from a file of the user's. @throws StopError where the system refuses it */
export async function readAs<T>(what: string, file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    const refusal = systemRefusal(error);
    if (refusal === undefined) throw error;
    throw new StopError(
      'settings-invalid',
      `${what} ${file} cannot be read: ${refusal.why}.`,
      'Check its name and permissions; nothing was sent.',
      { cause: error },
    );
  }
}

/** A file that a server does not get whole, however often it is tried. */
export function stuck(remote: Remote, name: string, said: string): StopError {
  return new StopError(
    'remote-unreachable',
    `${name} does not get through to ${remoteText(remote)}: ${said}`,
    'The connection is too poor, or the server has no room. Run the same command again later; it goes on where it stopped.',
  );
}

const noTls = 'what answers at this port begins without TLS';
const certificateCodes =
  /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ALTNAME|HOSTNAME_MISMATCH|WRONG_VERSION|EPROTO/;

/** What a failure of the network means: a certificate is not to be tried again, a broken connection is. */
export function networkFailure(remote: Remote, error: unknown): Error {
  if (error instanceof StopError || error instanceof RefusedByServer) return error;
  if (error instanceof SourceError) return error;
  if (error instanceof InterruptedError || error instanceof BrokenConnection) return error;
  const code = systemCode(error) ?? '';
  if (certificateCodes.test(code))
    return new StopError(
      'remote-unreachable',
      `The connection to ${remote.host} cannot be protected: ${/WRONG_VERSION/.test(code) ? noTls : serverWords(error)}`,
      'Check the host. Certificates of your own are read from the file that NODE_EXTRA_CA_CERTS names.',
      { cause: error },
    );
  return new BrokenConnection(networkWords[code] ?? serverWords(messageOf(error)), {
    cause: error,
  });
}

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers at this port',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
};

/**
 * Waits for `work` no longer than it may take.
 * @param onLate ends what is under way, so that nothing of it goes on
 * @throws BrokenConnection when it is late
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  work: Promise<T>,
  onLate: () => void,
): Promise<T> {
  const stop = Promise.withResolvers<never>();
  const end = (error: Error) => {
    stop.reject(error);
    onLate();
  };
  const timer = setTimeout(
    () => end(new BrokenConnection(`nothing came of it in ${Math.round(milliseconds / 1000)} s`)),
    milliseconds,
  );
  const interrupt = () => end(new InterruptedError());
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    // What is given up may still fail.
    work.catch(() => undefined);
    return await Promise.race([work, stop.promise]);
  } finally {
    stop.promise.catch(() => undefined);
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  }
}
