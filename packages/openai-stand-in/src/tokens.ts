/** The tokens of a request, counted as the service bills them. */
import { billedImageTokens } from './image-tokens.ts';
import type { ServiceModel } from './models.ts';
import type { Viewer } from './picture.ts';
import { type ChatRequest, messagesIn, pictureParts, textParts } from './request.ts';
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
export function textTokens(request: Pick<ChatRequest, 'messages' | 'response_format'>): number {
  const { messages, response_format: format } = request;
  return [...textParts(request), JSON.stringify(format ?? '')].reduce(
    (sum, text) => sum + countedTokens(text),
    messages.length * tokensPerMessage,
  );
}

/** The input tokens of a body as the batch queue counts them, without decoding its pictures. */
export async function queueTokens(
  body: unknown,
  model: ServiceModel,
  viewer: Viewer,
): Promise<number> {
  const request = messagesIn(body);
  if (request === undefined) return 0;
  let tokens = textTokens(request);
  for (const { url, detail = 'auto' } of pictureParts(request)) {
    const size = await viewer.size(url);
    const billed =
      size === undefined ? unknownPictureTokens : billedImageTokens(size, detail, model);
    if (Number.isFinite(billed)) tokens += billed;
  }
  return tokens;
}
