/** How large a batch file may be: as the settings say, or less where the service or a proxy before it refused more. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import type { Settings } from '../../settings.ts';

const key = 'file.bytes';

/** Remembers that a file of this size was refused; the next ones are half as large. */
export function learnFileSize(catalog: Catalog, refusedBytes: number): void {
  setMeta(catalog, key, Math.floor(refusedBytes / 2));
}

/** Bytes that a batch file with more than one request may have. */
export function mostFileBytes(catalog: Catalog, settings: Settings): number {
  const learned = getMeta<number>(catalog, key) ?? Number.POSITIVE_INFINITY;
  return Math.min(settings['batch.maxMegabytes'] * 1e6, learned);
}
