/**
 * How a file gets there. It is sent under a temporary name, which says whose contents it has, and renamed when its size is
 * right; so no half file has the name of a whole one, and what a broken upload has left is gone on with. A file that did not
 * get there in one piece is read back before it is called arrived.
 */
import { StopError } from '../errors.ts';
import { bounds } from './bounds.ts';
import type { Connection } from './connection.ts';
import { BrokenConnection, RefusedByServer } from './failures.ts';
import { holdsAll, readBack } from './read-back.ts';
import { type Remote, remoteText } from './remote.ts';
import type { Source } from './source.ts';
import { temporaryName } from './temporary-name.ts';

/** `taken-up`: an inbox has it already, and it is not to be seen there any more. */
export type Arrival = 'arrived' | 'was-there' | 'taken-up';

/**
 * How far an upload has come whose end nobody has seen. sending: not there yet. direct: begun under its own name. whole: all
 * of it is there, and may have got its own name.
 */
export type Step = 'sending' | 'direct' | 'whole';

/** The step that the last try came to, in this run or an earlier one, and the bytes that it has sent at most. */
export type Last = { readonly step: Step; readonly sent: number };

export type Upload = {
  readonly source: Source;
  readonly name: string;
  /** Sent under its own name from the beginning. */
  readonly isDirect: boolean;
  readonly onSent: (bytes: number) => void;
  readonly last: Last | undefined;
  /** Told of a step before it is done. */
  readonly onStep: (step: Step) => void;
};

/** Puts a file there over one connection. What breaks on the way is thrown; calling it again goes on. */
export async function putOnce(
  remote: Remote,
  connection: Connection,
  upload: Upload,
): Promise<Arrival> {
  const { source, name, isDirect, last, onStep } = upload;
  const before = await connection.size(name);
  const temporary = temporaryName(name, source.hash);
  const isTemporaryGone = async () => (await connection.size(temporary)) === undefined;
  // What was whole and has got its own name needs no further proof, which an inbox may not allow.
  const isNamed = async () => last?.step === 'whole' && (await isTemporaryGone());
  const isOurs = async () => (await isNamed()) || (await holdsAll(connection, source, name));
  if (before === source.bytes && (await isOurs())) return 'was-there';
  if (before === undefined && last !== undefined && remote.isInbox === true) {
    const isGone = last.step === 'direct' || (await isTemporaryGone());
    if (isGone && last.step === 'whole') return 'taken-up';
    if (isGone && last.sent + connection.doubtful >= source.bytes) throw inDoubt(remote, name);
  }
  const isWhole = isDirect || connection.isAtomic;
  const sentAs = isWhole ? name : temporary;
  const found = isWhole ? before : await connection.size(sentAs);
  if (isWhole) onStep('direct');
  // What an inbox takes up under its own name can no longer be proved.
  const isLost = connection.isAtomic || (isDirect && remote.isInbox === true);
  const start = isLost ? 0 : await startOf(connection, source, sentAs, found);
  if (start === 0 || !(await isCompleted(connection, upload, sentAs, start)))
    await sendAnew(connection, upload, sentAs, found !== undefined);
  if (sentAs !== name) {
    const whole = await connection.size(sentAs);
    // Hidden there, or taken away for its name: not so its own. What an inbox has taken up would arrive twice.
    if (whole === undefined && remote.isInbox !== true)
      throw new RefusedByServer(`${sentAs} is not there after it was sent`);
    await assertSize(remote, connection, sentAs, whole, source.bytes);
    onStep('whole');
    await connection.rename(sentAs, name);
  }
  const there = await connection.size(name);
  if (there === undefined && remote.isInbox === true) return 'taken-up';
  await assertSize(remote, connection, name, there, source.bytes);
  return 'arrived';
}

/** From where on a file has to be sent of which so many bytes are there: from its beginning, where those are others. */
async function startOf(
  connection: Connection,
  source: Source,
  name: string,
  there = 0,
): Promise<number> {
  // A file that seems to be there whole was not called so: its end is sent once more where it is doubtful.
  const start = Math.max(0, there - connection.doubtful);
  if (start === 0 || there > source.bytes) return 0;
  const from = Math.max(0, start - bounds.tail);
  const end = await readBack(connection, name, from, start - from);
  return end?.equals(await source.part(from, start - from)) === true ? start : 0;
}

/**
 * Goes on from `start`, and reads all of it back: the server of a broken connection may still have been writing, and not every
 * server goes on where it says. False where it is not our file in the end.
 */
async function isCompleted(
  connection: Connection,
  { source, onSent }: Upload,
  name: string,
  start: number,
): Promise<boolean> {
  onSent(start);
  try {
    if (start < source.bytes) await connection.send(source, name, start, onSent);
  } catch (error) {
    if (error instanceof RefusedByServer) return false;
    throw error;
  }
  return holdsAll(connection, source, name);
}

/** What is there goes first, so that what another connection may still write has nothing to do with the new file. */
async function sendAnew(
  connection: Connection,
  { source, onSent }: Upload,
  name: string,
  isThere: boolean,
): Promise<void> {
  onSent(0);
  if (isThere && !connection.isAtomic)
    await connection.remove(name).catch((error: unknown) => {
      if (!(error instanceof RefusedByServer)) throw error;
    });
  await connection.send(source, name, 0, onSent);
}

/** Less may be gone on with; more is thrown away. @throws BrokenConnection; StopError where nothing is there */
async function assertSize(
  remote: Remote,
  connection: Connection,
  name: string,
  there: number | undefined,
  sent: number,
): Promise<void> {
  if (there === sent) return;
  if (there === undefined) throw vanished(remote, name);
  if (there > sent) await connection.remove(name);
  throw new BrokenConnection(
    `${remote.host || remoteText(remote)} says that ${name} has ${there} bytes, where ${sent} were sent`,
  );
}

function inDoubt(remote: Remote, name: string): StopError {
  return new StopError(
    'upload-refused',
    `Whether ${name} has arrived at ${remoteText(remote)} cannot be told: it was on its way when the program or the connection ended, and is not to be seen there.`,
    'Look for it at the portal, and say what became of it.',
  );
}

function vanished(remote: Remote, name: string): StopError {
  return new StopError(
    'upload-refused',
    `${name} was sent to ${remoteText(remote)} and is not there: the server renames or removes what arrives.`,
    'Choose a directory where files stay as they are sent.',
  );
}
