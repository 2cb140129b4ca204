/** Checks for text in capitals throughout. */
import {
  asSentence,
  inSmallLetters,
  isInCapitals,
  othersOf,
  shoutedIn,
} from '../texts/capitals.ts';
import { type Check, type CheckFunction, changed, titles } from './check.ts';

export const capitals: CheckFunction = ({ text, facts, rules: { knowsEnglish } }) => {
  const { description, shortTitle, keywords } = text;
  const others = othersOf([description, shortTitle], keywords, facts.place);
  const inTitles = titles.flatMap(({ property, field, prefix, name }): Check | [] => {
    const words = shoutedIn(text[property]).filter((word) => knowsEnglish?.(word.toLowerCase()));
    if (words.length > 1)
      return {
        code: `${prefix}-capitals`,
        field,
        severity: 'problem',
        message: `"${words.join('", "')}" are written in capitals, which agencies refuse.`,
      };
    if (!isInCapitals(text[property])) return [];
    const written = asSentence(text[property], others).text;
    return {
      code: `${prefix}-capitals`,
      field,
      severity: 'problem',
      message: 'It is written in capitals, which agencies refuse.',
      fix: {
        label: `write "${written}"`,
        done: `wrote the ${name} in small letters`,
        apply: changed(() => ({ [property]: written })),
      },
    };
  });
  if (inSmallLetters(keywords) === keywords) return inTitles;
  const inKeywords: Check = {
    code: 'keywords-capitals',
    field: 'keywords',
    severity: 'hint',
    message: 'The keywords are written in capitals.',
    fix: {
      label: 'write them in small letters',
      done: 'wrote the keywords in small letters',
      apply: changed((now) => ({ keywords: inSmallLetters(now.keywords) })),
    },
  };
  return [...inTitles, inKeywords];
};
