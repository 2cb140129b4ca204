/** What we accept as an answer, whatever server it comes from. */
import { z } from 'zod';
import type { Answer } from './schema.ts';

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
