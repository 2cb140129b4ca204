/**
 * Keeps the pictures of a Multi-Picture file findable: offsets of the others count from a place in the head, the length of
 * the first from the start of the file, and ExifTool does not update them when the metadata grow.
 */
import type { FileHandle } from 'node:fs/promises';
import { type PictureEntry, readMultiPicture } from '../../jpeg/mpf.ts';
import type { Head } from '../../jpeg/read-head.ts';

/** Offsets have 32 bits; one beyond half of that is nonsense. */
const largestOffset = 0x8000_0000;

/**
 * Corrects the offsets in the copy where the tail moved relative to the directory, and the length of the first picture.
 * Returns why that is not possible, or undefined.
 */
export async function fixFurtherPictures(
  old: Head,
  copy: Head,
  file: FileHandle,
): Promise<string | undefined> {
  const before = readMultiPicture(old.segments);
  const after = readMultiPicture(copy.segments);
  if (before.kind === 'none') return undefined;
  const shift = copy.scanStart - old.scanStart;
  const moved = directoryShift(old, copy);
  if (moved === undefined) return 'its directory of other pictures changed';
  if (before.kind === 'unreadable' || after.kind !== 'pictures')
    return moved === shift
      ? undefined
      : 'its directory of other pictures cannot be read, so they might not be found again';
  for (const [index, picture] of before.pictures.entries()) {
    const written = after.pictures[index];
    if (written === undefined || !liesInTail(picture, old)) continue;
    const right = picture.start + shift;
    if (written.start !== right) await write(file, written, written.pointerAt, right - after.base);
  }
  const { first } = after;
  const right = lengthOfFirst(before.first, old, shift);
  if (first !== undefined && right !== undefined && first.length !== right)
    await write(file, first, first.lengthAt, right);
  return undefined;
}

/** What the directory has to say of the length of the first picture; one that is nonsense stays. */
function lengthOfFirst(
  first: PictureEntry | undefined,
  { scanStart, fileBytes }: Head,
  shift: number,
): number | undefined {
  if (first === undefined) return undefined;
  const isSense = first.length > scanStart && first.length <= fileBytes;
  return isSense ? first.length + shift : first.length;
}

/** Offsets past the end of a truncated file count too: they go on pointing there. */
function liesInTail({ start }: PictureEntry, head: Head): boolean {
  return start >= head.scanStart && start < largestOffset;
}

/** Whether every picture that the old head leads to is found from the new one, at its new place. */
export function keepsFurtherPictures(old: Head, copy: Head): boolean {
  const before = readMultiPicture(old.segments);
  const after = readMultiPicture(copy.segments);
  if (before.kind !== 'pictures') return before.kind === after.kind;
  if (after.kind !== 'pictures' || after.pictures.length !== before.pictures.length) return false;
  const shift = copy.scanStart - old.scanStart;
  if (after.first?.length !== lengthOfFirst(before.first, old, shift)) return false;
  return before.pictures.every(
    (picture, index) =>
      !liesInTail(picture, old) ||
      (after.pictures[index]?.start === picture.start + shift &&
        after.pictures[index]?.length === picture.length),
  );
}

/** How far the directory itself moved; undefined when it is gone or says something else. */
function directoryShift(old: Head, copy: Head): number | undefined {
  const before = old.segments.find(({ kind }) => kind === 'mpf');
  const after = copy.segments.find(({ kind }) => kind === 'mpf');
  if (before === undefined || after === undefined || !before.payload.equals(after.payload))
    return undefined;
  return after.start - before.start;
}

/** @param at offset in the file */
async function write(
  file: FileHandle,
  { littleEndian }: PictureEntry,
  at: number,
  value: number,
): Promise<void> {
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  await file.write(bytes, 0, bytes.length, at);
}
