/**
 * What is known about the service's models: prices, how pictures are counted, what a request may say, how much
 * may wait in the batch queue, when a model is shut down. Data only; the arithmetic is in prices.ts and
 * image-tokens.ts. Checked on 23 November 2026 against OpenAI's model, pricing and deprecation pages
 * (developers.openai.com/api/docs: models, pricing, deprecations, guides/images-vision) and the types of its
 * Node client 7.57. Prices that the user sets go before these.
 */
import type { CalendarDay } from '../photo.ts';

/** What a way of asking costs of the standard price, for tokens in and out alike. */
export const wayFactors = { batch: 0.5, flex: 0.5, live: 1 } as const;

/** What processing within one region costs more, from `eu.api.openai.com` and its like. */
export const regionFactor = 1.1;

/** A prompt of so many tokens is written to the cache, for so many times the price of input, from GPT-5.6 on. */
export const leastCached = 1024;
const cacheWriteFactor = 1.25;

/** Dollars per million tokens, standard (not batch). */
export type ModelPrice = {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Input that is written to the cache; as the rest of it where absent. */
  readonly written?: number;
};

/** Pictures cost one token per 32 by 32 pixel patch, times a factor. */
type PatchRule = {
  readonly kind: 'patches';
  readonly factor: number;
  readonly low: PatchLevel;
  readonly high: PatchLevel;
};

/** The picture is first fitted into a square of `maxEdge` pixels, then shrunk until it has `budget` patches. */
export type PatchLevel = { readonly maxEdge: number; readonly budget?: number };

/** Pictures cost a base, and with high detail so much per tile of 512 by 512 pixels. */
type TileRule = { readonly kind: 'tiles'; readonly base: number; readonly tile: number };

export type ImageRule = PatchRule | TileRule;

/** What the body of a request may carry besides the messages. */
type ModelWays = {
  /** The least reasoning the model accepts; absent where it takes no `reasoning_effort`. */
  readonly leastEffort?: 'none' | 'minimal' | 'low';
  /** The most. */
  readonly mostEffort?: 'high' | 'xhigh' | 'max';
  /** Whether `temperature` and `seed` are accepted when it does not reason. */
  readonly temperature: boolean;
};

