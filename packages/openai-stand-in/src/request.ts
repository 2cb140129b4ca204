/**
 * The documented shape of a chat completion request, as far as proofsheet makes use of it: every other parameter is
 * refused as an unknown one. Pictures are looked at elsewhere.
 */
import * as z from 'zod';
import { badRequest, refusals } from './errors.ts';
import { details } from './image-tokens.ts';
import { isObject } from './json.ts';
import { type ServiceModel, serviceModel } from './models.ts';
import { schemaRefusal } from './schema-refusal.ts';
import type { Service } from './service.ts';
import { checkSchema } from './strict-schema.ts';

// Where a check of a value fails, its message is the code of the service's error.

const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({
    type: z.literal('image_url'),
    image_url: z.strictObject({ url: z.string(), detail: z.enum(details).optional() }),
  }),
]);

const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.preprocess(
    (content) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content),
    z.array(part),
  ),
});

const messages = z.array(message).min(1, 'empty_array');

const responseFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'invalid_value'),
      schema: z.unknown(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

const chatRequest = z.strictObject({
  model: z.string(),
  messages,
  max_completion_tokens: z.int().min(1, 'integer_below_min_value').nullish(),
  max_tokens: z.int().nullish(),
  reasoning_effort: z.string().nullish(),
  response_format: responseFormat.nullish(),
  seed: z.int().nullish(),
  service_tier: z.enum(['auto', 'default', 'flex']).nullish(),
  temperature: z.number().min(0, 'decimal_out_of_range').max(2, 'decimal_out_of_range').nullish(),
});

export type ChatRequest = z.infer<typeof chatRequest>;

/** Checks everything of a body but its pictures. @throws Refusal */
export function checkRequest(
  body: unknown,
  { kind, models }: Pick<Service, 'kind' | 'models'>,
): { readonly request: ChatRequest; readonly model: ServiceModel } {
  const { success, data: request, error } = chatRequest.safeParse(body);
  const id = isObject(body) ? body['model'] : undefined;
  const model = typeof id === 'string' ? serviceModel(id, models) : undefined;
  if (model === undefined && typeof id === 'string') throw refusals.noModel(id);
  if (!success || model === undefined) throw schemaRefusal(error, body);
  for (const rule of rules[kind]) rule(request, model);
  return { request, model };
}

/** Throws where the value of a parameter does not go with the model or the other parameters. */
type Rule = (request: ChatRequest, model: ServiceModel) => void;

/** Models that reason count their thoughts too, and refuse the old limit that did not. */
const oldTokenLimit: Rule = ({ max_tokens: limit }, { efforts }) => {
  if (limit != null && efforts.length > 0)
    throw badRequest(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    );
};

const effort: Rule = ({ reasoning_effort: given }, { efforts }) => {
  const name = 'reasoning_effort';
  if (given == null || efforts.includes(given)) return;
  if (efforts.length === 0)
    throw badRequest(`Unrecognized request argument: ${name}`, name, 'unsupported_parameter');
  throw badRequest(
    `Unsupported value: '${name}' does not support '${given}' with this model. Supported values are: ${efforts.join(', ')}.`,
    name,
    'unsupported_value',
  );
};

/** A model that thinks chooses its own temperature. */
const temperature: Rule = ({ temperature: given, reasoning_effort: told }, model) => {
  const thinks = model.efforts.length > 0 && (told ?? model.defaultEffort) !== 'none';
  if (thinks && given != null && given !== 1)
    throw badRequest(
      `Unsupported value: 'temperature' does not support ${given} with this model. Only the default (1) value is supported.`,
      'temperature',
      'unsupported_value',
    );
};

const strictSchema: Rule = ({ response_format: format }) => {
  if (format?.type === 'json_schema' && format.json_schema.strict === true)
    checkSchema(format.json_schema.schema);
};

/** Servers of one's own machine do not know OpenAI's own additions. */
const noEffort: Rule = ({ reasoning_effort: given }) => {
  if (given !== undefined)
    throw badRequest("Unrecognized field: 'reasoning_effort'.", 'reasoning_effort', null);
};

const rules: Readonly<Record<Service['kind'], readonly Rule[]>> = {
  openai: [oldTokenLimit, effort, temperature, strictSchema],
  local: [noEffort],
};

export type Messages = Pick<ChatRequest, 'messages' | 'response_format'>;

const anyRequest = z.looseObject({ messages, response_format: responseFormat.nullish() });

/** The messages of a body that may be wrong elsewhere; undefined if they are wrong too. */
export function messagesIn(body: unknown): Messages | undefined {
  return anyRequest.safeParse(body).data;
}

/** All picture parts, in order. */
export function pictureParts({ messages }: Messages) {
  return messages
    .flatMap(({ content }) => content)
    .flatMap((one) => (one.type === 'image_url' ? [one.image_url] : []));
}

/** All text, in order. */
export function textParts({ messages }: Messages): string[] {
  return messages
    .flatMap(({ content }) => content)
    .flatMap((one) => (one.type === 'text' ? [one.text] : []));
}
