/**
 * The structure of a JPEG up to its picture data: a pure walk over the marker segments
 * (ITU-T T.81, annex B; what may stand in APPn segments is told by their signatures).
 */

/** What tells the kinds of segments apart: the marker, and the signature that their contents begin with. */
const signatures = {
  jfif: { marker: 0xe0, text: 'JFIF\0' },
  exif: { marker: 0xe1, text: 'Exif\0' },
  xmp: { marker: 0xe1, text: 'http://ns.adobe.com/xap/1.0/\0' },
  'xmp-extension': { marker: 0xe1, text: 'http://ns.adobe.com/xmp/extension/\0' },
  mpf: { marker: 0xe2, text: 'MPF\0' },
  photoshop: { marker: 0xed, text: 'Photoshop 3.0\0' },
  'photoshop-old': { marker: 0xed, text: 'Adobe_Photoshop2.5:' },
} as const;

type SignedKind = keyof typeof signatures;
/** `xmp-misheaded`: XMP behind another header than the standard's, as press agencies have written it (`XMP\0://ns.adobe.com/xap/1.0/`). */
export type SegmentKind = SignedKind | 'xmp-misheaded' | 'other';

export type Segment = {
  readonly kind: SegmentKind;
  /** The byte after 0xFF. */
  readonly marker: number;
  /** Offset in the file of the 0xFF that begins the segment. */
  readonly start: number;
  /** Offset in the file of the first byte after the segment. */
  readonly end: number;
  /** What stands after the length, signature included. A view into the bytes of the head. */
  readonly payload: Buffer;
};

/** Pixels as stored, before any orientation. */
type FrameSize = { readonly width: number; readonly height: number };

export type Structure = {
  readonly segments: readonly Segment[];
  /** Offset of the start-of-scan marker: here the head ends and the tail begins. */
  readonly scanStart: number;
  readonly frame: FrameSize;
};

export type Broken =
  | 'not-a-jpeg'
  /** The file ends inside the head. */
  | 'truncated-head'
  /** A segment that cannot be, or picture data without a frame before it. */
  | 'strange-structure';

export type Parsed =
  | { readonly kind: 'structure'; readonly structure: Structure }
  /** The head is longer than the bytes given; `bytes` from the file's start are needed next. */
  | { readonly kind: 'more'; readonly bytes: number }
  | { readonly kind: 'broken'; readonly why: Broken };

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
/** A JPEG cannot be recognised by less. */
const leastBytes = 4;

const strange: Parsed = { kind: 'broken', why: 'strange-structure' };

/** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** TEM and RST0 to RST7: markers without a length. They have no business in a head, but readers pass over them. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/**
 * Walks the segments in the first bytes of a file.
 * @param bytes the file from its start, as much as was read
 * @param fileBytes the size of the whole file
 */
export function parseStructure(bytes: Buffer, fileBytes: number): Parsed {
  if (
    bytes.length < leastBytes ||
    bytes.readUInt16BE(0) !== 0xff00 + startOfImage ||
    bytes[2] !== 0xff
  )
    return { kind: 'broken', why: 'not-a-jpeg' };
  const segments: Segment[] = [];
  let frame: FrameSize | undefined;
  let position = 2;
  for (;;) {
    const start = nextMarker(bytes, position);
    const marker = bytes[start + 1];
    if (marker === endOfImage || marker === startOfImage) return strange;
    if (marker === undefined || start + 4 > bytes.length)
      return moreUntil(start + 4, bytes, fileBytes);
    if (marker === startOfScan) {
      if (frame === undefined) return strange;
      return { kind: 'structure', structure: { segments, scanStart: start, frame } };
    }
    if (standsAlone(marker)) {
      position = start + 2;
      continue;
    }
    const length = bytes.readUInt16BE(start + 2);
    if (length < 2) return strange;
    const end = start + 2 + length;
    if (end > bytes.length) return moreUntil(end, bytes, fileBytes);
    const payload = bytes.subarray(start + 4, end);
    if (isFrame(marker)) frame ??= frameSize(payload);
    segments.push({ kind: kindOf(marker, payload), marker, start, end, payload });
    position = end;
  }
}

/** The offset of the 0xFF of the next marker, past fill bytes and garbage; `bytes.length` when there is none. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) return at;
    if (next !== 0xff && next !== 0) return at;
  }
  return bytes.length;
}

function moreUntil(end: number, bytes: Buffer, fileBytes: number): Parsed {
  if (bytes.length >= fileBytes || end > fileBytes)
    return { kind: 'broken', why: 'truncated-head' };
  return { kind: 'more', bytes: end };
}

function kindOf(marker: number, payload: Buffer): SegmentKind {
  const kinds = Object.keys(signatures) as SignedKind[];
  const found = kinds.find((kind) => {
    const { marker: wanted, text } = signatures[kind];
    return marker === wanted && payload.toString('latin1', 0, text.length) === text;
  });
  if (found !== undefined) return found;
  return marker === signatures.xmp.marker && misheadedXmp.test(payload.toString('latin1', 0, 256))
    ? 'xmp-misheaded'
    : 'other';
}

/** A header that is short and no other program's, and then the beginning of a packet. */
const misheadedXmp = /^[^<]{0,64}<(?:\?xpacket |\?xml |x:x[am]pmeta|rdf:RDF)/;

/** Lines and samples per line (T.81, B.2.2). A height of 0 means that it stands behind the first scan. */
function frameSize(payload: Buffer): FrameSize | undefined {
  if (payload.length < 6) return undefined;
  return { width: payload.readUInt16BE(3), height: payload.readUInt16BE(1) };
}

/** What stands behind the signature of a segment. */
export function contentsOf({ kind, payload }: Segment): Buffer {
  if (kind === 'other') return payload;
  return payload.subarray(
    kind === 'xmp-misheaded' ? payload.indexOf('<') : signatures[kind].text.length,
  );
}

/** How many bytes a segment can hold behind its signature. */
export function roomIn(kind: SignedKind): number {
  return 65_533 - signatures[kind].text.length;
}

/** The bytes of a segment. @throws RangeError when the contents are longer than a segment can be */
export function segmentOf(kind: SignedKind, contents: Uint8Array): Buffer {
  const { marker, text } = signatures[kind];
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(2 + text.length + contents.length, 2);
  return Buffer.concat([header, Buffer.from(text, 'latin1'), contents]);
}
