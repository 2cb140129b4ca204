/** What decoding a picture takes, by its headers alone (ITU-T T.81, B.2.2 and B.2.3): known before anything is decoded. */
import type { Head } from './read-head.ts';
import { isFrame } from './segments.ts';

export type Decoding = {
  readonly pixels: number;
  /** Bytes of coefficients that are kept until the last scan; 0 for a picture that is decoded row by row. */
  readonly held: number;
};

const coefficientBytes = 2;
const progressive = new Set([0xc2, 0xc6, 0xca, 0xce]);

/** Of the frame that a head begins with. */
export function decodingOf({ segments, frame, bytes, scanStart }: Head): Decoding {
  const pixels = frame.width * frame.height;
  const header = segments.find(({ marker }) => isFrame(marker));
  const components = header?.payload[5] ?? 0;
  const inFirstScan = bytes[scanStart + 4] ?? 0;
  const isHeld =
    header !== undefined && (progressive.has(header.marker) || inFirstScan < components);
  if (!isHeld) return { pixels, held: 0 };
  // Each component's sampling, one factor across and one down.
  const samples = Array.from({ length: components }, (_, index) => {
    const factors = header.payload[7 + index * 3] ?? 0x11;
    return (factors >> 4) * (factors & 15);
  });
  const most = Math.max(1, ...samples);
  const share = samples.reduce((sum, one) => sum + one / most, 0);
  return { pixels, held: Math.ceil(pixels * share * coefficientBytes) };
}
