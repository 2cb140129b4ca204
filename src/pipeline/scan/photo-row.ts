/** Puts what was read of a file into the catalog, as a photo or as a file that is none. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type ReadFile, type Stored, storeUnreadable } from '../../catalog/scanned-files.ts';
import type { Archive } from '../archive/archive.ts';
import { namesAbove, placeAndUsage } from './place-and-usage.ts';
import { issueOf, type Reading } from './read-file.ts';

/** How many photos were what, for the summary. */
export type Counts = Record<Stored | 'missing' | 'files', number>;

/** What a file says, as a row has it: with the place and usage that its folders mean. */
export function rowOf(
  archive: Archive,
  path: string,
  { content }: Extract<Reading, { kind: 'photo' }>,
): ReadFile {
  const { text, ...rest } = content;
  return { path, ...rest, ...placeAndUsage(path, text, archive.settings, namesAbove(archive)) };
}

/** Stores a file that is no photo. */
export function storeBroken(
  catalog: Catalog,
  path: string,
  read: Exclude<Reading, { kind: 'photo' }>,
): void {
  const { bytes, mtime } = read.kind === 'broken' ? read : { bytes: 0, mtime: '' };
  storeUnreadable(catalog, { path, bytes, mtime }, issueOf(read));
}
