/**
 * The documented shape of a batch line with a chat request, as far as it is known from OpenAI's reference, its
 * guides to structured outputs and vision, and its client's types: closed, so that a field we invent is noticed.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';

const part = {
  text: {
    type: 'object',
    properties: { type: { const: 'text' }, text: { type: 'string', minLength: 1 } },
    required: ['type', 'text'],
    additionalProperties: false,
  },
  picture: {
    type: 'object',
    properties: {
      type: { const: 'image_url' },
      image_url: {
        type: 'object',
        properties: {
          url: {
            type: 'string',
            pattern: '^(data:image/jpeg;base64,[A-Za-z0-9+/]+={0,2}|https?://[!-~]+)$',
          },
          detail: { enum: ['low', 'high'] },
        },
        required: ['url', 'detail'],
        additionalProperties: false,
      },
    },
    required: ['type', 'image_url'],
    additionalProperties: false,
  },
};

const strictSchema = {
  $id: 'strict',
  type: 'object',
  properties: {
    type: { enum: ['object', 'array', 'string'] },
    description: { type: 'string' },
    properties: { type: 'object', additionalProperties: { $ref: 'strict' } },
    required: { type: 'array', items: { type: 'string' } },
    additionalProperties: { const: false },
    items: { $ref: 'strict' },
    enum: { type: 'array', items: { type: 'string' }, maxItems: 1000 },
    minItems: { type: 'integer' },
    maxItems: { type: 'integer' },
  },
  required: ['type'],
  additionalProperties: false,
  if: { properties: { type: { const: 'object' } } },
  // Every field of an object must be required, and no others may be let in.
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['properties', 'required', 'additionalProperties'] },
};

const body = {
  type: 'object',
  properties: {
    model: { type: 'string', minLength: 1 },
    messages: {
      type: 'array',
      minItems: 2,
      maxItems: 2,
      prefixItems: [
        {
          type: 'object',
          properties: { role: { const: 'system' }, content: { type: 'string', minLength: 1 } },
          required: ['role', 'content'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            role: { const: 'user' },
            content: {
              type: 'array',
              minItems: 2,
              maxItems: 2,
              prefixItems: [part.text, part.picture],
            },
          },
          required: ['role', 'content'],
          additionalProperties: false,
        },
      ],
    },
    response_format: {
      type: 'object',
      properties: {
        type: { const: 'json_schema' },
        json_schema: {
          type: 'object',
          properties: {
            name: { type: 'string', pattern: '^[a-zA-Z0-9_-]{1,64}$' },
            strict: { const: true },
            schema: { $ref: 'strict' },
          },
          required: ['name', 'strict', 'schema'],
          additionalProperties: false,
        },
      },
      required: ['type', 'json_schema'],
      additionalProperties: false,
    },
    max_completion_tokens: { type: 'integer', minimum: 1, maximum: 128_000 },
    max_tokens: { type: 'integer', minimum: 1 },
    reasoning_effort: { enum: ['none', 'minimal', 'low', 'medium', 'high'] },
    temperature: { type: 'number', minimum: 0, maximum: 2 },
    seed: { type: 'integer' },
  },
  required: ['model', 'messages', 'response_format'],
  additionalProperties: false,
};

const line = {
  type: 'object',
  properties: {
    custom_id: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    method: { const: 'POST' },
    url: { const: '/v1/chat/completions' },
    body,
  },
  required: ['custom_id', 'method', 'url', 'body'],
  additionalProperties: false,
};

const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema(strictSchema);
const validate = ajv.compile(line);

/** What is wrong with a line of a batch file; empty when nothing is. */
export function lineProblems(text: string): string[] {
  const value: unknown = JSON.parse(text);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
