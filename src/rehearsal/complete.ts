/** One request to the model, live or as a line of a batch: checked, looked at, answered, counted. */
import { hash, randomBytes } from 'node:crypto';
import { badRequest, type Refusal } from './api-error.ts';
import { type Draft, withFaults } from './draft.ts';
import type { LineFault } from './faults.ts';
import { billedImageTokens, type Detail, mostPatches } from './image-tokens.ts';
import { isObject, type JsonObject } from './json.ts';
import { pictureParts, textParts } from './message-check.ts';
import { badAddress, type Seen, sizeInUrl, type Viewer } from './picture.ts';
import { promptFacts } from './prompt-facts.ts';
import { type CheckContext, checkRequest } from './request-check.ts';
import type { ServiceModel } from './service-models.ts';
import { approximateTokens } from './text-tokens.ts';
import type { Completion, CompletionBody, CompletionUsage } from './wire.ts';
import { answerObject, plainAnswer, say } from './write-answer.ts';

export type CompleteContext = CheckContext & {
  readonly viewer: Viewer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** How an answer says that no model wrote it. */
const rehearsalFingerprint = 'rehearsal';

/** What the service adds around each message. */
const tokensPerMessage = 10;
/** A picture whose size is only known after fetching it counts for this many in the queue. */
const unknownPictureTokens = 1000;
/** How much models think where they are asked to, in tokens. */
const thinking: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 40,
  low: 120,
  medium: 350,
  high: 900,
  xhigh: 2000,
};

/** The input tokens of a body as the batch queue counts them, without decoding its pictures. */
export function queueTokens(body: JsonObject, model: ServiceModel): number {
  const pictures = pictureParts(body['messages']).map(({ url, detail }) => {
    const size = sizeInUrl(url);
    const tokens =
      size === undefined ? unknownPictureTokens : billedImageTokens(size, detailOf(detail), model);
    return Number.isFinite(tokens) ? tokens : 0;
  });
  return textTokens(body) + pictures.reduce((sum, tokens) => sum + tokens, 0);
}

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

function textTokens(body: JsonObject): number {
  const messages = Array.isArray(body['messages']) ? body['messages'].length : 0;
  const schema = isObject(body['response_format']) ? JSON.stringify(body['response_format']) : '';
  return [...textParts(body['messages']), schema].reduce(
    (sum, text) => sum + countedTokens(text),
    messages * tokensPerMessage,
  );
}

function detailOf(detail: string | undefined): Detail {
  return detail === 'low' || detail === 'high' || detail === 'original' ? detail : 'auto';
}

export type Completed = {
  readonly completion: Completion;
  /** What it cost, whether the answer says so or not; absent when nothing was done. */
  readonly spent?: CompletionUsage;
  /** A digest of the picture that was paid for. */
  readonly picture?: string;
};

/** Answers one request. Never throws for what is in it. */
export async function complete(
  body: unknown,
  context: CompleteContext,
  rules: readonly LineFault[],
): Promise<Completed> {
  const checked = checkRequest(body, context);
  if (checked.refusal !== undefined) return { completion: refused(checked.refusal) };
  const looked = await lookAt(checked.body, checked.model, context);
  if ('refusal' in looked) return { completion: refused(looked.refusal) };
  return answered(checked.body, checked.model, looked, context, rules);
}

/** What stands for a request that has no `custom_id`: a digest of its picture, or of all of it. */
export function requestKey(body: unknown): string {
  const url = isObject(body) ? pictureParts(body['messages'])[0]?.url : undefined;
  return hash('sha1', url ?? JSON.stringify(body ?? null));
}

/** The error line or reply of a refusal. */
export function refused({ status, error }: Refusal): Completion {
  return { status, body: { error } };
}

type Looked = { readonly seen: Seen; readonly imageTokens: number };

/** Looks at every picture of a request; the first one is what the answer is about. */
async function lookAt(
  body: JsonObject,
  model: ServiceModel,
  { viewer, kind }: CompleteContext,
): Promise<Looked | { readonly refusal: Refusal }> {
  const parts = pictureParts(body['messages']);
  let first: Seen | undefined;
  let imageTokens = 0;
  for (const { url, detail } of parts) {
    if (kind === 'local' && !url.startsWith('data:image/')) return { refusal: badAddress(url) };
    const view = await viewer.view(url);
    if ('refusal' in view) return view;
    const tokens = billedImageTokens(view.seen.size, detailOf(detail), model);
    if (!Number.isFinite(tokens)) return { refusal: tooManyPatches() };
    imageTokens += tokens;
    first ??= view.seen;
  }
  return { seen: first ?? noPicture, imageTokens };
}

