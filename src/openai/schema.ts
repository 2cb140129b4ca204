/**
 * The form of an answer, twice: as a strict JSON schema for the wire, and as what we accept locally. The wire knows
 * no lengths (`maxLength` and `uniqueItems` are refused in strict schemas: guides/structured-outputs, "Supported
 * schemas"); lengths, counts and repetitions are the checks' business.
 */
import { z } from 'zod';
import type { RawAnswer } from '../stock/suggest.ts';

/** What a model says about one photo, before the checks. */
export type Answer = RawAnswer;

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

const words = z.array(z.string()).transform((list) => list.filter((word) => word.trim() !== ''));

/** What we accept: servers without strict schemas leave out or add fields, which costs nobody an answer. */
const accepted = z.object({
  description: z.string().trim().min(1),
  shortTitle: z.string().trim().catch(''),
  keywords: words.pipe(z.array(z.string()).min(1)),
  usage: z.enum(['editorial', 'commercial']).optional().catch(undefined),
  usageReason: z.string().trim().catch(''),
  unsure: words.catch([]),
});

/** The answer in a parsed JSON value, or what is wrong with it. */
export function acceptAnswer(value: unknown): Answer | { readonly wrong: string } {
  const result = accepted.safeParse(value);
  if (!result.success) {
    const first = result.error.issues[0];
    return { wrong: `${first?.path.join('.') ?? ''}: ${first?.message ?? 'not an answer'}` };
  }
  const { usage, ...rest } = result.data;
  return { ...rest, ...(usage === undefined ? {} : { usage }) };
}
