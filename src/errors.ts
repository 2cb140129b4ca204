/**
 * The errors that stop a run. Everything that concerns one photo is an `Issue` instead.
 * The command line prints these as one sentence and a piece of advice; any other error is a fault of ours
 * and is shown with its stack.
 */

import { constants } from 'node:os';
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
  | 'login-refused'
  | 'host-changed'
  | 'remote-unreachable'
  | 'remote-full'
  | 'upload-refused'
  | 'address-wrong'
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
  if (typeof error.code !== 'string') return undefined;
  // Node's own answer where something that is to be removed is a folder.
  if (error.code === 'ERR_FS_EISDIR') return 'EISDIR';
  if (!error.code.startsWith('Unknown system error')) return error.code;
  const number = 'errno' in error && typeof error.errno === 'number' ? -error.errno : 0;
  return unnamed[number] ?? error.code;
}

/** Codes that Node gives no name to, by their numbers here; those of Linux that it does not list either. */
const unnamed: Readonly<Record<number, string>> = {
  ...(process.platform === 'linux' && {
    ...{ 117: 'EUCLEAN', 123: 'ENOMEDIUM' },
    ...{ 126: 'ENOKEY', 127: 'EKEYEXPIRED', 128: 'EKEYREVOKED', 129: 'EKEYREJECTED' },
  }),
  ...Object.fromEntries(Object.entries(constants.errno).map(([name, number]) => [number, name])),
};

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
