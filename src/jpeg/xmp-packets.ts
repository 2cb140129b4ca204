/** The XMP packets in the segments of a head (XMP specification part 3, section 1.1.3), as raw bytes. */
import { type Segment, signatureBytes } from './segments.ts';

export type XmpPackets = {
  /** The packets of the plain XMP segments, in order. There should be one at most. */
  readonly packets: readonly Buffer[];
  /** There are segments of extended XMP, which belong to a packet too large for one segment. */
  readonly extended: boolean;
};

/** Collects the packets. */
export function xmpPackets(segments: readonly Segment[]): XmpPackets {
  return {
    packets: segments
      .filter(({ kind }) => kind === 'xmp')
      .map(({ payload }) => payload.subarray(signatureBytes.xmp)),
    extended: segments.some(({ kind }) => kind === 'xmp-extension'),
  };
}
