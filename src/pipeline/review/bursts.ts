/** Which photos belong together: taken in quick succession, or soon after each other and looking alike. */
import type { Catalog } from '../../catalog/catalog.ts';
import { eachFrame, type Frame, storeBursts } from '../../catalog/groups.ts';
import { distance } from '../../preview/difference-hash.ts';

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
