/**
 * What is said of a fault of our own, such as an error that nobody foresaw: a sentence. The details, which hold paths and
 * whatever else was in hand, go to a file that only the user can read, and which the next fault replaces.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ownCacheFolder } from './compile-cache.ts';
import { excerptOf, StopError } from './errors.ts';
import { refusalOfSystem } from './files/system-errors.ts';
import { printable } from './terminal-output.ts';

export type Ending = Pick<StopError, 'message' | 'advice'> & { readonly code?: StopError['code'] };

/** Why something ended: what stopped it, what the system refused, or a fault of ours, whose details are written. */
export function endingOf(error: unknown): Ending {
  if (error instanceof StopError) return error;
  return isOfReplaced(error) ? replaced : (refusalOfSystem(error) ?? lastWords(error));
}

const ownFolder = new URL('.', import.meta.url).href;

/** A part of the program that was not needed before is not there any more: it was built or installed anew meanwhile. */
function isOfReplaced(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    'url' in error &&
    String(error.url).startsWith(ownFolder)
  );
}

const replaced: Ending = {
  message: 'proofsheet was replaced by another build while it ran.',
  advice: 'Nothing was lost: everything done so far is kept. Start it again.',
};

/** What happened, that nothing is lost, and what to do. */
function lastWords(error: unknown): Ending {
  const file = keepDetails(error);
  const details =
    file === undefined ? '' : ` with ${file}, which has the details and no secrets that we know of`;
  return {
    message: `This is a bug in proofsheet, not your mistake: ${excerptOf(nameOf(error))}`,
    advice: `Nothing was lost: everything done so far is kept. Please report it where you got proofsheet from${details}.`,
  };
}

function nameOf(error: unknown): string {
  return asFarAsPossible(() =>
    error instanceof Error || typeof error === 'string' ? String(error) : inspect(error),
  );
}

/** What is thrown may be anything, also something that throws when it is looked at. */
function asFarAsPossible(look: () => string): string {
  try {
    return look();
  } catch {
    return 'something that cannot be shown';
  }
}

/** Characters of details that are kept; an error can hold a whole answer. */
const mostKept = 100_000;

/** Writes all that is known of an error, cleaned; gives the file, or undefined where there is no private place for one. */
function keepDetails(error: unknown): string | undefined {
  const folder = ownCacheFolder('faults');
  if (folder === undefined) return undefined;
  const text = [
    `${new Date().toISOString()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    asFarAsPossible(() => inspect(error, { depth: 4 })).slice(0, mostKept),
  ].join('\n');
  const file = join(folder, 'last.txt');
  try {
    rmSync(file, { force: true });
    const lines = text.split('\n').map(printable);
    writeFileSync(file, `${lines.join('\n')}\n`, { flag: 'wx', mode: 0o600 });
    return file;
  } catch {
    // The sentence must be said whatever the disk does.
    return undefined;
  }
}

const endings = new Set<() => void>();

/** Has `end` called before the last words are said, so that they are seen. Gives what makes that unnecessary. */
export function beforeLastWords(end: () => void): () => void {
  endings.add(end);
  return () => void endings.delete(end);
}

/** Gives back whatever the program has taken over, the terminal above all. */
export function giveBack(): void {
  for (const end of endings) {
    endings.delete(end);
    try {
      end();
    } catch {
      // What failed first is what has to be told.
    }
  }
}
