/**
 * The Multi-Picture Format (CIPA DC-007, section 5.2): a directory in the head that tells where further pictures
 * (previews, gain maps, the other eye) begin behind the first one. Their offsets count from the directory's own
 * place in the file, so they stay right only as long as nothing between it and the pictures changes its length.
 */
import { contentsOf, type Segment } from './segments.ts';
import { openTiff, readDirectory, type Tiff, uint32 } from './tiff.ts';

/** A picture as the directory has it. */
export type PictureEntry = {
  /** Offsets in the file of the four bytes each that contain its length and its offset. */
  readonly lengthAt: number;
  readonly pointerAt: number;
  readonly littleEndian: boolean;
  /** Offset in the file of the picture's first byte. */
  readonly start: number;
  /** Bytes. */
  readonly length: number;
};

export type MultiPicture =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'pictures';
      readonly base: number;
      /** The picture of the file itself, whose offset is 0 by definition; its length counts from the file's start. */
      readonly first: PictureEntry | undefined;
      readonly pictures: readonly PictureEntry[];
    }
  /** There is a directory that cannot be read. */
  | { readonly kind: 'unreadable' };

const entryTag = 0xb002;
const entryBytes = 16;
const sizeWithin = 4;
const offsetWithin = 8;

/** Reads the directory of a head, if it has one. */
export function readMultiPicture(segments: readonly Segment[]): MultiPicture {
  const directories = segments.filter(({ kind }) => kind === 'mpf');
  const [segment] = directories;
  if (segment === undefined) return { kind: 'none' };
  const contents = contentsOf(segment);
  const base = segment.end - contents.length;
  const tiff = openTiff(contents);
  if (tiff === undefined || directories.length > 1) return { kind: 'unreadable' };
  let outside = false;
  const entry = readDirectory(tiff, tiff.first, (tag) => {
    outside ||= tag === entryTag;
  })?.get(entryTag);
  if (entry === undefined) return outside ? { kind: 'unreadable' } : { kind: 'none' };
  const count = Math.floor(entry.count / entryBytes);
  const pictures = Array.from({ length: count }, (_, index) =>
    pictureAt(tiff, base, entry.at + index * entryBytes),
  );
  const isFirst = ({ start }: PictureEntry) => start === base;
  const further = pictures.filter((one) => !isFirst(one));
  return { kind: 'pictures', base, first: pictures.find(isFirst), pictures: further };
}

function pictureAt(tiff: Tiff, base: number, at: number): PictureEntry {
  return {
    lengthAt: base + at + sizeWithin,
    pointerAt: base + at + offsetWithin,
    littleEndian: tiff.littleEndian,
    start: base + uint32(tiff, at + offsetWithin),
    length: uint32(tiff, at + sizeWithin),
  };
}
