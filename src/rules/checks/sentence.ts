/** Checks whether title and short title say what happens. */
import { counted } from '../../amounts.ts';
import { isList } from '../texts/sentences.ts';
import type { Check, CheckFunction } from './check.ts';

/** Fewer words than this are not a sentence, and agencies ask for one. */
const fewestWords = 4;

export const titleSentence: CheckFunction = ({ title, text: { shortTitle } }) =>
  [
    sentence(title.text),
    isList(shortTitle) ? list('short-title-is-list', 'shortTitle') : [],
  ].flat();

function sentence(text: string): Check | [] {
  if (isList(text)) return list('title-is-list', 'title');
  const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  // Scripts without spaces have no words to count.
  if (words.length === 0 || words.length >= fewestWords || !/\p{Script=Latin}/u.test(text))
    return [];
  const isWord = words.length === 1;
  return {
    code: isWord ? 'title-one-word' : 'title-short',
    field: 'title',
    severity: isWord ? 'problem' : 'hint',
    message: isWord
      ? 'A single word is no title; agencies want a sentence that says what happens.'
      : `Only ${counted(words.length, 'word')}; buyers find a sentence more often.`,
  };
}

function list(code: string, field: Check['field']): Check {
  return {
    code,
    field,
    severity: 'hint',
    message: 'This is a list of words; agencies want a sentence that says what happens.',
  };
}
