/** What tokens cost. Pure; the numbers come from models.ts or from the user. */
import type { CalendarDay } from '../photo.ts';
import { findModel, leastCached, type ModelPrice, wayFactors } from './models.ts';

/** Tokens as the service counts them. `cached` and `written` (to the cache) are parts of `input`, `reasoning` one of `output`. */
export type Tokens = {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
  readonly written: number;
  readonly reasoning: number;
};

export const noTokens: Tokens = { input: 0, output: 0, cached: 0, written: 0, reasoning: 0 };

/** `flex`: answered live, at the price of batches, when the service has room. */
export type Way = keyof typeof wayFactors;

/** Prices the user gave for a model we do not know, in dollars per million tokens; 0 and 0 when not given. */
type GivenPrice = { readonly input: number; readonly output: number };

/** The standard price of a model on a day: the user's where one is given, else the table's; undefined when nobody knows. */
export function priceOf(
  model: string,
  given: GivenPrice,
  today: Date = new Date(),
): ModelPrice | undefined {
  if (given.input > 0 || given.output > 0)
    return { input: given.input, cached: given.input, output: given.output };
  const known = findModel(model);
  return promotionOf(model, today) === undefined ? known?.price : known?.promotion?.price;
}

/** The last day of the lower price that a model has now. */
export function promotionOf(model: string, today: Date): CalendarDay | undefined {
  const until = findModel(model)?.promotion?.until;
  return until !== undefined && today.toISOString().slice(0, 10) <= until ? until : undefined;
}

/** A price as many times as high. */
export function timesPrice(
  { input, cached, output, written }: ModelPrice,
  factor: number,
): ModelPrice {
  const rest = { input: input * factor, cached: cached * factor, output: output * factor };
  return written === undefined ? rest : { ...rest, written: written * factor };
}

/** How many of the tokens of a prompt are written to the cache, where a model bills that. */
export function writtenOf(input: number): number {
  return input >= leastCached ? input : 0;
}

/** Dollars for tokens, none where they are not named; undefined where no price is known. */
export function dollarsFor(
  tokens: Partial<Tokens>,
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  if (price === undefined) return undefined;
  const { input, cached, written, output } = { ...noTokens, ...tokens };
  const fresh = input - cached - written;
  const standard =
    fresh * price.input +
    cached * price.cached +
    written * (price.written ?? price.input) +
    output * price.output;
  return (wayFactors[way] * standard) / 1_000_000;
}
