/** What the requests that wait will cost, and what they would cost otherwise. */

import { counted, dollarText } from '../../amounts.ts';
import { countMaybePaid } from '../../catalog/lost-calls.ts';
import {
  type RequestTotals,
  type SizeCount,
  sizesWaiting,
  totalsWaiting,
} from '../../catalog/requests.ts';
import { type Detail, imageTokens } from '../../openai/image-tokens.ts';
import {
  findModel,
  leastCached,
  type ModelPrice,
  models,
  type Shutdown,
  shutdownOf,
} from '../../openai/models.ts';
import {
  dollarsFor,
  priceOf,
  promotionOf,
  type Tokens,
  type Way,
  writtenOf,
} from '../../openai/prices.ts';
import type { CalendarDay } from '../../photo.ts';
import { previewSize } from '../../preview/size.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';
import { priceFor, regionOf } from './request-profile.ts';
import { saidShutdown } from './shutdown.ts';

type Alternative = {
  /** What is otherwise. */
  readonly kind: 'way' | 'size' | 'detail' | 'model';
  /** A model's name, `512 pixels`, or `live, at once`. */
  readonly what: string;
  readonly dollars: number;
};

export type Estimate = {
  readonly photos: number;
  readonly model: string;
  readonly way: Way;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** The parts of the dollars that pictures and words make up, 0 to 1; the answers make up the rest. */
  readonly pictureShare: number;
  readonly wordShare: number;
  /** Bytes that will be uploaded. */
  readonly uploadBytes: number;
  /** Undefined when nobody knows the price of the model. */
  readonly dollars: number | undefined;
  readonly alternatives: readonly Alternative[];
  /** When the model is shut down, if that is announced. */
  readonly shutdown?: Shutdown | undefined;
  /** The last day of the model's present, lower price. */
  readonly promotionUntil?: CalendarDay | undefined;
  /** The host that keeps requests within a region, which costs more. */
  readonly region?: string | undefined;
  /** Photos among them that were being asked live when no reply came. */
  readonly maybePaid: number;
};

/** Bytes of a request line besides its picture. */
const lineBytes = 6000;
const otherEdges = [512, 768, 1024];
const otherModels = ['gpt-6-luna', 'gpt-5.6-luna', 'gpt-5.4-mini', 'gpt-6.1-terra', 'gpt-6.1-sol'];

/** Dollars that sending everything that is prepared would cost; 0 where no price is known. */
export function dollarsWaiting(archive: Archive): number {
  const { catalog, settings } = archive;
  const totals = totalsWaiting(catalog, leastCached);
  return dollarsOf(totals, priceFor(archive, settings.model), settings.engine) ?? 0;
}

function dollarsOf(
  { answerTokens, imageTokens, large, textTokens }: Omit<RequestTotals, 'requests' | 'bytes'>,
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  const input = textTokens + imageTokens;
  return dollarsFor({ input, written: large, output: answerTokens }, price, way);
}

/** Tokens of a photo as a rule: the picture and the words about it, and the answer. */
const usualTokens = { input: 1010, output: 310 };

/** Roughly what so many photos would cost, before anything is known of them; undefined where no price is known. */
export function roughDollars(archive: Archive, photos: number): number | undefined {
  const { settings } = archive;
  const tokens = { input: photos * usualTokens.input, output: photos * usualTokens.output };
  return dollarsFor(tokens, priceFor(archive, settings.model), settings.engine);
}

/** The estimate for everything that is prepared and not sent. */
export function estimateWaiting(archive: Archive, today: Date): Estimate {
  const { catalog, settings } = archive;
  const way: Way = settings.engine;
  const totals = totalsWaiting(catalog, leastCached);
  const price = priceFor(archive, settings.model);
  const dollars = dollarsOf(totals, price, way);
  const shareOf = (tokens: Partial<Tokens>) =>
    dollars === undefined || dollars === 0 ? 0 : (dollarsFor(tokens, price, way) ?? 0) / dollars;
  return {
    photos: totals.requests,
    model: settings.model,
    way,
    tokensIn: totals.textTokens + totals.imageTokens,
    tokensOut: totals.answerTokens,
    pictureShare: shareOf({ input: totals.imageTokens }),
    wordShare: shareOf({ input: totals.textTokens, written: totals.large }),
    uploadBytes: pictureBytes(settings, totals) + totals.requests * lineBytes,
    dollars,
    alternatives: totals.requests === 0 ? [] : alternatives(archive, totals, way),
    shutdown: shutdownOf(settings.model, today, saidShutdown(catalog, settings.model)),
    promotionUntil: promotionOf(settings.model, today),
    region: regionOf(archive),
    maybePaid: countMaybePaid(catalog),
  };
}

