/** The form of an answer that is taken, of a whole one or of one part of it, and its texts. */
import * as z from 'zod';
import { furtherIn } from '../rules/answers/further.ts';
import type { RawAnswer } from '../rules/answers/suggest.ts';
import { cutList, cutText } from '../rules/foreign-text.ts';

const words = z.array(z.string()).transform((list) => list.filter((word) => word.trim() !== ''));

/** What we accept: servers without strict schemas leave out or add fields, which costs nobody an answer. */
export const answerShape = z.object({
  description: z.string().trim().min(1),
  shortTitle: z.string().trim().catch(''),
  keywords: words.pipe(z.array(z.string()).min(1)),
  usage: z.enum(['editorial', 'commercial']).optional().catch(undefined),
  usageReason: z.string().trim().catch(''),
  unsure: words.catch([]),
});

/** The answer with what else it says that may be asked. */
export function withFurther(answer: RawAnswer, said: unknown): RawAnswer {
  const further = furtherIn(Object(said));
  return Object.keys(further).length === 0 ? answer : { ...answer, further };
}

/** Whatever is there of an answer, where one of its two parts is missing. */
const partialShape = answerShape.extend({
  description: z.string().trim().catch(''),
  keywords: words.catch([]),
});

export function partialIn(said: unknown): RawAnswer | undefined {
  const read = partialShape.safeParse(said);
  if (!read.success) return undefined;
  const { description, keywords } = read.data;
  const isPart = (description === '') !== (keywords.length === 0);
  return isPart ? withFurther(read.data, said) : undefined;
}

/** Its texts no longer than any honest one. */
export function cutAnswer(raw: RawAnswer): RawAnswer {
  return withTexts(raw, cutText, cutList);
}

/** The answer with each of its texts replaced; undefined where one has no replacement. */
export function mapTexts(
  answer: RawAnswer,
  replace: (text: string) => string | undefined,
): RawAnswer | undefined {
  let isWhole = true;
  const one = (text: string): string => {
    const replaced = replace(text);
    isWhole &&= replaced !== undefined;
    return replaced ?? '';
  };
  const mapped = withTexts(answer, one, (list) => list.map(one));
  return isWhole ? mapped : undefined;
}

function withTexts(
  answer: RawAnswer,
  text: (text: string) => string,
  list: (words: readonly string[]) => readonly string[],
): RawAnswer {
  return {
    ...answer,
    description: text(answer.description),
    shortTitle: text(answer.shortTitle),
    keywords: list(answer.keywords),
    usageReason: text(answer.usageReason),
    unsure: list(answer.unsure),
  };
}
