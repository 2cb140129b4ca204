/**
 * Transactions of photos that are worked on side by side, made one: flushing the disk takes as long for all of them as for
 * one. Each is as safe as alone, since nobody goes on before it is committed.
 */
import type { Catalog } from './catalog.ts';

type Waiting = {
  readonly work: () => void;
  readonly isDurable: boolean;
  readonly committed: () => void;
  readonly failed: (error: unknown) => void;
};

/** Milliseconds that the first waits for others: less than flushing takes. */
const patience = 2;
/** As many as are worked on at once. */
const mostTogether = 8;

const groups = new WeakMap<Catalog, Waiting[]>();

/** The same as `catalog.durably`, together with what others ask for meanwhile. */
export function durablyTogether<T>(catalog: Catalog, work: () => T): Promise<T> {
  return queued(catalog, work, true);
}

/** The same as `catalog.transaction`, together with what others ask for meanwhile. */
export function together<T>(catalog: Catalog, work: () => T): Promise<T> {
  return queued(catalog, work, false);
}

function queued<T>(catalog: Catalog, work: () => T, isDurable: boolean): Promise<T> {
  return new Promise((resolve, failed) => {
    let result: T;
    const group = groups.get(catalog) ?? [];
    group.push({
      work: () => {
        result = work();
      },
      isDurable,
      committed: () => resolve(result),
      failed,
    });
    if (group.length >= mostTogether) return commit(catalog, group);
    if (group.length > 1) return;
    groups.set(catalog, group);
    setTimeout(() => commit(catalog, group), patience);
  });
}

function commit(catalog: Catalog, group: Waiting[]): void {
  if (groups.get(catalog) === group) groups.delete(catalog);
  const all = group.splice(0);
  if (all.length === 0) return;
  try {
    inOne(catalog, all);
  } catch (error) {
    const [first] = all;
    if (all.length === 1) first?.failed(error);
    // What is wrong with one is not wrong with the others.
    else for (const one of all) commit(catalog, [one]);
    return;
  }
  for (const { committed } of all) committed();
}

function inOne(catalog: Catalog, all: readonly Waiting[]): void {
  const work = () => {
    for (const one of all) one.work();
  };
  if (all.some(({ isDurable }) => isDurable)) catalog.durably(work);
  else catalog.transaction(work);
}
