/**
 * How a file gets there. It is sent under a temporary name, which says whose contents it has, and renamed when its size is
 * right; so no half file has the name of a whole one, and what a broken upload has left is gone on with.
 */
import { StopError } from '../errors.ts';
import { bounds } from './bounds.ts';
import type { Connection } from './connection.ts';
import { BrokenConnection } from './failures.ts';
import { type Remote, remoteText } from './remote.ts';
import type { Source } from './source.ts';

/** `taken-up`: an inbox has it already, and it is not to be seen there any more. */
export type Arrival = 'arrived' | 'was-there' | 'taken-up';

export type Upload = {
  readonly source: Source;
  readonly name: string;
  /** Sent under its own name from the beginning. */
  readonly isDirect: boolean;
  readonly onSent: (bytes: number) => void;
};

/** Puts a file there over one connection. What breaks on the way is thrown; calling it again goes on. */
export async function putOnce(
  remote: Remote,
  connection: Connection,
  { source, name, isDirect, onSent }: Upload,
): Promise<Arrival> {
  if ((await connection.size(name)) === source.bytes) return 'was-there';
  const isWhole = isDirect || connection.isAtomic;
  const sentAs = isWhole ? name : temporaryName(name, source.hash);
  const start = connection.isAtomic ? 0 : await startOf(connection, source, sentAs, isWhole);
  onSent(start);
  if (start < source.bytes) await connection.send(source, sentAs, start, onSent);
  if (sentAs !== name) {
    await assertSize(remote, connection, source, sentAs);
    await connection.rename(sentAs, name);
  }
  const there = await connection.size(name);
  if (there === source.bytes) return 'arrived';
  if (there === undefined && remote.isInbox === true) return 'taken-up';
  if (there === undefined) throw vanished(remote, name);
  return wrongSize(remote, connection, name, there, source.bytes);
}

/** Hidden where servers hide such names; of the contents, so that only the same file is ever gone on with. */
export function temporaryName(name: string, hash: string): string {
  return `.${name}.${hash.slice(0, 12)}.part`;
}

/** From where on the file has to be sent. */
async function startOf(
  connection: Connection,
  source: Source,
  name: string,
  isDirect: boolean,
): Promise<number> {
  const there = await connection.size(name);
  if (there === undefined || there === 0) return 0;
  const start = Math.max(0, there - connection.doubtful);
  if (there > source.bytes) {
    await connection.remove(name);
    return 0;
  }
  // A temporary name says that it is ours. What has the file's own name may be anything.
  if (isDirect && !(await isBeginning(connection, source, name, start))) return 0;
  // A file that seems to be there whole was not called so: its end is sent once more where it is doubtful.
  return start;
}

async function isBeginning(
  connection: Connection,
  source: Source,
  name: string,
  end: number,
): Promise<boolean> {
  const from = Math.max(0, end - bounds.tail);
  if (end === from) return true;
  const theirs = await connection.part(name, from, end - from);
  return theirs?.equals(await source.part(from, end - from)) === true;
}

async function assertSize(
  remote: Remote,
  connection: Connection,
  source: Source,
  name: string,
): Promise<void> {
  const there = await connection.size(name);
  if (there === source.bytes) return;
  if (there === undefined) throw vanished(remote, name);
  await wrongSize(remote, connection, name, there, source.bytes);
}

/** Less may be gone on with; more is thrown away. */
async function wrongSize(
  remote: Remote,
  connection: Connection,
  name: string,
  there: number,
  sent: number,
): Promise<never> {
  if (there > sent) await connection.remove(name);
  throw new BrokenConnection(
    `${remote.host || remoteText(remote)} says that ${name} has ${there} bytes, where ${sent} were sent`,
  );
}

function vanished(remote: Remote, name: string): StopError {
  return new StopError(
    'upload-refused',
    `${name} was sent to ${remoteText(remote)} and is not there: the server renames or removes what arrives.`,
    'Choose a directory where files stay as they are sent.',
  );
}
