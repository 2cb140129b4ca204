/**
 * Whether the body of a chat completion request has the documented shape: one table of parameters, with what each
 * of them may be. Pictures are looked at elsewhere.
 */
import { badRequest, type Refusal, refusals } from './api-error.ts';
import { isObject, type JsonObject } from './json.ts';
import { messagesFault, notOneOf, textParts, wrongType } from './message-check.ts';
import { schemaFault } from './schema-check.ts';
import { type ServiceModel, serviceModel } from './service-models.ts';

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

export type CheckedRequest =
  | { readonly model: ServiceModel; readonly body: JsonObject; readonly refusal?: undefined }
  | { readonly refusal: Refusal };

type Check = (
  value: unknown,
  request: { readonly body: JsonObject; readonly model: ServiceModel },
) => Refusal | undefined;

const ignored: Check = () => undefined;

const parameters: Readonly<Record<string, Check>> = {
  model: ignored,
  messages: ignored,
  audio: ignored,
  frequency_penalty: decimal('frequency_penalty', -2, 2),
  function_call: ignored,
  functions: ignored,
  logit_bias: ignored,
  logprobs: ignored,
  max_completion_tokens: whole('max_completion_tokens', 1),
  max_tokens: oldTokenLimit,
  metadata: (value) => metadataFault(value),
  modalities: ignored,
  moderation: ignored,
  n: whole('n', 1),
  parallel_tool_calls: ignored,
  prediction: ignored,
  presence_penalty: decimal('presence_penalty', -2, 2),
  prompt_cache_key: text('prompt_cache_key'),
  prompt_cache_options: ignored,
  prompt_cache_retention: ignored,
  reasoning_effort: effort,
  response_format: responseFormat,
  safety_identifier: text('safety_identifier'),
  seed: whole('seed', Number.MIN_SAFE_INTEGER),
  service_tier: ignored,
  stop: ignored,
  store: flag('store'),
  stream: stream,
  stream_options: ignored,
  temperature: temperature,
  tool_choice: ignored,
  tools: ignored,
  top_logprobs: ignored,
  top_p: decimal('top_p', 0, 1),
  user: text('user'),
  verbosity: (value) => choice('verbosity', ['low', 'medium', 'high'], value),
  web_search_options: ignored,
};

/** Checks everything of a body but its pictures. */
export function checkRequest(body: unknown, context: CheckContext): CheckedRequest {
  if (!isObject(body)) return { refusal: refusals.notJson() };
  if (typeof body['model'] !== 'string')
    return { refusal: wrongType('model', 'a string', body['model']) };
  const model = serviceModel(body['model'], context.models);
  if (model === undefined) return { refusal: refusals.noModel(body['model']) };
  const refusal =
    messagesFault(body['messages']) ??
    (context.kind === 'local' ? localFault(body) : parameterFault(body, model));
  return refusal === undefined ? { model, body } : { refusal };
}

