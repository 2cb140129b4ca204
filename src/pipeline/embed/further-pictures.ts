/**
 * Keeps the other pictures of a Multi-Picture file findable: their offsets count from a place in the head, and ExifTool
 * does not update them when the metadata after that place grow.
 */
import type { FileHandle } from 'node:fs/promises';
import { type FurtherPicture, readMultiPicture } from '../../jpeg/mpf.ts';

/** Offsets have 32 bits; one beyond half of that is nonsense. */
const largestOffset = 0x8000_0000;

import type { Head } from '../../jpeg/read-head.ts';

/**
 * Corrects the offsets in the copy where the tail moved relative to the directory. Returns why that is not possible,
 * or undefined.
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
  if (moved === shift) return undefined;
  if (before.kind === 'unreadable' || after.kind !== 'pictures')
    return 'its directory of other pictures cannot be read, so they might not be found again';
  for (const [index, picture] of before.pictures.entries()) {
    const written = after.pictures[index];
    if (written === undefined || !liesInTail(picture, old)) continue;
    const right = picture.start + shift;
    if (written.start !== right) await writePointer(file, written, right - after.base);
  }
  return undefined;
}

/** Offsets past the end of a truncated file count too: they go on pointing there. */
function liesInTail({ start }: FurtherPicture, head: Head): boolean {
  return start >= head.scanStart && start < largestOffset;
}

/** Whether every picture that the old head leads to is found from the new one, at its new place. */
export function keepsFurtherPictures(old: Head, copy: Head): boolean {
  const before = readMultiPicture(old.segments);
  const after = readMultiPicture(copy.segments);
  if (before.kind !== 'pictures') return before.kind === after.kind;
  if (after.kind !== 'pictures' || after.pictures.length !== before.pictures.length) return false;
  const shift = copy.scanStart - old.scanStart;
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

async function writePointer(
  file: FileHandle,
  { pointerAt, littleEndian }: FurtherPicture,
  offset: number,
): Promise<void> {
  const bytes = Buffer.alloc(4);
  if (littleEndian) bytes.writeUInt32LE(offset);
  else bytes.writeUInt32BE(offset);
  await file.write(bytes, 0, bytes.length, pointerAt);
}
