/**
 * The form of an answer as a strict JSON schema for the wire; answer.ts has what we accept. The wire
 * knows no lengths (`maxLength` and `uniqueItems` are refused in strict schemas: guides/structured-outputs,
 * "Supported schemas"); lengths, counts and repetitions are the checks' business.
 */
import { type Asked, furtherFields } from '../rules/answers/further.ts';

export const schemaName = 'stock_photo';

/** The most keywords that are asked for: a few more than wanted, because some will not pass the checks. */
export function keywordsToAsk(wanted: number): number {
  return wanted + Math.max(2, Math.ceil(wanted / 10));
}

/** The schema on the wire for `wanted` keywords, and for what is asked for beside them or alone. */
export function answerSchema(wanted: number, asked: Asked = {}): Record<string, unknown> {
  const title = {
    description: {
      type: 'string',
      description: 'One English sentence, without place and date in front.',
    },
    shortTitle: { type: 'string', description: 'At most 60 characters.' },
  };
  const keywords = {
    keywords: {
      type: 'array',
      description: 'Most relevant first.',
      items: { type: 'string' },
      minItems: wanted,
      maxItems: keywordsToAsk(wanted) + 5,
    },
  };
  const properties = {
    ...(asked.only === 'keywords' ? {} : title),
    ...(asked.only === 'title' ? {} : keywords),
    usage: { type: 'string', enum: ['editorial', 'commercial'] },
    usageReason: { type: 'string', description: 'A few words.' },
    unsure: {
      type: 'array',
      description: 'Names used above that were neither given nor legible.',
      items: { type: 'string' },
      maxItems: 20,
    },
    ...Object.fromEntries(furtherFields(asked).map(({ name, schema }) => [name, schema])),
  };
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
