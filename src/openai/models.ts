/**
 * What is known about the service's models: prices, how pictures are counted, what a request may say, how much
 * may wait in the batch queue, when a model is shut down. Data only; the arithmetic is in prices.ts and
 * image-tokens.ts. Checked on the day below against OpenAI's model, pricing and deprecation pages
 * (developers.openai.com/api/docs: models, pricing, deprecations, guides/images-vision) and the types of its
 * Node client 7.57. Prices that the user sets go before these.
 */
import type { CalendarDay } from '../photo.ts';

export const modelsCheckedOn: CalendarDay = '2026-11-23';

/** What a batch costs of the standard price, for tokens in and out alike. */
export const batchPriceFactor = 0.5;

/** Dollars per million tokens, standard (not batch). */
export type ModelPrice = {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
};

/** Pictures cost one token per 32 by 32 pixel patch, times a factor. */
export type PatchRule = {
  readonly kind: 'patches';
  readonly factor: number;
  readonly low: PatchLevel;
  readonly high: PatchLevel;
};

/** The picture is first fitted into a square of `maxEdge` pixels, then shrunk until it has `budget` patches. */
export type PatchLevel = { readonly maxEdge: number; readonly budget?: number };

/** Pictures cost a base, and with high detail so much per tile of 512 by 512 pixels. */
export type TileRule = { readonly kind: 'tiles'; readonly base: number; readonly tile: number };

export type ImageRule = PatchRule | TileRule;

/** What the body of a request may carry besides the messages. */
export type ModelWays = {
  /** The least reasoning the model accepts; absent where it takes no `reasoning_effort`. */
  readonly leastEffort?: 'none' | 'minimal' | 'low';
  /** Whether `temperature` and `seed` are accepted when it does not reason. */
  readonly temperature: boolean;
};

export type Model = {
  readonly id: string;
  readonly price: ModelPrice;
  readonly image: ImageRule;
  readonly ways: ModelWays;
  /** Tokens that may wait in the batch queue of a new account, if that is known. */
  readonly queueLimit?: number;
  /** The last day on which the model answers. */
  readonly shutDownOn?: CalendarDay;
};

/** Assumed of a queue whose limit is not known: the smallest that was ever seen for a vision model of today. */
export const assumedQueueLimit = 2_000_000;

const patches = (
  factor: number,
  low: PatchLevel,
  high: PatchLevel = { maxEdge: 2048, budget: 2500 },
): PatchRule => ({ kind: 'patches', factor, low, high });

/** gpt-5.5 and later: low detail is cheap. */
const current = patches(1.2, { maxEdge: 512 });
/** gpt-5.4: low detail is not cheap. */
const lowIsLarge = patches(1.2, { maxEdge: 2048, budget: 6144 });
/** Models that ignore `detail`. */
const alwaysLarge = (factor: number): PatchRule => {
  const level = { maxEdge: 2048, budget: 6144 };
  return patches(factor, level, level);
};
const tiles = (base: number, tile: number): TileRule => ({ kind: 'tiles', base, tile });

/** What a model we know nothing of is taken for when pictures are counted. */
export const assumedImageRule: ImageRule = current;

const effortNone: ModelWays = { leastEffort: 'none', temperature: true };
const effortMinimal: ModelWays = { leastEffort: 'minimal', temperature: false };
const effortLow: ModelWays = { leastEffort: 'low', temperature: false };
const noEffort: ModelWays = { temperature: true };

/** A model we know nothing of is taken for one that reasons. */
export const assumedWays: ModelWays = { leastEffort: 'none', temperature: false };

const price = (input: number, cached: number, output: number): ModelPrice => ({
  input,
  cached,
  output,
});

