/** Completing the keyword that is being typed, behind the last comma. */
import type { PromptOptions } from '../overlays/prompt.ts';
import type { ReviewController } from '../review/review-controller.ts';

const shown = 5;

/**
 * For prompts that take keywords.
 * @param text what stands there already and needs no completion
 */
export function keywordCompletion(
  review: ReviewController,
  text = '',
): Required<Pick<PromptOptions, 'complete' | 'take'>> {
  return {
    complete: (typed) => {
      const last = lastWord(typed).trim();
      return last === '' || last === text ? [] : review.session.typing.complete(last, shown);
    },
    take: withLastWord,
  };
}

/** What is being typed behind the last comma. */
export function lastWord(typed: string): string {
  return typed.slice(Math.max(typed.lastIndexOf(','), typed.lastIndexOf(';')) + 1);
}

/** The same with another word behind the last comma. */
export function withLastWord(typed: string, word: string): string {
  return typed.slice(0, typed.length - lastWord(typed).trimStart().length) + word;
}
