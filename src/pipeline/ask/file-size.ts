/** How large a batch file may be: as the settings say, or less where the service or a proxy before it refused more. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import type { Settings } from '../../settings.ts';

const key = 'file.bytes';
/** Room for any single request: the largest preview at the highest quality takes about 3 MB. */
const smallest = 4_000_000;

/** Remembers that a file of this size was refused; the next ones are half as large. */
export function learnFileSize(catalog: Catalog, refusedBytes: number): void {
  setMeta(catalog, key, Math.max(smallest, Math.floor(refusedBytes / 2)));
}

/** Bytes that a batch file may have. */
export function mostFileBytes(catalog: Catalog, settings: Settings): number {
  const learned = getMeta<number>(catalog, key) ?? Number.POSITIVE_INFINITY;
  return Math.min(settings['batch.maxMegabytes'] * 1e6, learned);
}