export const models: readonly Model[] = [
  {
    id: 'gpt-6-luna',
    price: price(0.1, 0.01, 0.5),
    image: current,
    ways: effortNone,
    queueLimit: 2_000_000,
  },
  { id: 'gpt-6.1-terra', price: price(1, 0.05, 5), image: current, ways: effortNone },
  { id: 'gpt-6.1-sol', price: price(2, 0.1, 10), image: current, ways: effortNone },
  { id: 'gpt-6-sol', price: price(2, 0.2, 10), image: current, ways: effortNone },
  {
    id: 'gpt-6-astra',
    price: price(10, 1, 50),
    image: patches(1.2, { maxEdge: 512 }, { maxEdge: 65_535, budget: 2500 }),
    ways: effortNone,
  },
  {
    id: 'gpt-5.6-luna',
    price: price(0.2, 0.02, 1.2),
    image: current,
    ways: effortNone,
    queueLimit: 5_000_000,
  },
  { id: 'gpt-5.6-terra', price: price(2, 0.2, 12), image: current, ways: effortNone },
  { id: 'gpt-5.6-sol', price: price(4, 0.4, 20), image: current, ways: effortNone },
  { id: 'gpt-5.5', price: price(5, 0.5, 30), image: current, ways: effortNone },
  { id: 'gpt-5.4', price: price(2.5, 0.25, 15), image: lowIsLarge, ways: effortNone },
  { id: 'gpt-5.4-mini', price: price(0.75, 0.075, 4.5), image: lowIsLarge, ways: effortNone },
  {
    id: 'gpt-5.4-nano',
    price: price(0.2, 0.02, 1.25),
    image: lowIsLarge,
    ways: effortNone,
    shutDownOn: '2027-04-01',
  },
  {
    id: 'gpt-5.1',
    price: price(1.25, 0.125, 10),
    image: tiles(70, 140),
    ways: effortNone,
    shutDownOn: '2027-04-01',
  },
  {
    id: 'gpt-5',
    price: price(1.25, 0.125, 10),
    image: tiles(70, 140),
    ways: effortMinimal,
    shutDownOn: '2026-12-11',
  },
  {
    id: 'gpt-5-mini',
    price: price(0.25, 0.025, 2),
    image: alwaysLarge(1.2),
    ways: effortMinimal,
    queueLimit: 5_000_000,
    shutDownOn: '2026-12-11',
  },
  {
    id: 'gpt-5-nano',
    price: price(0.05, 0.005, 0.4),
    image: alwaysLarge(1.5),
    ways: effortMinimal,
    shutDownOn: '2026-12-11',
  },
  {
    id: 'o3',
    price: price(2, 0.5, 8),
    image: tiles(75, 150),
    ways: effortLow,
    shutDownOn: '2026-12-11',
  },
  {
    id: 'gpt-4.1',
    price: price(2, 0.5, 8),
    image: tiles(85, 170),
    ways: noEffort,
    shutDownOn: '2027-01-14',
  },
  {
    id: 'gpt-4.1-mini',
    price: price(0.4, 0.1, 1.6),
    image: alwaysLarge(1.62),
    ways: noEffort,
    shutDownOn: '2027-01-14',
  },
  {
    id: 'gpt-4o',
    price: price(2.5, 1.25, 10),
    image: tiles(85, 170),
    ways: noEffort,
    queueLimit: 90_000,
    shutDownOn: '2027-01-14',
  },
  {
    id: 'gpt-4o-mini',
    price: price(0.15, 0.075, 0.6),
    image: tiles(2833, 5667),
    ways: noEffort,
    queueLimit: 2_000_000,
    shutDownOn: '2027-01-14',
  },
];

/** A dated version of a model is the model: `gpt-6-luna-2026-09-22`. */
const datedVersion = /-\d{4}-\d{2}-\d{2}$/;

/** What is known of a model, or undefined. A fine-tuned one, `ft:gpt-4.1:owner::id`, counts as what it came from. */
export function findModel(id: string): Model | undefined {
  const base = id.startsWith('ft:') ? (id.split(':')[1] ?? id) : id;
  const plain = base.replace(datedVersion, '');
  return models.find((model) => model.id === plain);
}

export type Shutdown = { readonly on: CalendarDay; readonly days: number };

/** When a model is shut down, with the days left (negative: it is gone), if that has been announced. */
export function shutdownOf(id: string, today: Date): Shutdown | undefined {
  const on = findModel(id)?.shutDownOn;
  if (on === undefined) return undefined;
  const days = Math.ceil((Date.parse(`${on}T23:59:59Z`) - today.getTime()) / 86_400_000) - 1;
  return { on, days };
}
