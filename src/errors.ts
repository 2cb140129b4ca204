/**
 * The errors that stop a run. Everything that concerns one photo is an `Issue` instead.
 * The command line prints these as one sentence and a piece of advice; any other error is a fault of ours
 * and is shown with its stack.
 */

import { redacted } from './secrets.ts';

export type StopCode =
  | 'archive-missing'
  | 'archive-empty'
  | 'archive-not-writable'
  | 'archive-locked'
  | 'catalog-damaged'
  | 'catalog-lost'
  | 'catalog-newer'
  | 'catalog-older'
  | 'settings-invalid'
  | 'no-key'
  | 'key-refused'
  | 'no-quota'
  | 'model-unknown'
  | 'request-refused'
  | 'no-answers'
  | 'service-unreachable'
  | 'budget-exceeded'
  | 'bill-unexpected'
  | 'disk-full'
  | 'file-refused'
  | 'sharp-missing'
  | 'exiftool-missing'
  | 'exiftool-failed'
  | 'dictionary-missing'
  | 'nothing-to-do'
  | 'nothing-chosen'
  | 'needs-confirmation'
  | 'needs-terminal'
  | 'rehearsal-only'
  | 'usage';

/** Stops a run: what happened, and what the user can do about it. */
export class StopError extends Error {
  override readonly name = 'StopError';
  readonly code: StopCode;
  /** One imperative sentence. */
  readonly advice: string;

  constructor(code: StopCode, message: string, advice: string, options?: { cause?: unknown }) {
    super(told(message), options);
    this.code = code;
    this.advice = told(advice);
  }
}

/** Thrown when the user interrupts; ends a command with exit code 130. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  constructor() {
    super('Interrupted');
  }
}

/** The system's error code (`ENOENT`, `ENOSPC`, ...) of anything thrown, if it has one. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Whether an error is one that a sentence is known for; any other is a fault of ours, or of the catalog. */
export function isForeseen(error: unknown): boolean {
  if (error instanceof StopError || error instanceof InterruptedError) return true;
  return refusalOfSystem(error) !== undefined;
}

/** The text of anything thrown, without secrets, and no longer than a message may be. */
export function messageOf(error: unknown): string {
  return told(error instanceof Error ? error.message : String(error));
}

/** Characters of a message, which may quote anything: two of the longest sentences of ours with a path in each. */
const longestMessage = 2000;
/** Looked through for secrets. One that is cut here is far from what is shown. */
const longestLookedThrough = 64 * 1024;

/** A message as it is shown and stored: what it quotes is cut in the middle, so that its own words stay at both ends. */
function told(message: string): string {
  return cutInMiddle(redacted(cutInMiddle(message, longestLookedThrough)), longestMessage);
}

function cutInMiddle(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = Math.floor(longest / 4);
  return `${text.slice(0, longest - end)} … ${text.slice(-end)}`.toWellFormed();
}

/** Characters of foreign text that a message carries at most. */
const longestExcerpt = 200;

/** A foreign text as a message may quote it: its beginning, on one line. Half a secret would be known by nobody any more. */
export function excerptOf(raw: string, longest = longestExcerpt): string {
  const text = redacted(raw);
  const line = text
    .slice(0, longest * 4)
    .trim()
    .replace(/\s+/g, ' ');
  return line.length <= longest && text.length <= longest * 4
    ? line
    : `${line.slice(0, longest).toWellFormed()}…`;
}

/** What SQLite calls a full disk, https://www.sqlite.org/rescode.html: full, or no room for what it shares in memory. */
const fullCatalogCodes = new Set<unknown>([13, 4874]);

function isFullCatalog(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error
    ? fullCatalogCodes.has(error.errcode)
    : false;
}

/** Turns a full disk, exhausted quota or too many open files into what stops a run; returns anything else unchanged. */
export function asStop(error: unknown, where: string): unknown {
  const code = systemCode(error);
  if (code === 'EMFILE' || code === 'ENFILE')
    return new StopError(
      'file-refused',
      'No more files can be opened: too many files are open.',
      'Close other programs, or allow more (`ulimit -n`), and run the same command again; everything done so far is kept.',
      { cause: error },
    );
  const isCatalog = isFullCatalog(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT' && !isCatalog) return error;
  return new StopError(
    'disk-full',
    `There is no space left for ${isCatalog ? 'the catalog' : where}.`,
    'Free some space and run the same command again; everything done so far is kept.',
    { cause: error },
  );
}

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  ENXIO: 'it is not a file',
  EFBIG: 'it is larger than anything of its kind',
  EEXIST: 'a file has that name',
  ENAMETOOLONG: 'the name is too long for this disk',
  ELOOP: 'its links lead in a circle',
  EOUTSIDE: 'it leads out of its folder',
  EIO: 'the disk reports an error',
  ESTALE: 'the network drive is gone',
};

/** What the system refused of a file or folder, as the error that stops a run; undefined for anything else. */
export function refusalOfSystem(error: unknown): StopError | undefined {
  const stop = asStop(error, 'what is written');
  if (stop instanceof StopError) return stop;
  const why = refusals[systemCode(error) ?? ''];
  const path = typeof error === 'object' && error !== null && 'path' in error ? error.path : '';
  if (why === undefined || typeof path !== 'string' || path === '') return undefined;
  return new StopError(
    'file-refused',
    `${path} cannot be opened or created: ${why}.`,
    'Fix this, or choose another location; everything done so far is kept.',
    { cause: error },
  );
}
