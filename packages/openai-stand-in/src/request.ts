/** The documented shape of a chat completion request. Pictures are looked at elsewhere. */
import { z } from 'zod';
import { badRequest, type Refusal, refusals } from './errors.ts';
import { details } from './image-tokens.ts';
import { isObject } from './json.ts';
import { type ServiceModel, serviceModel } from './models.ts';
import { schemaRefusal } from './schema-refusal.ts';
import { schemaFault } from './strict-schema.ts';

/**
 * - `openai`: the service itself
 * - `local`: a server on one's own machine that speaks the common part of the protocol (chat only, no batches)
 */
export type ServiceKind = 'openai' | 'local';

export type CheckContext = {
  readonly kind: ServiceKind;
  /** Ids of the models that exist. */
  readonly models: readonly string[];
};

/** Pictures in one request. */
const mostPictures = 1500;

// Where a check of a value fails, its message is the code of the service's error.

const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({
    type: z.literal('image_url'),
    image_url: z.strictObject({ url: z.string(), detail: z.enum(details).optional() }),
  }),
]);

const message = z
  .looseObject({
    role: z.enum(['system', 'developer', 'user', 'assistant']),
    content: z.preprocess(
      (content) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content),
      z.array(part),
    ),
  })
  .refine(({ role, content }) => role === 'user' || content.every(({ type }) => type === 'text'), {
    error: 'invalid_value',
    path: ['content'],
  });

const messages = z.array(message).min(1, 'empty_array');

/** Of requests and batches: at most 16 pairs of text. */
export const metadata = z
  .record(
    z.string().max(64, 'string_above_max_length'),
    z.string().max(512, 'string_above_max_length'),
  )
  .refine((pairs) => Object.keys(pairs).length <= 16, { error: 'object_above_max_properties' })
  .nullish();

const responseFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'invalid_value'),
      schema: z.unknown(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

function decimal(least: number, most: number) {
  return z.number().min(least, 'decimal_out_of_range').max(most, 'decimal_out_of_range').nullish();
}

const count = z.int().min(1, 'integer_below_min_value').nullish();

/** Taken as they come: proofsheet never sends them. */
const ignored = [
  ...(['audio', 'function_call', 'functions', 'logit_bias', 'logprobs', 'modalities'] as const),
  ...(['moderation', 'parallel_tool_calls', 'prediction', 'prompt_cache_options'] as const),
  ...(['prompt_cache_retention', 'service_tier', 'stop', 'stream_options', 'tool_choice'] as const),
  ...(['tools', 'top_logprobs', 'web_search_options'] as const),
] as const;

const chatRequest = z.strictObject({
  model: z.string(),
  messages,
  frequency_penalty: decimal(-2, 2),
  max_completion_tokens: count,
  max_tokens: z.int().nullish(),
  metadata,
  n: count,
  presence_penalty: decimal(-2, 2),
  prompt_cache_key: z.string().nullish(),
  reasoning_effort: z.string().nullish(),
  response_format: responseFormat.nullish(),
  safety_identifier: z.string().nullish(),
  seed: z.int().nullish(),
  store: z.boolean().nullish(),
  // The stand-in does not stream.
  stream: z.literal(false).nullish(),
  temperature: decimal(0, 2),
  top_p: decimal(0, 1),
  user: z.string().nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  ...Object.fromEntries(ignored.map((name) => [name, z.unknown().optional()])),
});

export type ChatRequest = {
  readonly messages: z.infer<typeof messages>;
  readonly max_completion_tokens?: number | null | undefined;
  readonly max_tokens?: number | null | undefined;
  readonly reasoning_effort?: string | null | undefined;
  readonly response_format?: z.infer<typeof responseFormat> | null | undefined;
  readonly temperature?: number | null | undefined;
};

export type CheckedRequest =
  | { readonly model: ServiceModel; readonly request: ChatRequest; readonly refusal?: undefined }
  | { readonly refusal: Refusal };

/** Checks everything of a body but its pictures. */
export function checkRequest(body: unknown, { kind, models }: CheckContext): CheckedRequest {
  if (!isObject(body)) return { refusal: refusals.notJson() };
  const id = body['model'];
  const model = typeof id === 'string' ? serviceModel(id, models) : undefined;
  if (typeof id === 'string' && model === undefined) return { refusal: refusals.noModel(id) };
  const shape = kind === 'local' ? localRequest : chatRequest;
  const parsed = shape.safeParse(body);
  if (!parsed.success) return { refusal: schemaRefusal(parsed.error, body) };
  if (model === undefined) return { refusal: refusals.noModel(String(id)) };
  const request: ChatRequest = parsed.data;
  for (const rule of kind === 'local' ? localRules : rules) {
    const refusal = rule(request, model);
    if (refusal !== undefined) return { refusal };
  }
  return { model, request };
}

type Rule = (request: ChatRequest, model: ServiceModel) => Refusal | undefined;

/** What one parameter may be depends on the model and on the others. */
const rules: readonly Rule[] = [
  (request) => {
    const { length } = pictureParts(request);
    return length <= mostPictures
      ? undefined
      : badRequest(`Too many images: ${length}.`, 'messages', 'too_many_images');
  },
  // Models that reason count their thoughts too, and refuse the old limit that did not.
  ({ max_tokens: limit }, { efforts }) =>
    limit == null || efforts.length === 0
      ? undefined
      : badRequest(
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          'max_tokens',
          'unsupported_parameter',
        ),
  ({ reasoning_effort: effort }, { efforts }) => {
    if (effort == null || efforts.includes(effort)) return undefined;
    const name = 'reasoning_effort';
    return efforts.length === 0
      ? badRequest(`Unrecognized request argument supplied: ${name}`, name, 'unsupported_parameter')
      : badRequest(
          `Unsupported value: '${name}' does not support '${effort}' with this model. Supported values are: ${efforts.map((one) => `'${one}'`).join(', ')}.`,
          name,
          'unsupported_value',
        );
  },
  // A model that thinks chooses its own temperature.
  ({ temperature = 1, reasoning_effort: effort }, { efforts, defaultEffort }) =>
    temperature === null ||
    temperature === 1 ||
    efforts.length === 0 ||
    (effort ?? defaultEffort) === 'none'
      ? undefined
      : badRequest(
          `Unsupported value: 'temperature' does not support ${temperature} with this model. Only the default (1) value is supported.`,
          'temperature',
          'unsupported_value',
        ),
  (request) =>
    request.response_format?.type !== 'json_object' || /json/i.test(textParts(request).join(' '))
      ? undefined
      : badRequest(
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
          'messages',
          null,
        ),
  ({ response_format: format }) => {
    if (format?.type !== 'json_schema' || format.json_schema.strict !== true) return undefined;
    const { name, schema } = format.json_schema;
    const fault = schemaFault(schema);
    return fault === undefined
      ? undefined
      : badRequest(
          `Invalid schema for response_format '${name}': ${fault}`,
          'response_format',
          null,
        );
  },
];

const localRequest = z.looseObject({
  model: z.string(),
  messages,
  max_tokens: z.int().nullish(),
  response_format: responseFormat.nullish(),
  reasoning_effort: z.string().nullish(),
});

/** Servers of this kind know the schema, but not OpenAI's own additions. */
const localRules: readonly Rule[] = [
  ({ reasoning_effort: effort }) =>
    effort === undefined
      ? undefined
      : badRequest("Unrecognized field: 'reasoning_effort'.", 'reasoning_effort', null),
  ({ response_format: format }) =>
    format?.type === 'json_object'
      ? badRequest(
          "'response_format.type' must be 'json_schema' or 'text'.",
          'response_format',
          null,
        )
      : undefined,
];

const anyRequest = z.looseObject({ messages, response_format: z.unknown() });

/** The messages of a body that may be wrong elsewhere; undefined if they are wrong too. */
export function messagesIn(body: unknown): Pick<ChatRequest, 'messages'> | undefined {
  return anyRequest.safeParse(body).data;
}

type Messages = Pick<ChatRequest, 'messages'>;
export type PicturePart =
  z.infer<typeof part> extends infer P ? (P extends { image_url: infer I } ? I : never) : never;

/** All picture parts, in order. */
export function pictureParts(request: Messages): PicturePart[] {
  return partsOf(request).flatMap((one) => (one.type === 'image_url' ? [one.image_url] : []));
}

/** All text, in order. */
export function textParts(request: Messages): string[] {
  return partsOf(request).flatMap((one) => (one.type === 'text' ? [one.text] : []));
}

function partsOf(request: Messages) {
  return request.messages.flatMap(({ content }) => content);
}
