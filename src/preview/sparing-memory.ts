/**
 * What the picture library leaves behind lives until V8 goes through all memory, which it puts off the longer the more there
 * is: over ten thousand photos, that came to 250 megabytes.
 */
import { setFlagsFromString } from 'node:v8';

/** Does work over many pictures while V8 keeps its memory small. Collecting it by force instead would take half as long again. */
export async function sparingMemory<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--optimize-for-size');
  try {
    return await work();
  } finally {
    setFlagsFromString('--no-optimize-for-size');
  }
}
