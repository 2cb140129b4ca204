/** The XMP packets in the segments of a head (XMP specification part 3, section 1.1.3), as raw bytes. */
import { contentsOf, type Segment } from './segments.ts';

export type XmpPackets = {
  /** The packets of the XMP segments, in order. There should be one at most. */
  readonly packets: readonly Buffer[];
  /** Segments of XMP that contain nothing at all. */
  readonly blank: number;
  /** A packet stands behind a header that ExifTool reads and does not write. */
  readonly misheaded: boolean;
  /** There are segments of extended XMP, which belong to a packet too large for one segment. */
  readonly extended: boolean;
};

/** Collects the packets. */
export function xmpPackets(segments: readonly Segment[]): XmpPackets {
  const plain = segments.filter(isXmp);
  const filled = plain.filter((segment) => !isBlankXmp(segment));
  return {
    packets: filled.map(contentsOf),
    blank: plain.length - filled.length,
    misheaded: segments.some(({ kind }) => kind === 'xmp-misheaded'),
    extended: segments.some(({ kind }) => kind === 'xmp-extension'),
  };
}

/** Whether a segment holds XMP that is not extended. */
export function isXmp({ kind }: Segment): boolean {
  return kind === 'xmp' || kind === 'xmp-misheaded';
}

/** Whether an XMP segment has nothing but white space and zeros behind its signature. */
export function isBlankXmp(segment: Segment): boolean {
  return contentsOf(segment).every((byte) => byte <= 0x20);
}
