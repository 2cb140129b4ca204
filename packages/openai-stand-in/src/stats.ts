/** What the stand-in was asked since it started, what was billed, and how that is told. */
import type { Bill } from './bill.ts';
import type { Service } from './service.ts';
import type { BatchStatus } from './wire.ts';

export class Ledger {
  readonly calls = new Map<string, number>();
  /** How often each `custom_id` was asked, billed or not; live requests by a digest of their picture. */
  readonly asked = new Map<string, number>();
  readonly billed = new Map<string, number>();
  readonly pictures = new Map<string, number>();
  readonly tokens = { input: 0, output: 0 };
  uploads = 0;

  /** Counts a call. Returns how many there were of its route. */
  called(route: string): number {
    return add(this.calls, route);
  }

  /** Counts a request, and its bill where it was answered. */
  executed(id: string, bill?: Bill): void {
    add(this.asked, id);
    if (bill === undefined) return;
    add(this.billed, id);
    add(this.pictures, bill.picture);
    this.tokens.input += bill.usage.prompt_tokens;
    this.tokens.output += bill.usage.completion_tokens;
  }
}

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
  readonly tokens: { readonly input: number; readonly output: number };
};

export function statsOf({ ledger, files, batches }: Service): StandInStats {
  return {
    calls: Object.fromEntries(ledger.calls),
    uploads: ledger.uploads,
    files: countsOf(files.all().map(({ purpose }) => purpose)),
    batches: batches.all().length,
    batchesByStatus: countsOf(batches.all().map(({ status }) => status)),
    executed: Object.fromEntries(ledger.billed),
    executedRequests: [...ledger.billed.values()].reduce((sum, times) => sum + times, 0),
    executedTwice: moreThanOnce(ledger.billed),
    picturesTwice: moreThanOnce(ledger.pictures),
    tokens: { ...ledger.tokens },
  };
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) add(counts, name);
  return Object.fromEntries(counts);
}

function moreThanOnce(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].filter(([, times]) => times > 1).map(([key]) => key);
}

function add(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
