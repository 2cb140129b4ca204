/** The tokens of a request, counted as the service bills them. */
import { badRequest } from './errors.ts';
import { billedImageTokens, mostPatches } from './image-tokens.ts';
import type { ServiceModel } from './models.ts';
import type { Viewer } from './picture.ts';
import { type Messages, messagesIn, pictureParts, textParts } from './request.ts';
import { approximateTokens } from './text-tokens.ts';
import type { CompletionUsage } from './wire.ts';

export type Bill = {
  readonly usage: CompletionUsage;
  /** A digest of the picture. */
  readonly picture: string;
};

/** What the service adds around each message. */
const tokensPerMessage = 10;

/** Texts recur from photo to photo, and so do schemas. */
const counted = new Map<string, number>();

function countedTokens(text: string): number {
  const tokens = counted.get(text) ?? approximateTokens(text);
  if (counted.size > 5000) counted.clear();
  counted.set(text, tokens);
  return tokens;
}

/** The input tokens of a request. @throws Refusal for a picture that the service cannot use */
export async function inputTokens(
  request: Messages,
  model: ServiceModel,
  viewer: Viewer,
): Promise<number> {
  const { messages, response_format: format } = request;
  let tokens = messages.length * tokensPerMessage;
  for (const text of [...textParts(request), JSON.stringify(format ?? '')])
    tokens += countedTokens(text);
  for (const { url, detail = 'auto' } of pictureParts(request)) {
    const { size } = await viewer.view(url);
    tokens += billedImageTokens(size, detail, model);
  }
  if (Number.isFinite(tokens)) return tokens;
  throw badRequest(
    `The image has more than ${mostPatches} patches. Please send a smaller image or a lower detail.`,
    'messages',
    'image_too_large',
  );
}

/** The same as the batch queue counts them, which takes what will be refused for nothing. */
export async function queueTokens(
  body: unknown,
  model: ServiceModel,
  viewer: Viewer,
): Promise<number> {
  const request = messagesIn(body);
  return request === undefined ? 0 : inputTokens(request, model, viewer).catch(() => 0);
}