/** What the pictures take on their way, inside the requests or beside them. A folder is no upload. */
function pictureBytes(
  { 'preview.delivery': delivery }: Settings,
  { bytes }: RequestTotals,
): number {
  if (delivery === 'inline') return Math.ceil((bytes * 4) / 3);
  return delivery === 'folder' ? 0 : bytes;
}

function alternatives(archive: Archive, totals: RequestTotals, way: Way): Alternative[] {
  const { settings } = archive;
  const as: Asked = {
    totals,
    sizes: sizesWaiting(archive.catalog),
    model: settings.model,
    edge: settings['preview.edge'],
    detail: settings['preview.detail'],
    way,
  };
  const other = (kind: Alternative['kind'], what: string, change: Partial<Asked>) => ({
    kind,
    what,
    dollars: costOf(archive, { ...as, ...change }),
  });
  const otherDetail = as.detail === 'high' ? 'low' : 'high';
  const rows = [
    way !== 'live'
      ? other('way', 'live, at once', { way: 'live' })
      : other('way', 'in batches, within a day', { way: 'batch' }),
    ...otherEdges
      .filter((edge) => edge !== as.edge)
      .map((edge) => other('size', `${edge} pixels`, { edge })),
    other('detail', `${otherDetail} detail`, { detail: otherDetail }),
    ...otherModels
      .filter((model) => model !== as.model)
      .map((model) => other('model', model, { model })),
  ];
  return rows.flatMap(({ dollars, ...row }) =>
    dollars === undefined ? [] : [{ ...row, dollars }],
  );
}

type Asked = {
  readonly totals: RequestTotals;
  readonly sizes: readonly SizeCount[];
  readonly model: string;
  readonly edge: number;
  readonly detail: Detail;
  readonly way: Way;
};

/** The same photos asked of another model, with another preview, or another way. */
function costOf(
  archive: Archive,
  { totals, sizes, model, edge, detail, way }: Asked,
): number | undefined {
  const own = model === archive.settings.model;
  const price = own ? priceFor(archive, model) : priceOf(model, { input: 0, output: 0 });
  const rule = findModel(model)?.image ?? models[0]?.image;
  if (rule === undefined) return undefined;
  const text = totals.textTokens / totals.requests;
  let image = 0;
  let written = 0;
  for (const size of sizes) {
    const each = imageTokens(previewSize(size, edge), detail, rule);
    image += size.photos * each;
    written += size.photos * writtenOf(text + each);
  }
  return dollarsOf({ ...totals, imageTokens: image, large: written }, price, way);
}

/** `about $0.14 with gpt-6-luna in batches`. */
export function priceText({ dollars, model, way }: Estimate): string {
  return dollars === undefined
    ? `the price of ${model} is not known (give it with --set price.input=... --set price.output=...)`
    : `about ${dollarText(dollars)} with ${model} ${waysInWords[way]}`;
}

const waysInWords = { batch: 'in batches', live: 'live', flex: 'by flex' } as const;

/** What the user should know before agreeing to send. */
export function warningsOf(estimate: Estimate): string[] {
  const { maybePaid } = estimate;
  const paid =
    maybePaid === 0
      ? []
      : [
          `${counted(maybePaid, 'photo')} of them had been asked live when the connection or the program ended; the answer is lost and may have been billed, and asking again is billed again.`,
        ];
  return [...paid, ...modelNotes(estimate)];
}

/** What ends soon: a lower price, or the model itself. */
export function modelNotes({ model, shutdown, promotionUntil }: Estimate): string[] {
  const promotion =
    promotionUntil === undefined
      ? []
      : [`The price of ${model} is a promotion, which ends with ${promotionUntil}.`];
  return [...promotion, ...shutdownNotes(model, shutdown)];
}

/** A shutdown within this many days is worth a warning. */
const soon = 120;

function shutdownNotes(model: string, shutdown: Shutdown | undefined): string[] {
  if (shutdown === undefined || shutdown.days > soon) return [];
  if (shutdown.days < 0)
    return [
      `${model} was shut down on ${shutdown.on}; choose another with \`proofsheet config set model NAME\`.`,
    ];
  return [
    `${model} is shut down on ${shutdown.on}, in ${shutdown.days} days; its answers may stop before a large batch ends.`,
  ];
}
