/** Which photos belong together: taken in quick succession, or soon after each other and looking alike. */
import type { Catalog } from '../../catalog/catalog.ts';
import { eachFrame, type Fingerprint, type Frame, storeBursts } from '../../catalog/groups.ts';

const side = 9;

/**
 * A fingerprint of 9 x 9 grey dots (0 to 255, row by row): 32 bits for whether a dot's right neighbour is brighter, in
 * every second row, and 32 for its lower neighbour, in every second column. Small changes of light, crop and noise
 * change few bits (a "dHash": Neal Krawetz, "Kind of Like That", 2013; here in both directions, because skies and
 * horizons say little sideways).
 */
export function differenceHash(dots: Uint8Array): Fingerprint {
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
export function distance(a: Fingerprint, b: Fingerprint): number {
  return bitsIn(a.high ^ b.high) + bitsIn(a.low ^ b.low);
}

/** The ones in 32 bits, added up in pairs, fours, bytes. */
function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}

/** The further apart two photos were taken, the more they must look alike: seconds, and bits that may differ. */
const closeness: readonly (readonly [seconds: number, bits: number])[] = [
  [2, 24],
  [20, 14],
  [120, 8],
  [3600, 4],
];

/** Seconds in which photos without fingerprints are taken for a burst. */
const secondsWithoutLook = 1;

/** Whether a photo belongs to the burst of the one before it in the same folder; never, where a time is not known. */
export function followsInBurst(before: Frame, next: Frame): boolean {
  if (before.folder !== next.folder || before.camera !== next.camera) return false;
  const seconds = secondsBetween(before.takenAt, next.takenAt);
  if (seconds === undefined) return false;
  const bits = bitsBetween(before, next);
  if (bits === undefined) return seconds <= secondsWithoutLook;
  return closeness.some(([within, most]) => seconds <= within && bits <= most);
}

function secondsBetween(a: string | null, b: string | null): number | undefined {
  if (a === null || b === null) return undefined;
  const seconds = Math.abs(Date.parse(`${b}Z`) - Date.parse(`${a}Z`)) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}

function bitsBetween(a: Frame, b: Frame): number | undefined {
  if (a.high === null || a.low === null || b.high === null || b.low === null) return undefined;
  return distance({ high: a.high, low: a.low }, { high: b.high, low: b.low });
}

/** Finds the bursts of the whole archive anew; returns how many there are. */
export function groupBursts(catalog: Catalog): number {
  const bursts: number[][] = [];
  let current: number[] = [];
  let before: Frame | undefined;
  for (const frame of eachFrame(catalog)) {
    if (before === undefined || !followsInBurst(before, frame)) current = [];
    current.push(frame.id);
    if (current.length === 2) bursts.push(current);
    before = frame;
  }
  storeBursts(catalog, bursts);
  return bursts.length;
}
