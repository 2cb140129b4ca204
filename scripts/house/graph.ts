/** What the imports of all files show together: circles, and exports that nobody imports. */
import type { Source } from './read.ts';

/** Groups of files that import each other, directly or through others; types and late imports count as well. */
export function circles(sources: readonly Source[]): string[][] {
  const next = new Map(sources.map(({ path, imports }) => [path, imports.map(({ from }) => from)]));
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  /** Tarjan's strongly connected components. */
  const visit = (file: string): number => {
    const number = order.size;
    order.set(file, number);
    lowest.set(file, number);
    open.push(file);
    for (const other of next.get(file) ?? []) {
      if (!next.has(other)) continue;
      const reached = order.has(other)
        ? open.includes(other)
          ? (order.get(other) ?? number)
          : number
        : visit(other);
      lowest.set(file, Math.min(lowest.get(file) ?? number, reached));
    }
    const low = lowest.get(file) ?? number;
    if (low === number) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1) found.push(group.sort());
    }
    return low;
  };
  for (const { path } of sources) if (!order.has(path)) visit(path);
  return found.sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
}

export type UnusedExport = {
  readonly file: string;
  readonly name: string;
  readonly isType: boolean;
};

/**
 * Exports that no other file imports.
 * @param judged whose exports are looked at
 * @param users all files that may import them
 */
export function unusedExports(judged: readonly Source[], users: readonly Source[]): UnusedExport[] {
  const used = new Map<string, Set<string>>();
  for (const { imports } of users)
    for (const { from, names } of imports) {
      const known = used.get(from) ?? new Set();
      for (const name of names) known.add(name);
      used.set(from, known);
    }
  return judged.flatMap(({ path, exports }) => {
    const names = used.get(path) ?? new Set();
    return names.has('*')
      ? []
      : exports.filter(({ name }) => !names.has(name)).map((one) => ({ file: path, ...one }));
  });
}
