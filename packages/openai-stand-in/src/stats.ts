/** What the stand-in tells about what it was asked and what was paid. */
import type { Service } from './service.ts';
import type { BatchStatus } from './wire.ts';

export type StandInStats = {
  /** Calls by route, faults included. */
  readonly calls: Readonly<Record<string, number>>;
  /** Uploads that arrived whole. */
  readonly uploads: number;
  /** Files that are there now, by purpose. */
  readonly files: Readonly<Record<string, number>>;
  readonly batches: number;
  readonly batchesByStatus: Readonly<Partial<Record<BatchStatus, number>>>;
  /** How often requests were carried out and billed, by `custom_id`; live ones by a digest of their picture. */
  readonly executed: Readonly<Record<string, number>>;
  readonly executedRequests: number;
  /** Ids that were billed more than once. */
  readonly executedTwice: readonly string[];
  /** Pictures, by digest, that were billed more than once, under whatever ids, batches and live requests together. */
  readonly picturesTwice: readonly string[];
  /** Requests that were asked, billed or not. */
  readonly askedRequests: number;
  readonly tokens: { readonly input: number; readonly output: number };
};

export function statsOf({ ledger, files, batches }: Service): StandInStats {
  return {
    calls: Object.fromEntries(ledger.calls),
    uploads: ledger.uploads,
    files: countBy(files.all(), ({ purpose }) => purpose),
    batches: batches.all().length,
    batchesByStatus: countBy(batches.all(), ({ status }) => status),
    executed: Object.fromEntries(ledger.billed),
    executedRequests: sum(ledger.billed),
    executedTwice: moreThanOnce(ledger.billed),
    picturesTwice: moreThanOnce(ledger.pictures),
    askedRequests: sum(ledger.asked),
    tokens: { ...ledger.tokens },
  };
}

function countBy<T, K extends string>(
  all: readonly T[],
  key: (one: T) => K,
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const one of all) counts[key(one)] = (counts[key(one)] ?? 0) + 1;
  return counts;
}

function moreThanOnce(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].filter(([, times]) => times > 1).map(([key]) => key);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
