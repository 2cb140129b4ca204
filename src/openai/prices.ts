/** What tokens cost. Pure; the numbers come from models.ts or from the user. */
import { batchPriceFactor, findModel, type ModelPrice } from './models.ts';

/** Tokens as the service counts them. `cached` is a part of `input`, `reasoning` a part of `output`. */
export type Tokens = {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly reasoning: number;
};

export const noTokens: Tokens = { input: 0, output: 0, cached: 0, reasoning: 0 };

export type Way = 'batch' | 'live';

/** Prices the user gave for a model we do not know, in dollars per million tokens; 0 and 0 when not given. */
type GivenPrice = { readonly input: number; readonly output: number };

/** The standard price of a model: the user's where one is given, else the table's; undefined when nobody knows. */
export function priceOf(model: string, given: GivenPrice): ModelPrice | undefined {
  if (given.input > 0 || given.output > 0)
    return { input: given.input, cached: given.input, output: given.output };
  return findModel(model)?.price;
}

/** Dollars for tokens. */
export function dollarsFor(tokens: Tokens, price: ModelPrice, way: Way): number {
  const factor = way === 'batch' ? batchPriceFactor : 1;
  const fresh = tokens.input - tokens.cached;
  return (
    (factor * (fresh * price.input + tokens.cached * price.cached + tokens.output * price.output)) /
    1_000_000
  );
}
