/** Counting what came of sidecars, and saying it. */
export class OutcomeCounts<Outcome extends string> {
  readonly #counts = new Map<Outcome, number>();
  readonly #what: string;

  constructor(what = 'Sidecars') {
    this.#what = what;
  }

  add(outcome: Outcome): void {
    this.#counts.set(outcome, this.of(outcome) + 1);
  }

  of(...outcomes: readonly Outcome[]): number {
    return outcomes.reduce((sum, outcome) => sum + (this.#counts.get(outcome) ?? 0), 0);
  }

  /** `Sidecars: 2 created, 1 merged.`; undefined when there is nothing to say. */
  sentence(words: Readonly<Partial<Record<Outcome, string>>>): string | undefined {
    const parts = (Object.entries(words) as [Outcome, string][])
      .filter(([outcome]) => this.of(outcome) > 0)
      .map(([outcome, what]) => `${this.of(outcome)} ${what}`);
    return parts.length === 0 ? undefined : `${this.#what}: ${parts.join(', ')}.`;
  }
}
