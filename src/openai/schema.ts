/**
 * The form of an answer as a strict JSON schema for the wire; answer.ts has what we accept. The wire
 * knows no lengths (`maxLength` and `uniqueItems` are refused in strict schemas: guides/structured-outputs,
 * "Supported schemas"); lengths, counts and repetitions are the checks' business.
 */
export const schemaName = 'stock_photo';

/** The most keywords that are asked for: a few more than wanted, because some will not pass the checks. */
export function keywordsToAsk(wanted: number): number {
  return wanted + Math.max(2, Math.ceil(wanted / 10));
}

/** The schema on the wire for `wanted` keywords. */
export function answerSchema(wanted: number): Record<string, unknown> {
  const properties = {
    description: {
      type: 'string',
      description: 'One English sentence, without place and date in front.',
    },
    shortTitle: { type: 'string', description: 'At most 60 characters.' },
    keywords: {
      type: 'array',
      description: 'Most relevant first.',
      items: { type: 'string' },
      minItems: wanted,
      maxItems: keywordsToAsk(wanted) + 5,
    },
    usage: { type: 'string', enum: ['editorial', 'commercial'] },
    usageReason: { type: 'string', description: 'A few words.' },
    unsure: {
      type: 'array',
      description: 'Names used above that were neither given nor legible.',
      items: { type: 'string' },
      maxItems: 20,
    },
  };
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
