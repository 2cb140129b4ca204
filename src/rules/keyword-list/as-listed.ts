/** Writing keywords as the user's list spells them. */
import { sameTerm } from '../keywords/terms.ts';
import type { KeywordList } from './keyword-list.ts';

/** @param names that are spelled as they are, such as that of the place: Turkey is no turkey */
export function asListed(
  words: readonly string[],
  list: KeywordList | undefined,
  names: readonly (string | undefined)[],
): string[] {
  return words.map((word) => {
    const isName = names.some((name) => name !== undefined && sameTerm(name, word));
    return isName ? word : (list?.spelling(word) ?? word);
  });
}
