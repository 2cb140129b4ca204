/** The budget of a run: what it has cost, what is under way, and what would go past what the user allows. */
import { dollarText } from '../../amounts.ts';
import { inFlight, latestRun, spentIn } from '../../catalog/ledger.ts';
import type { RequestOfPhoto } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { dollarsFor, noTokens, type Tokens, type Way } from '../../openai/prices.ts';
import type { Asker } from './asker.ts';
import { estimateOf } from './request-profile.ts';

export function budgetExceeded(total: number, budget: number): StopError {
  return new StopError(
    'budget-exceeded',
    `The next requests would bring this run to ${dollarText(total)}, past the budget of ${dollarText(budget)}.`,
    'Raise it with `--set budget=DOLLARS`, or ask for fewer photos with `--limit`; what was sent is collected as usual.',
  );
}

/** What the present run may still cost. The ledger is added up once. */
export class Budget {
  readonly #asking: Asker;
  /** Dollars that the run has cost and that what is under way will cost. */
  #committed: number;

  constructor(asker: Asker) {
    const { catalog } = asker.archive;
    const run = latestRun(catalog);
    this.#asking = asker;
    this.#committed =
      run === undefined ? 0 : spentIn(catalog, run.id) + inFlight(catalog, run.id).dollars;
  }

  /**
   * @param more dollars that are about to be spent; undefined where no price is known
   * @throws StopError `budget-exceeded` when they would exceed the budget, or nobody knows how many they are
   */
  take(more: number | undefined): void {
    const { budget, model } = this.#asking.settings;
    this.#committed += more ?? 0;
    if (budget === 0) return;
    if (more === undefined)
      throw new StopError(
        'budget-exceeded',
        `There is a budget of ${dollarText(budget)}, but the price of ${model} is not known.`,
        'Give it with `--set price.input=... --set price.output=...` (dollars per million tokens).',
      );
    if (this.#committed > budget + 1e-9) throw budgetExceeded(this.#committed, budget);
  }

  /**
   * Puts what a live request was billed in the place of its estimate; calls without a reply count as paid.
   * @param ways how it was asked, and how it was answered
   */
  settle(
    request: RequestOfPhoto,
    tokens: Tokens | undefined,
    lost: number,
    { asked, billed }: { readonly asked: Way; readonly billed: Way },
  ): void {
    const { price } = this.#asking;
    const estimate = estimateOf(request, price, asked) ?? 0;
    this.#committed += (dollarsFor(tokens ?? noTokens, price, billed) ?? 0) + (lost - 1) * estimate;
  }
}
