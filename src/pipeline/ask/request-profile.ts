/** How this archive's requests are worded, and what they cost. */
import { createHash } from 'node:crypto';
import { StopError } from '../../errors.ts';
import { findModel, type ModelPrice, regionFactor } from '../../openai/models.ts';
import { dollarsFor, priceOf, timesPrice, type Way, writtenOf } from '../../openai/prices.ts';
import { promptVersion } from '../../openai/prompt.ts';
import { type RequestProfile, refusedEffort } from '../../openai/request.ts';
import type { Archive } from '../archive/archive.ts';
import { askedOf } from './asked.ts';

/**
 * How this archive's requests are worded. A server other than OpenAI's that is asked live for a model of its own gets
 * the older common form, and so does every model with the name of a hub; one that offers OpenAI's models (a gateway)
 * takes what they take.
 * @throws StopError `settings-invalid` where the user's own prompt cannot be read
 */
export function requestProfileOf({
  settings,
  service,
  rehearsal,
  prompt,
}: Archive): RequestProfile {
  const elsewhere = service.baseURL !== undefined && !isOpenAi(service.baseURL) && !rehearsal;
  const unknown = findModel(settings.model) === undefined;
  const foreign =
    unknown && ((elsewhere && settings.engine !== 'batch') || isHubName(settings.model));
  return {
    model: settings.model,
    dialect: foreign ? 'compatible' : 'openai',
    detail: settings['preview.detail'],
    effort: settings.reasoningEffort,
    prompt: prompt(),
  };
}

/** `Qwen/Qwen3-VL-8B`: named as model hubs do, for vLLM and its like, also in files that are carried there. */
function isHubName(model: string): boolean {
  return /^[^:][^:/]*\/[^:]+$/.test(model);
}

function isOpenAi(baseURL: string): boolean {
  return URL.canParse(baseURL) && /(^|\.)(openai|azure)\.com$/.test(new URL(baseURL).hostname);
}

/** A fingerprint of every setting that changes a request; one prepared with another has to be prepared again. */
export function settingsFingerprint(archive: Archive): string {
  const { settings } = archive;
  const asked = askedOf(archive);
  const parts = [
    promptVersion,
    requestProfileOf(archive),
    settings['preview.edge'],
    settings['preview.quality'],
    settings['keywords.count'],
    settings['prompt.notes'],
    // Without examples, requests are what they were before there were any.
    ...(settings['prompt.examples'] > 0 ? [settings['prompt.examples']] : []),
    ...(asked === undefined ? [] : [asked]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** The price of a model for this archive; the user's own servers cost nothing unless the user says otherwise. */
export function priceFor(archive: Archive, model: string): ModelPrice | undefined {
  const { settings } = archive;
  const given = { input: settings['price.input'], output: settings['price.output'] };
  const price = priceOf(model, given);
  if (price === undefined && requestProfileOf(archive).dialect === 'compatible')
    return { input: 0, cached: 0, output: 0 };
  const isGiven = given.input > 0 || given.output > 0;
  return price === undefined || isGiven || regionOf(archive) === undefined
    ? price
    : timesPrice(price, regionFactor);
}

/** The host where requests stay within one region, at a surcharge: `eu.api.openai.com`. */
export function regionOf({ service: { baseURL = '' } }: Archive): string | undefined {
  const host = URL.canParse(baseURL) ? new URL(baseURL).hostname : '';
  return /^(?!www\.)[a-z0-9-]+\.api\.openai\.com$/.test(host) ? host : undefined;
}

/** The same profile. @throws StopError `settings-invalid` where the model does not think as much as it is told to */
export function assertEffort(profile: RequestProfile): RequestProfile {
  const sentence = refusedEffort(profile);
  if (sentence === undefined) return profile;
  throw new StopError(
    'settings-invalid',
    sentence,
    'Change it with `proofsheet config set reasoningEffort VALUE`, or choose another model.',
  );
}

/** Estimated tokens of a request. */
export type RequestTokens = {
  readonly textTokens: number;
  readonly imageTokens: number;
  readonly answerTokens: number;
};

/** Dollars a request is estimated at, or undefined where no price is known. */
export function estimateOf(
  request: RequestTokens,
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  const input = request.textTokens + request.imageTokens;
  return dollarsFor({ input, written: writtenOf(input), output: request.answerTokens }, price, way);
}

/** Dollars that all of these requests are estimated at together. */
export function sumOf(
  requests: readonly RequestTokens[],
  price: ModelPrice | undefined,
  way: Way,
): number | undefined {
  if (price === undefined) return undefined;
  return requests.reduce((sum, request) => sum + (estimateOf(request, price, way) ?? 0), 0);
}
