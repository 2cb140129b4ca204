/** What of a photo is told to the model, and how many tokens that is. */
import { imageTokens } from '../../openai/image-tokens.ts';
import { assumedImageRule, findModel } from '../../openai/models.ts';
import { type Facts, factLines, instructions } from '../../openai/prompt.ts';
import { effortFor, expectedAnswerTokens, type Manner } from '../../openai/request.ts';
import { answerSchema } from '../../openai/schema.ts';
import { type CountTokens, loadTokenizer, tokensPerMessage } from '../../openai/text-tokens.ts';
import type { Photo, Size } from '../../photo.ts';
import type { Settings } from '../../settings.ts';

/** The facts of a photo as they go into its request. */
export function factsOf(photo: Photo, settings: Settings, hint?: string): Facts {
  return {
    ...(photo.place === undefined ? {} : { place: photo.place }),
    ...(photo.takenOn === undefined ? {} : { takenOn: photo.takenOn }),
    usage: photo.usage,
    usageGiven: photo.usageGiven,
    existing: photo.existing,
    notes: settings['prompt.notes'],
    keywordsWanted: settings['keywords.count'],
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Counts the text of requests; what is the same for all is counted once. */
export type TextCounter = (facts: Facts) => number;

/** Loads the tokenizer. The count includes the schema, which the service puts into the prompt. */
export async function textCounter(): Promise<TextCounter> {
  const count = await loadTokenizer();
  const fixed = new Map<number, number>();
  return (facts) => {
    const wanted = facts.keywordsWanted;
    const same = fixed.get(wanted) ?? fixedTokens(count, wanted);
    fixed.set(wanted, same);
    return same + count(factLines(facts));
  };
}

function fixedTokens(count: CountTokens, keywordsWanted: number): number {
  const schema = JSON.stringify(answerSchema(keywordsWanted));
  return count(instructions) + count(schema) + 2 * tokensPerMessage;
}

/** Tokens of a preview in a request. */
export function pictureTokens(size: Size, manner: Manner): number {
  const rule = findModel(manner.model)?.image ?? assumedImageRule;
  return imageTokens(size, manner.detail, rule);
}

/** What reasoning adds to an answer on average, in tokens; rough, and replaced by what answers really took. */
const thinkingTokens = { none: 0, minimal: 100, low: 400, medium: 1500, high: 5000 } as const;

/**
 * Tokens out per request.
 * @param measured the mean of earlier answers of this model, where there are enough
 */
export function answerTokens(
  manner: Manner,
  keywordsWanted: number,
  measured: number | undefined,
): number {
  if (measured !== undefined) return Math.round(measured);
  return expectedAnswerTokens(keywordsWanted) + thinkingTokens[effortFor(manner) ?? 'none'];
}
