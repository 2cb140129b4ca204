/**
 * Files to a remote and away from it, whatever its kind: several at once over few connections, each gone on with where the
 * connection broke, and said to have arrived only when its size is there.
 */
import { bounds } from './bounds.ts';
import type { Connect, Connection, ConnectionFact } from './connection.ts';
import { BrokenConnection, RefusedByServer, refusedThere, stuck, unreachable } from './failures.ts';
import { Pool } from './pool.ts';
import type { Arrival } from './put.ts';
import { type Over, Putting, type Steps } from './putting.ts';
import { holdsAll } from './read-back.ts';
import type { Remote, RemoteAccess, RemoteKind } from './remote.ts';
import type { Source } from './source.ts';
import { temporaryName } from './temporary-name.ts';

export type Transport = {
  /**
   * Puts a file there, or goes on with what an earlier try has left. One that is there with the same size is not sent again.
   * @param onProgress told the bytes that are there
   * @throws StopError: `upload-refused` where only this file is refused; all others concern the remote
   */
  readonly put: (
    source: Source,
    name: string,
    onProgress?: (bytes: number) => void,
    steps?: Steps,
  ) => Promise<Arrival>;
  /** Whether a file there is this one, byte for byte; false where it cannot be read. */
  readonly holds: (source: Source, name: string) => Promise<boolean>;
  /** Bytes of a file; undefined where there is none. */
  readonly size: (name: string) => Promise<number | undefined>;
  /**
   * A file that is not there is no mistake.
   * @param hash of its contents, where what a broken upload has left shall go too
   */
  readonly remove: (name: string, hash?: string) => Promise<void>;
  /** Enters the remote, unless that is done, and tells whom it is and what protects the connection. */
  readonly facts: () => Promise<readonly ConnectionFact[]>;
  readonly close: () => void;
};

/** Each is loaded when it is first used. */
const connectors: Readonly<Record<RemoteKind, () => Promise<Connect>>> = {
  folder: async () => (await import('./folder.ts')).connectFolder,
  ftp: async () => (await import('./ftp.ts')).connectFtp,
  ftps: async () => (await import('./ftp.ts')).connectFtp,
  'ftps-implicit': async () => (await import('./ftp.ts')).connectFtp,
  sftp: async () => (await import('./sftp.ts')).connectSftp,
  s3: async () => (await import('./s3.ts')).connectS3,
};

/** Where a remote says nothing. */
export const usualConnections = 2;

/**
 * Opens a remote; the first connection is made when it is needed.
 * @param signal ends whatever is under way
 */
export function openTransport(
  remote: Remote,
  access: RemoteAccess,
  signal: AbortSignal,
): Transport {
  let hasConnected = false;
  const pool = new Pool<Connection>(remote.connections ?? usualConnections, async () => {
    const connect = await connectors[remote.kind]();
    const connection = await connect(remote, access, signal);
    // Those of S3 are made anew for each call.
    hasConnected ||= !connection.isAtomic;
    return connection;
  });
  let isDirect = remote.isDirect ?? false;
  const over: Over = (what, work, hasMoved = () => false) =>
    persist(
      { remote, what, access, signal, hasMoved, hasConnected: () => hasConnected },
      async () => {
        try {
          const done = await pool.use(work);
          hasConnected = true;
          return done;
        } catch (error) {
          hasConnected ||= error instanceof BrokenConnection && error.isAnswer;
          throw error;
        }
      },
    );
  const asked = <T>(name: string, work: (connection: Connection) => Promise<T>, what = name) =>
    told(remote, what, over(name, work));
  return {
    async put(source, name, onProgress = () => undefined, steps = {}) {
      assertName(name);
      if (source.bytes === 0) throw refusedThere(remote, name, 'the file is empty');
      const putting = new Putting(over, { remote, source, name, onProgress, steps });
      if (isDirect) return told(remote, name, putting.put(true));
      const otherwise = async (error: unknown) => {
        const arrival = await putting.putOtherwise(error);
        // The others go the way that has led there.
        isDirect = true;
        return arrival;
      };
      return told(remote, name, putting.put(false).catch(otherwise));
    },
    holds: (source, name) => asked(name, (connection) => holdsAll(connection, source, name)),
    size: (name) => asked(name, (connection) => connection.size(name)),
    facts: () => asked('a file', async ({ facts }) => facts, 'files'),
    remove(name, hash) {
      const remove = async (connection: Connection) => {
        await connection.remove(name);
        if (hash !== undefined && !connection.isAtomic)
          await connection.remove(temporaryName(name, hash));
      };
      return asked(name, remove, `the removal of ${name}`);
    },
    close: () => pool.close(),
  };
}

/** A plain name of letters that no server or shell takes for something else. */
function assertName(name: string): void {
  if (/^[\w][\w.() -]{0,254}$/.test(name)) return;
  throw new Error(`No name for a file to be sent: ${JSON.stringify(name)}`);
}

async function told<T>(remote: Remote, what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof RefusedByServer ? refusedThere(remote, what, error.message) : error;
  }
}

type Persisting = {
  readonly remote: Remote;
  /** The name of the file. */
  readonly what: string;
  readonly access: RemoteAccess;
  readonly signal: AbortSignal;
  /** Whether more is there than after the last try. */
  readonly hasMoved: () => boolean;
  readonly hasConnected: () => boolean;
};

/** Tries again what a broken connection has ended, as long as that leads further. */
async function persist<T>(
  { remote, what, access, signal, hasMoved, hasConnected }: Persisting,
  work: () => Promise<T>,
): Promise<T> {
  let inVain = 0;
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BrokenConnection)) throw error;
      inVain = hasMoved() ? 0 : inVain + 1;
      const most = hasConnected() ? bounds.tries : bounds.firstTries;
      if (inVain >= most || tries >= bounds.allTries)
        throw hasConnected()
          ? stuck(remote, what, error.message)
          : unreachable(remote, error.message);
      await access.wait(Math.min(bounds.longestPause, bounds.firstPause * 2 ** inVain), signal);
    }
  }
}
