/** The backup of an archive's catalog on each day that it is worked on, made beside the work. */
import { isWorthBackup, makeBackup, needsBackup } from '../../catalog/backups.ts';
import { messageOf, StopError } from '../../errors.ts';
import type { Archive } from './archive.ts';

/** Milliseconds from the opening: the first screen is drawn by then. */
const delay = 1000;
/** Milliseconds that it may take. Whoever leaves waits for it at most as long. */
const longest = 60_000;

/**
 * Begins the backup of today in a moment, if it is still to be made, and there is in the catalog what a scan does not find
 * again.
 * @returns called at the end of the work: makes the backup if it was not begun, waits for it, and resolves to a sentence
 * that says why there is none, if so. A backup that cannot be made stops nobody.
 */
export function beginBackup(
  { catalog, folder }: Pick<Archive, 'catalog' | 'folder'>,
  now: Date,
): () => Promise<string | undefined> {
  let made: Promise<string | undefined> | undefined;
  const make = async () => {
    try {
      if (!needsBackup(folder, now) || !isWorthBackup(catalog)) return undefined;
      made ??= makeBackup(folder, now, AbortSignal.timeout(longest)).then(
        () => undefined,
        (error: unknown) => noteOf(error),
      );
      return await made;
    } catch (error) {
      return noteOf(error);
    }
  };
  const timer = setTimeout(() => void make(), delay);
  return () => {
    clearTimeout(timer);
    return made ?? make();
  };
}

function noteOf(error: unknown): string {
  const why = error instanceof StopError ? `${error.message} ${error.advice}` : messageOf(error);
  return `Today's backup of the catalog could not be made: ${why}`;
}
