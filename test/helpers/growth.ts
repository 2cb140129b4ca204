/** How what something costs grows with the size of what it is given, whatever the machine and its load. */
import { expect } from 'vitest';

/** So many times the small size is the large one. */
const times = 8;
/** In proportion it would be 8 times the cost, by the square 64 times; what is between is told apart with room on both sides. */
const most = 28;
/** Others may take the processor's caches away in between: what was linear once is linear. */
const tries = 4;

/**
 * Expects that the cost of `work` grows no faster than `size`, by the ratio of two sizes and not by a time.
 * @param make what is worked on, of a size up to `size`
 */
export function expectLinear<T>(
  make: (size: number) => T,
  work: (made: T) => unknown,
  size: number,
): void {
  const [small, large] = [make(Math.floor(size / times)), make(size)];
  const ratios: number[] = [];
  for (let tried = 0; tried < tries; tried += 1) {
    const smallCost = Math.min(...[1, 2, 3].map(() => costOf(() => work(small))));
    const ratio = costOf(() => work(large)) / smallCost;
    if (ratio < most) return;
    ratios.push(Math.round(ratio));
  }
  expect(`${times} times as much costs ${ratios.join(', ')} times as much`).toBe('linear');
}

/** Microseconds of the processor: what the machine does meanwhile is not the work's. */
function costOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.max(user + system, 1);
}
