/** Checks of keywords against the user's own list; none where there is no list. */
import { counted, quoted } from '../../amounts.ts';
import { sameTerm } from '../keywords/terms.ts';
import { type Check, type CheckFunction, ofKeyword, type Subject } from './check.ts';
import { writtenAs } from './keywords.ts';

/** Words that the list spells otherwise, or has in another form. */
export const listSpelling: CheckFunction = (subject) =>
  subject.text.keywords.flatMap((keyword, index): Check | [] => {
    const { list } = subject.rules;
    if (list === undefined || isGiven(keyword, subject)) return [];
    const form = list.likest(keyword);
    if (form === undefined || form === keyword) return [];
    const isSpelling = list.spelling(keyword) === form;
    return ofKeyword(keyword, index, {
      code: isSpelling ? 'keyword-list-spelling' : 'keyword-list-form',
      severity: 'hint',
      message: `Your list has "${form}" for "${keyword}".`,
      fix: writtenAs([form], index, keyword),
    });
  });

/** Words that the list does not have, all in one: few lists are whole. */
export const unlisted: CheckFunction = (subject) => {
  const { list } = subject.rules;
  if (list === undefined) return undefined;
  const words = subject.text.keywords.filter(
    (keyword) => list.likest(keyword) === undefined && !isGiven(keyword, subject),
  );
  if (words.length === 0) return undefined;
  const are = words.length === 1 ? 'keyword is' : 'keywords are';
  return {
    code: 'keywords-unlisted',
    field: 'keywords',
    severity: 'hint',
    words,
    message: `${counted(words.length, are, are)} not in your list: ${quoted(words)}.`,
  };
};

/** The place and the required words are as they are, whatever the list says. */
function isGiven(keyword: string, { facts: { place }, rules }: Subject): boolean {
  const names = [place?.city, place?.region, place?.country, ...rules.requiredKeywords];
  return names.some((name) => name !== undefined && sameTerm(name, keyword));
}
