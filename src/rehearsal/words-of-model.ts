/** The same answer as other models would give it, so that there is something to compare. */
import { createHash } from 'node:crypto';
import type { Answer } from './answer-form.ts';

/** Answers as it stands written; so do models that nobody has heard of. */
const usualModel = 'gpt-6-luna';
/** Places that a keyword may be moved down. */
const farthest = 12;

/** In another order, and now and then with another title; always the same for the same model. */
export function inWordsOf(model: string, answer: Answer): Answer {
  if (!model.startsWith('gpt-') || model === usualModel) return answer;
  const { description, shortTitle, keywords } = answer;
  const moved = keywords.map((keyword, index) => ({
    keyword,
    place: index + (numberOf(model, keyword) % farthest),
  }));
  return {
    ...answer,
    description: numberOf(model, description) % 2 === 0 ? description : shortTitle,
    keywords: moved.sort((one, other) => one.place - other.place).map(({ keyword }) => keyword),
  };
}

function numberOf(model: string, text: string): number {
  return createHash('sha256').update(`${model} ${text}`).digest().readUInt32BE();
}
