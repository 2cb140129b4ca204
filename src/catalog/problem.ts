/** What looking through a catalog finds. */

export type Problem = {
  readonly kind: 'pages' | 'references' | 'tables' | 'rows' | 'files';
  /** What is wrong, without a full stop. */
  readonly what: string;
  /** How often. */
  readonly rows: number;
  /** The first of them. */
  readonly examples: readonly string[];
};

/** Examples that are named. */
export const shown = 5;

/** Nothing where nothing was found. */
export function problemOf(
  kind: Problem['kind'],
  what: string,
  found: readonly string[],
): readonly Problem[] {
  return found.length === 0
    ? []
    : [{ kind, what, rows: found.length, examples: found.slice(0, shown) }];
}
