/** Checks for words that insult; agencies close accounts over them. Off with the setting `checks.offensive`. */
import { offensiveIn } from '../texts/offensive.ts';
import { type Check, type CheckFunction, removeKeywordFix, titles } from './check.ts';

export const offensiveWords: CheckFunction = ({ text, rules }) => {
  const { description, shortTitle, keywords } = text;
  const all = [description, shortTitle, ...keywords].join(' ; ');
  if (rules.offensive === false || offensiveIn(all) === undefined) return undefined;
  const found = (words: string, about: Omit<Check, 'severity' | 'message'>): Check | [] => {
    const word = offensiveIn(words);
    if (word === undefined) return [];
    return {
      severity: 'problem',
      word,
      message: `"${word}" offends; agencies refuse it.`,
      ...about,
    };
  };
  return [
    ...titles.flatMap(({ property, prefix, field }) =>
      found(text[property], { code: `${prefix}-offensive`, field }),
    ),
    ...keywords.flatMap((keyword, index) =>
      found(keyword, {
        code: 'keyword-offensive',
        field: 'keywords',
        keyword,
        index,
        fix: removeKeywordFix(index, keyword, 'offends'),
      }),
    ),
  ];
};
