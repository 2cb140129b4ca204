/** Work beside the review that nobody waits for: counting checks, learning the words of the archive. */
import { setImmediate } from 'node:timers/promises';
import type { Archive } from '../../pipeline/archive.ts';
import { countStale, openChecker } from '../../pipeline/review/checks.ts';
import type { Vocabulary } from '../../pipeline/review/vocabulary.ts';

/** Few enough that a key press in between is answered at once. */
const countedInARow = 10;

/** Brings everything up to date in small pieces; ends with the signal. `changed` is called now and then. */
export async function keepUp(
  archive: Archive,
  vocabulary: Vocabulary,
  changed: () => void,
  signal: AbortSignal,
): Promise<void> {
  const checker = openChecker(archive.catalog, archive.settings);
  let counted = 0;
  while (!signal.aborted) {
    const now = countStale(archive.catalog, checker, countedInARow);
    if (now === 0) break;
    counted += now;
    if (counted % 500 < countedInARow) changed();
    await setImmediate();
  }
  if (counted > 0 && !signal.aborted) changed();
  await vocabulary.load(archive.catalog, signal);
}