function parameterFault(body: JsonObject, model: ServiceModel): Refusal | undefined {
  for (const [name, value] of Object.entries(body)) {
    const check = parameters[name];
    if (check === undefined)
      return badRequest(`Unknown parameter: '${name}'.`, name, 'unknown_parameter');
    if (value === null) continue;
    const refusal = check(value, { body, model });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Servers of this kind know the schema, but not OpenAI's own additions. */
function localFault(body: JsonObject): Refusal | undefined {
  if ('reasoning_effort' in body)
    return badRequest("Unrecognized field: 'reasoning_effort'.", 'reasoning_effort', null);
  const format = body['response_format'];
  if (isObject(format) && format['type'] === 'json_object')
    return badRequest(
      "'response_format.type' must be 'json_schema' or 'text'.",
      'response_format',
      null,
    );
  return undefined;
}

function whole(name: string, least: number): Check {
  return (value) => {
    if (!Number.isInteger(value)) return wrongType(name, 'an integer', value);
    return Number(value) >= least
      ? undefined
      : badRequest(
          `Invalid '${name}': integer below minimum value. Expected a value >= ${least}, but got ${String(value)} instead.`,
          name,
          'integer_below_min_value',
        );
  };
}

function decimal(name: string, least: number, most: number): Check {
  return (value) => {
    if (typeof value !== 'number') return wrongType(name, 'a decimal', value);
    return value >= least && value <= most
      ? undefined
      : badRequest(
          `Invalid '${name}': expected a value between ${least} and ${most}, but got ${value} instead.`,
          name,
          'decimal_out_of_range',
        );
  };
}

function text(name: string): Check {
  return (value) => (typeof value === 'string' ? undefined : wrongType(name, 'a string', value));
}

function flag(name: string): Check {
  return (value) => (typeof value === 'boolean' ? undefined : wrongType(name, 'a boolean', value));
}

function choice(name: string, values: readonly string[], value: unknown): Refusal | undefined {
  return values.some((one) => one === value) ? undefined : notOneOf(name, values, value);
}

/** Models that reason count their thoughts too, and refuse the old limit that did not. */
function oldTokenLimit(
  value: unknown,
  { model }: { readonly model: ServiceModel },
): Refusal | undefined {
  if (model.efforts.length > 0)
    return badRequest(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
    );
  return Number.isInteger(value) ? undefined : wrongType('max_tokens', 'an integer', value);
}

function effort(value: unknown, { model }: { readonly model: ServiceModel }): Refusal | undefined {
  if (model.efforts.length === 0)
    return badRequest(
      `Unrecognized request argument supplied: reasoning_effort`,
      'reasoning_effort',
      'unsupported_parameter',
    );
  if (model.efforts.some((one) => one === value)) return undefined;
  return badRequest(
    `Unsupported value: 'reasoning_effort' does not support '${String(value)}' with this model. ` +
      `Supported values are: ${model.efforts.map((one) => `'${one}'`).join(', ')}.`,
    'reasoning_effort',
    'unsupported_value',
  );
}

/** A model that thinks chooses its own temperature. */
function temperature(
  value: unknown,
  request: { readonly body: JsonObject; readonly model: ServiceModel },
): Refusal | undefined {
  const refusal = decimal('temperature', 0, 2)(value, request);
  if (refusal !== undefined) return refusal;
  const { body, model } = request;
  const thinks =
    model.efforts.length > 0 && (body['reasoning_effort'] ?? model.defaultEffort) !== 'none';
  return thinks && value !== 1
    ? badRequest(
        `Unsupported value: 'temperature' does not support ${String(value)} with this model. Only the default (1) value is supported.`,
        'temperature',
        'unsupported_value',
      )
    : undefined;
}

/** The stand-in does not stream: proofsheet never asks it to. */
function stream(value: unknown): Refusal | undefined {
  return value === false
    ? undefined
    : badRequest("Unsupported value: 'stream' must be false here.", 'stream', 'unsupported_value');
}

function responseFormat(
  value: unknown,
  { body }: { readonly body: JsonObject },
): Refusal | undefined {
  if (!isObject(value)) return wrongType('response_format', 'an object', value);
  const kinds = ['text', 'json_object', 'json_schema'];
  const refusal = choice('response_format.type', kinds, value['type']);
  if (refusal !== undefined) return refusal;
  if (value['type'] === 'json_object' && !/json/i.test(textParts(body['messages']).join(' ')))
    return badRequest(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
      null,
    );
  return value['type'] === 'json_schema' ? jsonSchemaFault(value['json_schema']) : undefined;
}

function jsonSchemaFault(format: unknown): Refusal | undefined {
  const at = 'response_format.json_schema';
  if (!isObject(format)) return wrongType(at, 'an object', format);
  const { name, schema, strict } = format;
  if (typeof name !== 'string') return wrongType(`${at}.name`, 'a string', name);
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name))
    return badRequest(
      `Invalid '${at}.name': string does not match pattern. Expected a string of 1 to 64 characters that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
      `${at}.name`,
      'invalid_value',
    );
  if (strict !== undefined && strict !== null && typeof strict !== 'boolean')
    return wrongType(`${at}.strict`, 'a boolean', strict);
  if (strict !== true) return undefined;
  const fault = schemaFault(schema);
  return fault === undefined
    ? undefined
    : badRequest(`Invalid schema for response_format '${name}': ${fault}`, 'response_format', null);
}

const metadataLimits = { pairs: 16, key: 64, value: 512 };

/** Metadata of requests and batches: at most 16 pairs of text, keys of 64 and values of 512 characters. */
export function metadataFault(value: unknown): Refusal | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return wrongType('metadata', 'an object', value);
  const entries = Object.entries(value);
  if (entries.length > metadataLimits.pairs)
    return badRequest(
      `Invalid 'metadata': too many properties. Expected an object with at most ${metadataLimits.pairs} properties, but got an object with ${entries.length} properties instead.`,
      'metadata',
      'object_above_max_properties',
    );
  for (const [key, item] of entries) {
    if (typeof item !== 'string') return wrongType(`metadata.${key}`, 'a string', item);
    if ([...key].length > metadataLimits.key || [...item].length > metadataLimits.value)
      return badRequest(
        `Invalid 'metadata.${key}': string too long. Keys have at most ${metadataLimits.key} characters, values at most ${metadataLimits.value}.`,
        `metadata.${key}`,
        'string_above_max_length',
      );
  }
  return undefined;
}
