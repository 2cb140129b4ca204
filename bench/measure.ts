/** What a benchmark is, and the arithmetic they share. */

export type Measured =
  | {
      readonly value: number /** What was measured, line by line. */;
      readonly notes: readonly string[];
    }
  /** Why it could not be measured here, for example a program that is not installed. */
  | { readonly skipped: string };

export type Bench = {
  readonly name: string;
  readonly about: string;
  readonly unit: string;
  readonly target: { readonly kind: 'at least' | 'at most'; readonly value: number };
  /** Takes minutes of its own: measured with `--large` alone. */
  readonly isLarge?: boolean;
  measure(): Promise<Measured>;
};

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of the values lie, by linear interpolation. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? Number.NaN;
  return low + (high - low) * (position - Math.floor(position));
}

/** Processor time of `work` in milliseconds: that of this process, whatever else the machine is busy with. */
export async function processorTime(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Wall time of `work` in milliseconds. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Times several ways of doing the same, in turn within each round and in reversed order every second round, so
 * that a machine that changes speed meanwhile treats them alike. Returns the times by name, a list per round.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  ways: Record<Name, () => Promise<unknown> | unknown>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(ways) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : [...names].reverse())
      times[name].push(await timed(ways[name]));
  return times;
}
