/** The tokens of a request, counted as the service bills them. */
import { billedImageTokens, type Detail } from './image-tokens.ts';
import { isObject, type JsonObject } from './json.ts';
import { pictureParts, textParts } from './message-check.ts';
import type { Viewer } from './picture.ts';
import type { ServiceModel } from './service-models.ts';
import { approximateTokens } from './text-tokens.ts';

/** What the service adds around each message. */
const tokensPerMessage = 10;
/** A picture whose size is only known after fetching it counts for this many in the queue. */
const unknownPictureTokens = 1000;

/** Texts recur from photo to photo, and so do schemas. */
const counted = new Map<string, number>();

function countedTokens(text: string): number {
  const known = counted.get(text);
  if (known !== undefined) return known;
  const tokens = approximateTokens(text);
  if (counted.size > 5000) counted.clear();
  counted.set(text, tokens);
  return tokens;
}

/** The tokens of all that is not a picture. */
export function textTokens(body: JsonObject): number {
  const messages = Array.isArray(body['messages']) ? body['messages'].length : 0;
  const schema = isObject(body['response_format']) ? JSON.stringify(body['response_format']) : '';
  return [...textParts(body['messages']), schema].reduce(
    (sum, text) => sum + countedTokens(text),
    messages * tokensPerMessage,
  );
}

export function detailOf(detail: string | undefined): Detail {
  return detail === 'low' || detail === 'high' || detail === 'original' ? detail : 'auto';
}

/** The input tokens of a body as the batch queue counts them, without decoding its pictures. */
export async function queueTokens(
  body: JsonObject,
  model: ServiceModel,
  viewer: Viewer,
): Promise<number> {
  let tokens = textTokens(body);
  for (const { url, detail } of pictureParts(body['messages'])) {
    const size = await viewer.size(url);
    const billed =
      size === undefined ? unknownPictureTokens : billedImageTokens(size, detailOf(detail), model);
    if (Number.isFinite(billed)) tokens += billed;
  }
  return tokens;
}
