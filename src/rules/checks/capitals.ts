/** Checks for text in capitals throughout. */
import { asSentence, inSmallLetters, isInCapitals, othersOf } from '../texts/capitals.ts';
import { type Check, type CheckFunction, changed } from './check.ts';

export const capitals: CheckFunction = ({ text, facts }) => {
  const { description, shortTitle, keywords } = text;
  const others = othersOf([description, shortTitle], keywords, facts.place);
  const inTitle = (
    property: 'description' | 'shortTitle',
    about: Pick<Check, 'code' | 'field'>,
    name: string,
  ): Check[] => {
    if (!isInCapitals(text[property])) return [];
    const written = asSentence(text[property], others).text;
    return [
      {
        ...about,
        severity: 'problem',
        message: 'It is written in capitals, which agencies refuse.',
        fix: {
          label: `write "${written}"`,
          done: `wrote the ${name} in small letters`,
          apply: changed(() => ({ [property]: written })),
        },
      },
    ];
  };
  const small = inSmallLetters(keywords);
  return [
    ...inTitle('description', { code: 'title-capitals', field: 'title' }, 'title'),
    ...inTitle('shortTitle', { code: 'short-title-capitals', field: 'shortTitle' }, 'short title'),
    ...(small === keywords
      ? []
      : [
          {
            code: 'keywords-capitals',
            field: 'keywords' as const,
            severity: 'hint' as const,
            message: 'The keywords are written in capitals.',
            fix: {
              label: 'write them in small letters',
              done: 'wrote the keywords in small letters',
              apply: changed((now) => ({ keywords: inSmallLetters(now.keywords) })),
            },
          },
        ]),
  ];
};
