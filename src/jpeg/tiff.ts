/** Directories of a TIFF structure, as EXIF and MPF use them (TIFF 6.0, section 2). Nothing is read out of bounds. */

export type TiffEntry = {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Offset of the value in the structure. */
  readonly at: number;
};

export type Tiff = {
  readonly bytes: Buffer;
  readonly littleEndian: boolean;
  /** Offset of the first directory. */
  readonly first: number;
};

/** Bytes of one value, by type: BYTE, ASCII, SHORT, LONG, RATIONAL, and the signed and floating ones. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** The structure in `bytes`, or undefined when it does not begin like one. */
export function openTiff(bytes: Buffer): Tiff | undefined {
  if (bytes.length < 8) return undefined;
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const tiff = { bytes, littleEndian: order === 'II', first: 0 };
  if (uint16(tiff, 2) !== 42) return undefined;
  return { ...tiff, first: uint32(tiff, 4) };
}

function uint16({ bytes, littleEndian }: Tiff, at: number): number {
  return littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
}

export function uint32({ bytes, littleEndian }: Tiff, at: number): number {
  return littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}

/**
 * The entries of the directory at `at`, by tag; the first of equal tags counts.
 * Undefined when the directory itself lies outside. Entries whose value lies outside are left out and reported.
 */
export function readDirectory(
  tiff: Tiff,
  at: number,
  onOutside: (tag: number) => void,
): Map<number, TiffEntry> | undefined {
  const { bytes } = tiff;
  if (at < 8 || at + 2 > bytes.length) return undefined;
  const count = uint16(tiff, at);
  if (at + 2 + count * 12 > bytes.length) return undefined;
  const entries = new Map<number, TiffEntry>();
  for (let index = 0; index < count; index++) {
    const entry = readEntry(tiff, at + 2 + index * 12);
    if (entry.at + lengthOf(entry) > bytes.length) onOutside(entry.tag);
    else if (!entries.has(entry.tag)) entries.set(entry.tag, entry);
  }
  return entries;
}

function readEntry(tiff: Tiff, at: number): TiffEntry {
  const entry = {
    tag: uint16(tiff, at),
    type: uint16(tiff, at + 2),
    count: uint32(tiff, at + 4),
    at: at + 8,
  };
  return lengthOf(entry) <= 4 ? entry : { ...entry, at: uint32(tiff, at + 8) };
}

function lengthOf({ type, count }: TiffEntry): number {
  return (typeBytes[type] ?? 0) * count;
}

/** The text of an ASCII entry up to its first zero byte; undefined for entries of another type. */
export function asciiText({ bytes }: Tiff, entry: TiffEntry | undefined): string | undefined {
  if (entry === undefined || (entry.type !== 2 && entry.type !== 7)) return undefined;
  const raw = bytes.subarray(entry.at, entry.at + entry.count);
  const end = raw.indexOf(0);
  return (end === -1 ? raw : raw.subarray(0, end)).toString('utf8');
}

/** A SHORT or LONG entry of one value. */
export function numberOf(tiff: Tiff, entry: TiffEntry | undefined): number | undefined {
  if (entry === undefined || entry.count < 1) return undefined;
  if (entry.type === 3) return uint16(tiff, entry.at);
  if (entry.type === 4 || entry.type === 13) return uint32(tiff, entry.at);
  return undefined;
}

/** The values of a RATIONAL entry; a denominator of 0 gives NaN. */
export function rationalsOf(tiff: Tiff, entry: TiffEntry | undefined): number[] | undefined {
  if (entry === undefined || entry.type !== 5) return undefined;
  return Array.from({ length: entry.count }, (_, index) => {
    const denominator = uint32(tiff, entry.at + index * 8 + 4);
    return denominator === 0 ? Number.NaN : uint32(tiff, entry.at + index * 8) / denominator;
  });
}