type Model = {
  readonly id: string;
  readonly price: ModelPrice;
  readonly image: ImageRule;
  readonly ways: ModelWays;
  /** Tokens that may wait in the batch queue of a new account, if that is known. */
  readonly queueLimit?: number;
  /** A lower price, up to and including a day. */
  readonly promotion?: { readonly price: ModelPrice; readonly until: CalendarDay };
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
/** Like `current`, for models that take very long pictures. */
const currentWide = patches(1.2, { maxEdge: 512 }, { maxEdge: 65_535, budget: 2500 });
/** gpt-5.4: low detail is not cheap. */
const lowIsLarge = patches(1.2, { maxEdge: 2048, budget: 6144 });
/** Models that ignore `detail`. */
const alwaysLarge = (factor: number): PatchRule => {
  const level = { maxEdge: 2048, budget: 6144 };
  return patches(factor, level, level);
};
const tiles = (base: number, tile: number): TileRule => ({ kind: 'tiles', base, tile });

/** How pictures are counted for a model we know nothing about. */
export const assumedImageRule: ImageRule = current;

const effortNone: ModelWays = { leastEffort: 'none', mostEffort: 'xhigh', temperature: true };
const effortMax: ModelWays = { ...effortNone, mostEffort: 'max' };
const effortMinimal: ModelWays = { leastEffort: 'minimal', mostEffort: 'high', temperature: false };
const effortLow: ModelWays = { leastEffort: 'low', mostEffort: 'high', temperature: false };
const noEffort: ModelWays = { temperature: true };

/** A model we know nothing about counts as one that reasons. */
export const assumedWays: ModelWays = { leastEffort: 'none', temperature: false };

type Known = Pick<Model, 'queueLimit' | 'shutDownOn' | 'promotion'>;

type Prices = readonly [input: number, cached: number, output: number];

/** GPT-5.6 and later bill for what they write to the cache. */
function priceIn(id: string, [input, cached, output]: Prices): ModelPrice {
  const price = { input, cached, output };
  return /^gpt-(?:5\.[6-9]|[6-9])/.test(id)
    ? { ...price, written: input * cacheWriteFactor }
    : price;
}

const row = (
  id: string,
  prices: Prices,
  image: ImageRule,
  ways: ModelWays,
  known: Known = {},
): Model => ({ id, price: priceIn(id, prices), image, ways, ...known });

export const models: readonly Model[] = [
  row('gpt-6-luna', [0.1, 0.01, 0.5], current, effortMax, { queueLimit: 2_000_000 }),
  row('gpt-6.1-terra', [1, 0.05, 5], current, effortMax),
  row('gpt-6.1-sol', [2, 0.1, 10], current, effortMax),
  row('gpt-6-sol', [2, 0.2, 10], current, effortMax),
  row('gpt-6-astra', [10, 1, 50], currentWide, effortMax),
  row('gpt-5.6-luna', [0.2, 0.02, 1.2], current, effortNone, { queueLimit: 5_000_000 }),
  row('gpt-5.6-terra', [2, 0.2, 12], current, effortNone),
  row('gpt-5.6-sol', [5, 0.5, 30], current, effortNone, {
    promotion: { price: priceIn('gpt-5.6-sol', [4, 0.4, 20]), until: '2026-11-21' },
  }),
  row('gpt-5.5', [5, 0.5, 30], current, effortNone),
  row('gpt-5.4', [2.5, 0.25, 15], lowIsLarge, effortNone),
  row('gpt-5.4-mini', [0.75, 0.075, 4.5], lowIsLarge, effortNone),
  row('gpt-5.4-nano', [0.2, 0.02, 1.25], lowIsLarge, effortNone, { shutDownOn: '2027-04-01' }),
  row('gpt-5.1', [1.25, 0.125, 10], tiles(70, 140), effortNone, { shutDownOn: '2027-04-01' }),
  row('gpt-5', [1.25, 0.125, 10], tiles(70, 140), effortMinimal, { shutDownOn: '2026-12-11' }),
  row('gpt-5-mini', [0.25, 0.025, 2], alwaysLarge(1.2), effortMinimal, {
    queueLimit: 5_000_000,
    shutDownOn: '2026-12-11',
  }),
  row('gpt-5-nano', [0.05, 0.005, 0.4], alwaysLarge(1.5), effortMinimal, {
    shutDownOn: '2026-12-11',
  }),
  row('o3', [2, 0.5, 8], tiles(75, 150), effortLow, { shutDownOn: '2026-12-11' }),
  row('gpt-4.1', [2, 0.5, 8], tiles(85, 170), noEffort, { shutDownOn: '2027-01-14' }),
  row('gpt-4.1-mini', [0.4, 0.1, 1.6], alwaysLarge(1.62), noEffort, { shutDownOn: '2027-01-14' }),
  row('gpt-4o', [2.5, 1.25, 10], tiles(85, 170), noEffort, {
    queueLimit: 90_000,
    shutDownOn: '2027-01-14',
  }),
  row('gpt-4o-mini', [0.15, 0.075, 0.6], tiles(2833, 5667), noEffort, {
    queueLimit: 2_000_000,
    shutDownOn: '2027-01-14',
  }),
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

/**
 * When a model is shut down, with the days left (negative: it is gone), if that has been announced.
 * @param said what the service itself says of the model: a day, or null where it says that none is known
 */
export function shutdownOf(
  id: string,
  today: Date,
  said?: CalendarDay | null,
): Shutdown | undefined {
  const on = said ?? findModel(id)?.shutDownOn;
  if (on === undefined) return undefined;
  const days = Math.ceil((Date.parse(`${on}T23:59:59Z`) - today.getTime()) / 86_400_000) - 1;
  return { on, days };
}
