/** Chance that is the same every time: a sample archive is drawn alike on every machine. */

export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  between(from: number, to: number): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
};

/** Xorshift of 32 bits (G. Marsaglia, "Xorshift RNGs", 2003), its first numbers thrown away. */
export function randomFrom(seed: number): Random {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x2545f491) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let skipped = 0; skipped < 8; skipped += 1) next();
  const between = (from: number, to: number): number => from + (to - from) * next();
  return {
    next,
    between,
    whole: (from, to) => Math.floor(between(from, to + 1)),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}
