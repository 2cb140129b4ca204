/**
 * Files whose picture is not the one known at their name, or is known elsewhere: names that were swapped, pictures
 * that replaced others, copies. Only once every file was read is it certain which photos are free to be found again.
 */
import {
  displace,
  type Former,
  formerAt,
  type ReadFile,
  storeEdited,
  storeNew,
  storeRecognised,
} from '../../catalog/scanned-files.ts';
import { InterruptedError } from '../../errors.ts';
import type { DifferenceHash } from '../../photo.ts';
import { differenceHash, distance } from '../../preview/difference-hash.ts';
import { greyDots } from '../../preview/grey.ts';
import { makePreview } from '../../preview/make.ts';
import { previewOptions } from '../archive/previews.ts';
import type { StageContext } from '../archive/stage.ts';
import type { FoundFile } from './changed-files.ts';
import { type Counts, rowOf, storeBroken } from './photo-row.ts';
import { readFile } from './read-file.ts';

/**
 * Works out which photo each waiting file is: first those whose picture is known, then, of the rest, those that
 * are the same photograph worked on. Files are read again, so that a million of them need not be kept.
 */
export async function identifyWaiting(
  context: StageContext,
  waiting: readonly FoundFile[],
  counts: Counts,
  onIdentified: () => void,
): Promise<void> {
  const { catalog } = context.archive;
  catalog.transaction(() => {
    for (const { path } of waiting) if (displace(catalog, path)) counts.missing++;
  });
  const unknown: FoundFile[] = [];
  for (const found of waiting) {
    const row = await readRow(context, found);
    const stored =
      row === undefined ? 'none' : catalog.transaction(() => storeRecognised(catalog, row));
    if (stored === undefined) unknown.push(found);
    else {
      if (stored !== 'none') counts[stored]++;
      onIdentified();
    }
  }
  for (const found of unknown) {
    const row = await readRow(context, found);
    if (row !== undefined) counts[await storeUnknown(context, found, row)]++;
    onIdentified();
  }
}

/** The file as a row. A file that is not a photo is stored as such. */
async function readRow(context: StageContext, found: FoundFile): Promise<ReadFile | undefined> {
  const { archive, signal } = context;
  const { path } = found;
  if (signal.aborted) throw new InterruptedError();
  const read = await readFile(context, found);
  if (read.kind === 'photo') return rowOf(archive, path, read);
  archive.catalog.transaction(() => storeBroken(archive.catalog, path, read));
  return undefined;
}

async function storeUnknown(
  context: StageContext,
  { file }: FoundFile,
  row: ReadFile,
): Promise<'edited' | 'new'> {
  const { catalog } = context.archive;
  const former = formerAt(catalog, row.path);
  const isEdited = former !== undefined && (await isSamePhotograph(context, former, row, file));
  catalog.transaction(() => {
    if (isEdited) storeEdited(catalog, former.id, row);
    else storeNew(catalog, row);
  });
  return isEdited ? 'edited' : 'new';
}

/** Bits of 64 in which pictures may differ that are one photograph in two versions; unrelated ones differ in half. */
const versionsDiffer = 14;
const toTheSecond = 'YYYY-MM-DDTHH:MM:SS'.length;

/**
 * Whether a picture is another version of the photograph that was at its name: taken in the same second with the same
 * camera, or, where one of the two does not tell, looking alike.
 */
async function isSamePhotograph(
  { archive }: StageContext,
  former: Former,
  row: ReadFile,
  file: string,
): Promise<boolean> {
  const camera = row.camera?.model;
  if (former.camera !== null && camera !== undefined && former.camera !== camera) return false;
  if (former.takenAt !== null && row.takenAt !== undefined)
    return former.takenAt.slice(0, toTheSecond) === row.takenAt.slice(0, toTheSecond);
  if (former.high === null || former.low === null) return false;
  const look = await lookOf(file, row, previewOptions(archive));
  return (
    look !== undefined && distance({ high: former.high, low: former.low }, look) <= versionsDiffer
  );
}

async function lookOf(
  file: string,
  { size }: ReadFile,
  options: Parameters<typeof makePreview>[2],
): Promise<DifferenceHash | undefined> {
  const preview = await makePreview(file, size, options);
  return 'issue' in preview ? undefined : differenceHash(await greyDots(preview.bytes));
}
