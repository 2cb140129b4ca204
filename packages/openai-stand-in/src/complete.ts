/** One request to the model: checked, looked at, answered, counted. */
import { hash } from 'node:crypto';
import { type Draft, withFaults } from './answer-faults.ts';
import { inputTokens } from './bill.ts';
import { Refusal } from './errors.ts';
import type { LineFault } from './faults.ts';
import type { ServiceModel } from './models.ts';
import type { ReplyOutcome } from './outcome.ts';
import { checkRequest, messagesIn, pictureParts, textParts } from './request.ts';
import type { Service } from './service.ts';
import { approximateTokens } from './text-tokens.ts';
import { type CompletionUsage, newId } from './wire.ts';

/** By this, whoever reads an answer knows that no model wrote it. The service's own begin with `fp_`. */
const fingerprint = 'rehearsal';

/** How much models think where they are asked to, in tokens. */
const thinking: Readonly<Record<string, number>> = {
  minimal: 40,
  low: 120,
  medium: 350,
  high: 900,
  xhigh: 2000,
  max: 4000,
};

/** Requests without a picture are billed as one and the same. */
const noPictureKey = '0'.repeat(40);

/** Answers one request. Never throws for what is in it. */
export async function complete(
  body: unknown,
  service: Service,
  faults: readonly LineFault[],
): Promise<ReplyOutcome> {
  try {
    const { request, model } = checkRequest(body, service);
    const input = await inputTokens(request, model, service.viewer);
    const [first] = pictureParts(request);
    const picture = first && (await service.viewer.view(first.url));
    const format = request.response_format;
    const content = service.answer({
      model: model.id,
      text: textParts(request).join('\n'),
      picture,
      json: format?.type === 'json_schema',
      schema: format?.type === 'json_schema' ? format.json_schema.schema : undefined,
    });
    const effort = request.reasoning_effort ?? model.defaultEffort;
    const { draft, output, reasoning } = withinLimit(
      withFaults({ content }, faults),
      request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY,
      service.kind === 'local' ? 0 : (thinking[effort] ?? 0),
    );
    const usage = usageOf(model, Math.ceil(input * (draft.factor ?? 1)), output, reasoning);
    return {
      kind: 'reply',
      status: 200,
      body: completionBody(draft, usage, model, service, request.service_tier),
      bill: { usage, picture: picture?.key ?? noPictureKey },
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'reply', status: error.status, body: { error: error.error } };
  }
}

/** What stands for a request that has no `custom_id`: a digest of its picture, or of all of it. */
export function requestKey(body: unknown): string {
  const request = messagesIn(body);
  const [first] = request === undefined ? [] : pictureParts(request);
  return hash('sha1', first?.url ?? JSON.stringify(body));
}

/** The answer, cut off where thoughts and text together exceed the limit of tokens. */
function withinLimit(draft: Draft, limit: number, thoughts: number) {
  const { content } = draft;
  const needed = approximateTokens(content ?? draft.refusal ?? '');
  if (needed + thoughts <= limit) return { draft, output: needed + thoughts, reasoning: thoughts };
  const part = Math.max(0, limit - thoughts) / Math.max(1, needed);
  const cut = content?.slice(0, Math.floor(content.length * part)) ?? null;
  const shorter: Draft = { ...draft, content: cut, finish: 'length' };
  return { draft: shorter, output: limit, reasoning: Math.min(thoughts, limit) };
}

function usageOf({ id }: ServiceModel, input: number, output: number, reasoning: number) {
  const writes = input >= 1024 && /^gpt-(?:5\.6|6)/.test(id);
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0, ...(writes && { cache_write_tokens: input }) },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

/** Servers of one's own machine leave out what is OpenAI's own. */
function completionBody(
  draft: Draft,
  usage: CompletionUsage,
  model: ServiceModel,
  service: Service,
  tier?: string | null,
) {
  const { content, refusal = null, finish = 'stop' } = draft;
  const local = service.kind === 'local';
  const message = { role: 'assistant', content, ...(local ? {} : { refusal, annotations: [] }) };
  return {
    id: newId('chatcmpl-'),
    object: 'chat.completion',
    created: Math.floor(service.now() / 1000),
    model: local ? model.id : model.snapshot,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finish }],
    ...(local || draft.withoutUsage === true ? {} : { usage }),
    ...(local ? {} : { service_tier: tier === 'flex' ? tier : 'default' }),
    system_fingerprint: fingerprint,
  };
}
