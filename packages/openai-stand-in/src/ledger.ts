/** What the stand-in was asked since it started, and what was billed. */
import type { Bill } from './bill.ts';

export class Ledger {
  /** Calls by route, faults included. */
  readonly calls = new Map<string, number>();
  /** How often each `custom_id` was asked, billed or not; live requests by a digest of their picture. */
  readonly asked = new Map<string, number>();
  /** How often answers were given and billed, by the same. */
  readonly billed = new Map<string, number>();
  /** How often answers were billed, by a digest of the picture. */
  readonly pictures = new Map<string, number>();
  /** Uploads that arrived whole. */
  uploads = 0;
  readonly tokens = { input: 0, output: 0 };

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

function add(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}
