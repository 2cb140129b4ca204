/** IPTC datasets as they stand in the file (IPTC-NAA IIM 4.2, chapter 3). */

export type Dataset = {
  readonly record: number;
  readonly number: number;
  readonly value: Buffer;
};

export type Iim = {
  readonly datasets: readonly Dataset[];
  /** Records must stand in rising order; some programs do not know. */
  readonly inOrder: boolean;
  /** A dataset breaks off, or there is something else than zero bytes behind the last one. */
  readonly damaged: boolean;
};

const tagMarker = 0x1c;
const headerBytes = 5;
/** Lengths with the high bit set are extended: the rest is how many bytes of length follow. */
const extended = 0x8000;
const longestPlain = 0x7fff;

/** Reads the datasets of one IPTC block. What follows a fault is left out. */
export function parseIim(bytes: Buffer): Iim {
  const datasets: Dataset[] = [];
  let at = 0;
  let inOrder = true;
  while (at + headerBytes <= bytes.length && bytes[at] === tagMarker) {
    const length = lengthAt(bytes, at + 3);
    if (length === undefined || length.end + length.value > bytes.length)
      return { datasets, inOrder, damaged: true };
    const end = length.end + length.value;
    const dataset = {
      record: bytes.readUInt8(at + 1),
      number: bytes.readUInt8(at + 2),
      value: bytes.subarray(length.end, end),
    };
    inOrder &&= dataset.record >= (datasets.at(-1)?.record ?? 1);
    datasets.push(dataset);
    at = end;
  }
  return { datasets, inOrder, damaged: bytes.subarray(at).some((byte) => byte !== 0) };
}

function lengthAt(bytes: Buffer, at: number): { value: number; end: number } | undefined {
  const length = bytes.readUInt16BE(at);
  if (length < extended) return { value: length, end: at + 2 };
  const count = length - extended;
  if (count < 1 || count > 4 || at + 2 + count > bytes.length) return undefined;
  return { value: bytes.readUIntBE(at + 2, count), end: at + 2 + count };
}

/** The bytes of an IPTC block. */
export function encodeIim(datasets: readonly Dataset[]): Buffer {
  return Buffer.concat(
    datasets.flatMap(({ record, number, value }) => [header(record, number, value.length), value]),
  );
}

function header(record: number, number: number, length: number): Buffer {
  const isPlain = length <= longestPlain;
  const bytes = Buffer.alloc(isPlain ? headerBytes : headerBytes + 4);
  bytes.set([tagMarker, record, number]);
  bytes.writeUInt16BE(isPlain ? length : extended + 4, 3);
  if (!isPlain) bytes.writeUInt32BE(length, headerBytes);
  return bytes;
}

/** The values of every dataset with this number, in order. */
export function valuesOf(datasets: readonly Dataset[], record: number, number: number): Buffer[] {
  return datasets
    .filter((one) => one.record === record && one.number === number)
    .map(({ value }) => value);
}
