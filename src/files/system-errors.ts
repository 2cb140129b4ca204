/**
 * What the system answers about a file, in words: why it could not be used, and what to do about it. Disks, drivers and
 * networks have dozens of answers; each is about the one file that was asked for, unless the disk itself is full or gone.
 */
import { basename, dirname } from 'node:path';
import {
  asStop,
  excerptOf,
  InterruptedError,
  messageOf,
  StopError,
  systemCode,
} from '../errors.ts';
import { NotAFileError } from './open-file.ts';
import { nameBehind } from './temporary.ts';

type Words = readonly [why: string, advice: string];

const tryAgain = 'try again.';
const notAllowed: Words = ['permission denied', 'Change its permissions and those of its folder.'];
const network: Words = [
  'the network drive does not answer',
  `Check the connection to the drive, then ${tryAgain}`,
];
const failing: Words = [
  'the disk reports an error',
  'Check the disk; if the file is damaged, restore it from a backup.',
];
const inUse: Words = ['another program is using it', `Close that program, then ${tryAgain}`];
const unable: Words = [
  'this disk cannot do what is needed',
  'Work on a copy of the folder on another disk.',
];
const locked: Words = ['it is encrypted, and its key is not there', `Unlock it, then ${tryAgain}`];
const outOfFiles: Words = ['too many files are open', `Close other programs, then ${tryAgain}`];
const gone: Words = ['it is not there', 'Scan the archive again.'];

/** By the system's names (errno(3)), and ours for a path that leads out of its folder. */
const words: Readonly<Record<string, Words>> = {
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: ['the disk is read-only', 'Make it writable, or work on a copy of the folder.'],
  ENOENT: gone,
  ENOTDIR: ['a part of its path is a file', 'Scan the archive again.'],
  EISDIR: ['a folder has that name', 'Rename that folder.'],
  EEXIST: ['a file has that name', 'Rename that file.'],
  EFBIG: ['it is larger than anything of its kind', 'Move it away.'],
  ENAMETOOLONG: ['the name is too long for this disk', 'Give it a shorter name.'],
  EILSEQ: ['the disk does not take its name', 'Rename it.'],
  ELOOP: ['its links lead in a circle', 'Put the file itself in place of the link.'],
  EMLINK: ['it has too many links', 'Put a copy of the file in place of the link.'],
  EOUTSIDE: ['it leads out of its folder', 'Scan the archive again.'],
  ENOMEM: ['there is not enough memory', `Close other programs, then ${tryAgain}`],
  ENOBUFS: ['there is not enough memory', `Close other programs, then ${tryAgain}`],
  EMFILE: outOfFiles,
  ENFILE: outOfFiles,
  EBUSY: inUse,
  ETXTBSY: inUse,
  EAGAIN: inUse,
  EDEADLK: inUse,
  ENODEV: ['its drive is gone', `Connect the drive, then ${tryAgain}`],
  ENOMEDIUM: ['its drive is gone', `Connect the drive, then ${tryAgain}`],
  ENOKEY: locked,
  EKEYEXPIRED: locked,
  EKEYREVOKED: locked,
  EKEYREJECTED: locked,
  ...each(['EIO', 'ENXIO', 'EUCLEAN', 'EREMOTEIO', 'EBADMSG', 'ENODATA', 'EFTYPE'], failing),
  ...each(
    [
      ...['ESTALE', 'ETIMEDOUT', 'ETIME', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH'],
      ...['ENETRESET', 'ENOTCONN', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ESHUTDOWN'],
      ...['EPIPE', 'ENOLINK', 'ECOMM', 'EPROTO', 'EREMCHG', 'ENONET'],
    ],
    network,
  ),
  ...each(
    [
      ...['EBADF', 'EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'ENOTTY', 'EOVERFLOW', 'ERANGE'],
      ...['ESPIPE', 'EXDEV', 'ENOLCK', 'ENOTBLK', 'EPFNOSUPPORT'],
    ],
    unable,
  ),
};

function each(codes: readonly string[], said: Words): Record<string, Words> {
  return Object.fromEntries(codes.map((code) => [code, said]));
}

export type SystemRefusal = {
  readonly code: string;
  /** The rest of `cannot be read: ...`, without a full stop. */
  readonly why: string;
  /** What to do, as a sentence. */
  readonly advice: string;
  /** The file or folder it is about, where the system says it. */
  readonly path: string | undefined;
};

/** What the system refused of a file; undefined for anything that is no answer of the system. */
export function systemRefusal(error: unknown): SystemRefusal | undefined {
  const code = systemCode(error);
  if (code === undefined) return undefined;
  const known: Words | undefined =
    error instanceof NotAFileError ? [error.message, 'Move it away.'] : words[code];
  const said = excerptOf(messageOf(error));
  const [why, advice] = known ?? [`the system says ${said}`, `Check the disk, then ${tryAgain}`];
  const path = typeof error === 'object' && error !== null && 'path' in error ? error.path : '';
  return { code, why, advice, path: typeof path === 'string' && path !== '' ? path : undefined };
}

/**
 * Why a file could not be read or written, naming what is at fault: the folder where that is refused, the file otherwise.
 * @param path of the file that was to be read or written, whatever was made on the way to it
 * @param verb `read`, `written` or `read or written`
 */
export function refusalSentence(refusal: SystemRefusal, path: string, verb: string): string {
  const { why, advice, path: said = path } = refusal;
  const isFolder = said !== path && basename(said) === basename(dirname(path));
  const name = isFolder ? `The folder ${basename(said)}` : nameBehind(basename(said));
  return `${name} cannot be ${verb}: ${why}. ${advice}`;
}

/** What the system refused of a file or folder that no photo is to blame for, as the error that stops a run; undefined for anything else. */
export function refusalOfSystem(error: unknown): StopError | undefined {
  const stop = asStop(error, 'what is written');
  if (stop instanceof StopError) return stop;
  const refusal = systemRefusal(error);
  if (refusal === undefined || words[refusal.code] === undefined) return undefined;
  const { path, why } = refusal;
  if (path === undefined && !isOfFile(error)) return undefined;
  const what = path === undefined ? 'A file of proofsheet itself' : path;
  return new StopError(
    'file-refused',
    `${what} cannot be ${path === undefined ? 'read or written' : 'opened or created'}: ${why}.`,
    'Fix this, or choose another location; everything done so far is kept.',
    { cause: error },
  );
}

/** Whether an error is one that a sentence is known for; any other is a fault of ours, or of the catalog. */
export function isForeseen(error: unknown): boolean {
  if (error instanceof StopError || error instanceof InterruptedError) return true;
  return refusalOfSystem(error) !== undefined;
}

/** Whether an error without a path comes from a file that was open, and from no connection. */
function isOfFile(error: unknown): boolean {
  const syscall = typeof error === 'object' && error !== null && 'syscall' in error;
  return (
    syscall && fileCalls.has(error.syscall) && !/^(?:ECONN|EPIPE)/.test(systemCode(error) ?? '')
  );
}

const fileCalls: ReadonlySet<unknown> = new Set([
  ...['read', 'write', 'close', 'fsync', 'fdatasync', 'fstat', 'ftruncate', 'scandir'],
]);