function tooManyPatches(): Refusal {
  return badRequest(
    `The image has more than ${mostPatches} patches. Please send a smaller image or a lower detail.`,
    'messages',
    'image_too_large',
  );
}

/** A request without a picture is answered from its text alone. */
const noPicture: Seen = {
  key: '0'.repeat(40),
  size: { width: 1, height: 1 },
  look: {
    shape: 'square',
    colours: [],
    light: 'day',
    warm: false,
    vivid: false,
    strongContrast: false,
    ground: 'gray',
    weight: 'center',
    detail: 'calm',
    lamps: false,
    mirrored: false,
  },
};

function answered(
  body: JsonObject,
  model: ServiceModel,
  { seen, imageTokens }: Looked,
  context: CompleteContext,
  rules: readonly LineFault[],
): Completed {
  const facts = promptFacts(textParts(body['messages']).join('\n'));
  const draft = withFaults({ said: say(seen, facts), facts }, rules);
  const whole = contentOf(draft, body);
  const limit = tokenLimit(body);
  const effort = String(body['reasoning_effort'] ?? model.defaultEffort);
  const reasoning = context.kind === 'local' ? 0 : (thinking[effort] ?? 0);
  const needed = approximateTokens(whole ?? draft.refusal ?? '');
  const cut = needed + reasoning > limit;
  const content =
    cut && whole !== null ? cutTo(whole, needed, Math.max(0, limit - reasoning)) : whole;
  const usage = usageOf(
    Math.ceil((textTokens(body) + imageTokens) * (draft.factor ?? 1)),
    cut ? limit : needed + reasoning,
    Math.min(reasoning, limit),
  );
  const ended: Draft = cut ? { ...draft, finish: 'length' } : draft;
  return {
    completion: { status: 200, body: completionBody(content, ended, usage, model, context) },
    spent: usage,
    picture: seen.key,
  };
}

function contentOf(draft: Draft, body: JsonObject): string | null {
  if (draft.refusal !== undefined) return null;
  const wanted = draft.facts.keywordsWanted;
  const plain = plainAnswer(draft.said, draft.exactly ?? wanted);
  const format = isObject(body['response_format']) ? body['response_format'] : {};
  if (format['type'] === undefined || format['type'] === 'text')
    return draft.rewrite === undefined ? plain : draft.rewrite(plain, plain);
  const schema = isObject(format['json_schema']) ? format['json_schema']['schema'] : undefined;
  const answer = answerObject(draft.said, schema, wanted);
  const json = JSON.stringify(draft.exactly === undefined ? answer : exactly(answer, draft));
  return draft.rewrite === undefined ? json : draft.rewrite(json, plain);
}

/** The longest list of an answer is its keywords. */
function exactly(answer: JsonObject, { said, exactly: count }: Draft): JsonObject {
  const lists = Object.entries(answer).filter(([, value]) => Array.isArray(value));
  const name = lists.find(([key]) => /keyword|tag/i.test(key))?.[0];
  return name === undefined ? answer : { ...answer, [name]: said.keywords.slice(0, count) };
}

function tokenLimit(body: JsonObject): number {
  const limit = body['max_completion_tokens'] ?? body['max_tokens'];
  return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
}

function cutTo(text: string, tokens: number, limit: number): string {
  return text.slice(0, Math.floor((text.length * limit) / Math.max(1, tokens)));
}

function usageOf(input: number, output: number, reasoning: number): CompletionUsage {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function completionBody(
  content: string | null,
  draft: Draft,
  usage: CompletionUsage,
  model: ServiceModel,
  { kind, now }: CompleteContext,
): CompletionBody {
  const local = kind === 'local';
  return {
    id: `chatcmpl-${randomBytes(12).toString('hex')}`,
    object: 'chat.completion',
    created: Math.floor(now() / 1000),
    model: local ? model.id : model.snapshot,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content,
          ...(local ? {} : { refusal: draft.refusal ?? null, annotations: [] }),
        },
        logprobs: null,
        finish_reason: draft.finish ?? 'stop',
      },
    ],
    ...(local || draft.withoutUsage === true ? {} : { usage }),
    ...(local ? {} : { service_tier: 'default' }),
    system_fingerprint: rehearsalFingerprint,
  };
}
