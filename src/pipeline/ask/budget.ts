/** The budget of a run: what it has cost, what is under way, and what would go past what the user allows. */
import { dollarText } from '../../amounts.ts';
import { inFlight, latestRun, spentIn } from '../../catalog/ledger.ts';
import type { RequestOfPhoto } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import type { Tokens } from '../../openai/prices.ts';
import type { Asking } from './asking.ts';
import { billOf, estimateOf } from './manner.ts';

export function budgetExceeded(total: number, budget: number): StopError {
  return new StopError(
    'budget-exceeded',
    `The next requests would bring this run to ${dollarText(total)}, past the budget of ${dollarText(budget)}.`,
    'Raise it with `--set budget=DOLLARS`, or ask for fewer photos with `--limit`; what was sent is collected as usual.',
  );
}

/** Dollars that the present run has cost and that its open batches will cost. */
function committed(asking: Asking): number {
  const { catalog } = asking.archive;
  const run = latestRun(catalog);
  return run === undefined ? 0 : spentIn(catalog, run.id) + inFlight(catalog, run.id).dollars;
}

function priceUnknown({ settings: { budget, model } }: Asking): StopError {
  return new StopError(
    'budget-exceeded',
    `There is a budget of ${dollarText(budget)}, but the price of ${model} is not known.`,
    'Give it with `--set price.input=... --set price.output=...` (dollars per million tokens).',
  );
}

/**
 * @param more dollars; undefined where no price is known
 * @throws StopError `budget-exceeded` when these dollars would exceed it, or nobody knows how many they are
 */
export function assertBudget(asking: Asking, more: number | undefined): void {
  const { budget } = asking.settings;
  if (budget === 0) return;
  if (more === undefined) throw priceUnknown(asking);
  const total = committed(asking) + more;
  if (total > budget + 1e-9) throw budgetExceeded(total, budget);
}

/** Keeps live requests within the budget without adding up the ledger for every photo. */
export class LiveMeter {
  readonly #asking: Asking;
  #committed: number;

  constructor(asking: Asking) {
    this.#asking = asking;
    this.#committed = committed(asking);
  }

  /** @throws StopError `budget-exceeded` before a request that would go past it */
  take(request: RequestOfPhoto): void {
    const { price, settings } = this.#asking;
    const estimate = estimateOf(request, price, 'live');
    if (settings.budget > 0 && estimate === undefined) throw priceUnknown(this.#asking);
    this.#committed += estimate ?? 0;
    if (settings.budget > 0 && this.#committed > settings.budget + 1e-9)
      throw budgetExceeded(this.#committed, settings.budget);
  }

  /** Puts what was billed in the place of the estimate; calls without a reply count as paid. */
  settle(request: RequestOfPhoto, tokens: Tokens | undefined, lost: number): void {
    const { price } = this.#asking;
    const estimate = estimateOf(request, price, 'live') ?? 0;
    this.#committed += (billOf(tokens, price, 'live') ?? 0) + (lost - 1) * estimate;
  }
}
