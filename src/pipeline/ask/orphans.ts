/** Files that a crash left behind in the folder of batch files. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { batchesIn } from '../../catalog/batches.ts';
import type { Archive } from '../archive/archive.ts';
import { folder } from './places.ts';

/** Removes batch files that no batch in the catalog is about, finished or not. */
export async function removeOrphanFiles(archive: Archive): Promise<void> {
  const place = folder(archive, 'batches');
  const states = ['written', 'uploaded', 'creating', 'open', 'exported'] as const;
  const known = new Set(batchesIn(archive.catalog, ...states).map(({ tag }) => `${tag}.jsonl`));
  for (const name of await readdir(place))
    if (!known.has(name)) await rm(join(place, name), { force: true });
}
