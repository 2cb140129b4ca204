/**
 * A sample of what a test goes through, such as the points at which it kills or breaks something: some of each kind, spread
 * over all of them and others in each run. PROOFSHEET_EVERY=1 takes every point, and PROOFSHEET_SEED, which each run says, those of an earlier run.
 */
import { randomInt } from 'node:crypto';

let seed: number | undefined;

/** That of this run, said once. */
function seedOfRun(): number {
  if (seed !== undefined) return seed;
  seed = Number(process.env['PROOFSHEET_SEED'] ?? randomInt(1_000_000));
  process.stderr.write(`Some of the points only: PROOFSHEET_SEED=${seed}\n`);
  return seed;
}

/** At most so many points of each kind, in their order. */
export function someOf<T>(
  points: readonly T[],
  kindOf: (point: T) => unknown = () => 'any',
  most = 1,
): readonly T[] {
  if (process.env['PROOFSHEET_EVERY'] === '1') return points;
  const chosen = [...Map.groupBy(points, kindOf).values()].flatMap((kind) => {
    if (kind.length <= most) return kind;
    const step = kind.length / most;
    const start = (seedOfRun() / 1_000_000) * step;
    return Array.from({ length: most }, (_, at) => kind[Math.floor(start + at * step)] as T);
  });
  return points.filter((point) => chosen.includes(point));
}

/** How often a property is tried: a quarter of the times in each run, with other values each time, and all on demand. */
export function runsOf(all: number): number {
  return process.env['PROOFSHEET_EVERY'] === '1' ? all : Math.ceil(all / 4);
}
