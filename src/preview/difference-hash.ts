/** Telling pictures that look alike by 64 bits of each. */
import type { DifferenceHash } from '../photo.ts';

const side = 9;

/**
 * A fingerprint of 9 x 9 grey dots (0 to 255, row by row): 32 bits for whether a dot's right neighbour is brighter, in
 * every second row, and 32 for its lower neighbour, in every second column. Small changes of light, crop and noise
 * change few bits (a "dHash": Neal Krawetz, "Kind of Like That", 2013; here in both directions, because skies and
 * horizons say little sideways).
 */
export function differenceHash(dots: Uint8Array): DifferenceHash {
  let high = 0;
  let low = 0;
  for (let line = 0; line < side; line += 2) {
    for (let step = 0; step < side - 1 && line < side - 1; step++) {
      const across = line * side + step;
      high = (high << 1) | Number((dots[across + 1] ?? 0) > (dots[across] ?? 0));
      const down = step * side + line;
      low = (low << 1) | Number((dots[down + side] ?? 0) > (dots[down] ?? 0));
    }
  }
  return { high: high >>> 0, low: low >>> 0 };
}

/** How many of the 64 bits differ. */
export function distance(a: DifferenceHash, b: DifferenceHash): number {
  return bitsIn(a.high ^ b.high) + bitsIn(a.low ^ b.low);
}

/** The ones in 32 bits, added up in pairs, fours, bytes. */
function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}
