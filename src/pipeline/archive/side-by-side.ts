/** Many photos side by side, for the stages that write files. */
import { pMapIterable, pMapSkip } from 'p-map';
import { InterruptedError } from '../../errors.ts';
import type { Progress, StageContext } from './stage.ts';

export type SideBySide<Item, Outcome> = {
  readonly stage: Progress['stage'];
  readonly items: AsyncIterable<Item> | Iterable<Item>;
  readonly total: number;
  readonly atOnce: number;
  /** Does one item; what it throws stops the run. */
  readonly work: (item: Item) => Promise<Outcome>;
  /** Takes what came of each item, in their order. */
  readonly settle: (outcome: Outcome) => void;
};

/**
 * Works on all items. Those in hand are finished whatever happens; none is begun after an interrupt, or after what
 * stops the run.
 * @throws what stops the run, when the items in hand are done; InterruptedError
 */
export async function sideBySide<Item, Outcome>(
  { signal, report }: StageContext,
  { stage, items, total, atOnce, work, settle }: SideBySide<Item, Outcome>,
): Promise<void> {
  let stop: { readonly error: unknown } | undefined;
  async function* begun() {
    if (signal.aborted) return;
    for await (const item of items) {
      yield item;
      if (stop !== undefined || signal.aborted) return;
    }
  }
  const attempt = async (item: Item) => {
    if (stop !== undefined) return pMapSkip;
    try {
      return { outcome: await work(item) };
    } catch (error) {
      stop ??= { error };
      return pMapSkip;
    }
  };
  let done = 0;
  report({ stage, done, total, unit: 'photos' });
  const options = { concurrency: atOnce, backpressure: atOnce * 2 };
  for await (const { outcome } of pMapIterable(begun(), attempt, options)) {
    settle(outcome);
    report({ stage, done: ++done, total, unit: 'photos' });
  }
  if (stop !== undefined) throw stop.error;
  if (signal.aborted) throw new InterruptedError();
}
