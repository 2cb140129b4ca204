/** What the server can say about what it was asked and what was paid. */
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

export function statsOf({ journal: { memory } }: Pick<Service, 'journal'>): StandInStats {
  const { calls, files, batches, billed, pictures, tokens, asked } = memory;
  const { uploaded = 0, ...byRoute } = Object.fromEntries(calls);
  return {
    calls: byRoute,
    uploads: uploaded,
    files: counted([...files.values()].map(({ purpose }) => purpose)),
    batches: batches.size,
    batchesByStatus: counted([...batches.values()].map(({ status }) => status)),
    executed: Object.fromEntries(billed),
    executedRequests: sum(billed.values()),
    executedTwice: moreThanOnce(billed),
    picturesTwice: moreThanOnce(pictures),
    askedRequests: sum(asked.values()),
    tokens: { input: tokens.get('input') ?? 0, output: tokens.get('output') ?? 0 },
  };
}

function moreThanOnce(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].filter(([, times]) => times > 1).map(([key]) => key);
}

function counted<T extends string>(names: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}
