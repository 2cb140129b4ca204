/** Checks for words that insult; agencies close accounts over them. Off with the setting `checks.offensive`. */
import { offensiveIn } from '../texts/offensive.ts';
import { type Check, type CheckFunction, removeKeywordFix } from './check.ts';

export const offensiveWords: CheckFunction = ({ text, rules }) => {
  const { description, shortTitle, keywords } = text;
  if (
    rules.offensive === false ||
    offensiveIn([description, shortTitle, ...keywords].join(' ; ')) === undefined
  )
    return [];
  const found = (words: string, about: Pick<Check, 'code' | 'field'> & Partial<Check>): Check[] => {
    const word = offensiveIn(words);
    if (word === undefined) return [];
    return [
      { severity: 'problem', word, message: `"${word}" offends; agencies refuse it.`, ...about },
    ];
  };
  return [
    ...found(description, { code: 'title-offensive', field: 'title' }),
    ...found(shortTitle, { code: 'short-title-offensive', field: 'shortTitle' }),
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
