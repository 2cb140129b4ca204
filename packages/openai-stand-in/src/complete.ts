/** One request to the model, live or as a line of a batch: checked, looked at, answered, counted. */
import { hash, randomBytes } from 'node:crypto';
import { type Draft, withFaults } from './answer-faults.ts';
import { badRequest, type Refusal } from './api-error.ts';
import type { LineFault } from './faults.ts';
import { billedImageTokens, mostPatches } from './image-tokens.ts';
import { isObject, type JsonObject } from './json.ts';
import { pictureParts, textParts } from './message-check.ts';
import type { Answer, ModelRequest, Picture } from './model.ts';
import { badAddress, type Viewer } from './picture.ts';
import { type CheckContext, checkRequest } from './request-check.ts';
import type { ServiceModel } from './service-models.ts';
import { approximateTokens } from './text-tokens.ts';
import { detailOf, textTokens } from './tokens.ts';
import type { Completion, CompletionBody, CompletionUsage } from './wire.ts';

export type CompleteContext = CheckContext & {
  readonly viewer: Viewer;
  readonly answer: Answer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** By this, whoever reads an answer knows that no model wrote it. The service's own begin with `fp_`. */
const fingerprint = 'rehearsal';

/** How much models think where they are asked to, in tokens. */
const thinking: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 40,
  low: 120,
  medium: 350,
  high: 900,
  xhigh: 2000,
};

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
function refused({ status, error }: Refusal): Completion {
  return { status, body: { error } };
}

type Looked = { readonly picture: Picture | undefined; readonly imageTokens: number };

/** Looks at every picture of a request; the first one is what the answer is about. */
async function lookAt(
  body: JsonObject,
  model: ServiceModel,
  { viewer, kind }: CompleteContext,
): Promise<Looked | { readonly refusal: Refusal }> {
  let first: Picture | undefined;
  let imageTokens = 0;
  for (const { url, detail } of pictureParts(body['messages'])) {
    if (kind === 'local' && !url.startsWith('data:image/')) return { refusal: badAddress(url) };
    const view = await viewer.view(url);
    if ('refusal' in view) return view;
    const tokens = billedImageTokens(view.picture.size, detailOf(detail), model);
    if (!Number.isFinite(tokens)) return { refusal: tooManyPatches() };
    imageTokens += tokens;
    first ??= view.picture;
  }
  return { picture: first, imageTokens };
}

function tooManyPatches(): Refusal {
  return badRequest(
    `The image has more than ${mostPatches} patches. Please send a smaller image or a lower detail.`,
    'messages',
    'image_too_large',
  );
}

function answered(
  body: JsonObject,
  model: ServiceModel,
  { picture, imageTokens }: Looked,
  context: CompleteContext,
  rules: readonly LineFault[],
): Completed {
  const request = modelRequest(body, picture);
  const written = { prompt: request.text, content: context.answer(request) };
  const draft = withFaults(written, rules);
  const limit = tokenLimit(body);
  const effort = String(body['reasoning_effort'] ?? model.defaultEffort);
  const reasoning = context.kind === 'local' ? 0 : (thinking[effort] ?? 0);
  const needed = approximateTokens(draft.content ?? draft.refusal ?? '');
  const isCut = needed + reasoning > limit;
  const usage = usageOf(
    Math.ceil((textTokens(body) + imageTokens) * (draft.factor ?? 1)),
    isCut ? limit : needed + reasoning,
    Math.min(reasoning, limit),
  );
  const sent = isCut ? cutTo(draft, Math.max(0, limit - reasoning) / Math.max(1, needed)) : draft;
  return {
    completion: { status: 200, body: completionBody(sent, usage, model, context) },
    spent: usage,
    picture: picture?.key ?? noPictureKey,
  };
}

/** Requests without a picture are billed as one and the same. */
const noPictureKey = '0'.repeat(40);

function modelRequest(body: JsonObject, picture: Picture | undefined): ModelRequest {
  const format = isObject(body['response_format']) ? body['response_format'] : {};
  const { type = 'text', json_schema: schema } = format;
  return {
    text: textParts(body['messages']).join('\n'),
    picture,
    json: type !== 'text',
    schema: isObject(schema) ? schema['schema'] : undefined,
  };
}

function tokenLimit(body: JsonObject): number {
  const limit = body['max_completion_tokens'] ?? body['max_tokens'];
  return typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY;
}

function cutTo(draft: Draft, part: number): Draft {
  const { content } = draft;
  return {
    ...draft,
    content: content?.slice(0, Math.floor(content.length * part)) ?? null,
    finish: 'length',
  };
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
          content: draft.content,
          ...(local ? {} : { refusal: draft.refusal ?? null, annotations: [] }),
        },
        logprobs: null,
        finish_reason: draft.finish ?? 'stop',
      },
    ],
    ...(local || draft.withoutUsage === true ? {} : { usage }),
    ...(local ? {} : { service_tier: 'default' }),
    system_fingerprint: fingerprint,
  };
}
