/** One request to the model, live or as a line of a batch: checked, looked at, answered, counted. */
import { hash } from 'node:crypto';
import { type Draft, withFaults } from './answer-faults.ts';
import { badRequest, type Refusal } from './errors.ts';
import type { LineFault } from './faults.ts';
import { newId } from './ids.ts';
import { billedImageTokens, mostPatches } from './image-tokens.ts';
import type { ModelRequest, Picture } from './model.ts';
import type { ServiceModel } from './models.ts';
import { badAddress } from './picture.ts';
import { type ChatRequest, checkRequest, messagesIn, pictureParts, textParts } from './request.ts';
import type { Service } from './service.ts';
import { approximateTokens } from './text-tokens.ts';
import { textTokens } from './tokens.ts';
import type { Completion, CompletionBody, CompletionUsage } from './wire.ts';

type Context = Pick<Service, 'kind' | 'models' | 'viewer' | 'answer' | 'now'>;

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
  /** What it cost, whether the answer says so or not, and a digest of the picture; absent when nothing was done. */
  readonly bill?: { readonly usage: CompletionUsage; readonly picture: string };
};

/** Answers one request. Never throws for what is in it. */
export async function complete(
  body: unknown,
  context: Context,
  faults: readonly LineFault[],
): Promise<Completed> {
  const checked = checkRequest(body, context);
  if (checked.refusal !== undefined) return refused(checked.refusal);
  const { request, model } = checked;
  const looked = await lookAt(request, model, context);
  if ('refusal' in looked) return refused(looked.refusal);
  const { picture, imageTokens } = looked;
  const asked = modelRequest(request, picture);
  const { draft, output, reasoning } = withinLimit(
    withFaults({ content: context.answer(asked) }, faults),
    request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY,
    context.kind === 'local' ? 0 : (thinking[request.reasoning_effort ?? model.defaultEffort] ?? 0),
  );
  const input = Math.ceil((textTokens(request) + imageTokens) * (draft.factor ?? 1));
  const usage = usageOf(input, output, reasoning);
  return {
    completion: { status: 200, body: completionBody(draft, usage, model, context) },
    bill: { usage, picture: picture?.key ?? noPictureKey },
  };
}

/** What stands for a request that has no `custom_id`: a digest of its picture, or of all of it. */
export function requestKey(body: unknown): string {
  const request = messagesIn(body);
  const [first] = request === undefined ? [] : pictureParts(request);
  return hash('sha1', first?.url ?? JSON.stringify(body ?? null));
}

function refused({ status, error }: Refusal): Completed {
  return { completion: { status, body: { error } } };
}

type Looked = { readonly picture: Picture | undefined; readonly imageTokens: number };

/** Looks at every picture of a request; the first one is what the answer is about. */
async function lookAt(
  request: ChatRequest,
  model: ServiceModel,
  { viewer, kind }: Context,
): Promise<Looked | { readonly refusal: Refusal }> {
  let picture: Picture | undefined;
  let imageTokens = 0;
  for (const { url, detail = 'auto' } of pictureParts(request)) {
    if (kind === 'local' && !url.startsWith('data:image/')) return { refusal: badAddress(url) };
    const view = await viewer.view(url);
    if ('refusal' in view) return view;
    const tokens = billedImageTokens(view.picture.size, detail, model);
    if (!Number.isFinite(tokens)) return { refusal: tooManyPatches() };
    imageTokens += tokens;
    picture ??= view.picture;
  }
  return { picture, imageTokens };
}

function tooManyPatches(): Refusal {
  return badRequest(
    `The image has more than ${mostPatches} patches. Please send a smaller image or a lower detail.`,
    'messages',
    'image_too_large',
  );
}

/** Requests without a picture are billed as one and the same. */
const noPictureKey = '0'.repeat(40);

function modelRequest(request: ChatRequest, picture: Picture | undefined): ModelRequest {
  const format = request.response_format ?? { type: 'text' };
  return {
    text: textParts(request).join('\n'),
    picture,
    json: format.type !== 'text',
    schema: format.type === 'json_schema' ? format.json_schema.schema : undefined,
  };
}

/** The answer, cut off where thoughts and text together exceed the limit of tokens. */
function withinLimit(draft: Draft, limit: number, thoughts: number) {
  const { content } = draft;
  const needed = approximateTokens(content ?? draft.refusal ?? '');
  if (needed + thoughts <= limit) return { draft, output: needed + thoughts, reasoning: thoughts };
  const part = Math.max(0, limit - thoughts) / Math.max(1, needed);
  const cut = content?.slice(0, Math.floor(content.length * part)) ?? null;
  return {
    draft: { ...draft, content: cut, finish: 'length' } satisfies Draft,
    output: limit,
    reasoning: Math.min(thoughts, limit),
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
  { kind, now }: Context,
): CompletionBody {
  const local = kind === 'local';
  return {
    id: newId('chatcmpl-'),
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
