/**
 * What a text is not sure of (`, possibly a mosque`), and what it says for certain though nobody can see it: ages, descent
 * and thoughts of people (data/guesses.json).
 */
import data from '../data/guesses.json' with { type: 'json' };
import { anyOf, wholeWords } from './patterns.ts';
import { withoutQuotations } from './quotations.ts';

const surely = 'perhaps|maybe|possibly|presumably|probably|apparently|supposedly|in all likelihood';
/** `Likely` may also be what something is: `a flood is likely`. */
const perhaps = `(?:${surely}|(?:most |very )?likely)`;
const guess = new RegExp(
  [
    // In front of what it says: an adverb behind a sentence or within it.
    `(?:[,;(]|\\s\\p{Pd})\\s?(?:and |or |but )?${perhaps}(?!\\p{L})`,
    `(?<!\\p{L})(?:or|is|are|was|were|what|which) (?:${surely}|(?:most |very )?likely (?:an?|the|in|at|near|from|taken))(?!\\p{L})`,
    '(?<!\\p{L})(?:presumably|apparently|supposedly)(?!\\p{L})',
    `^(?:${surely}) (?=\\p{L})`,
    '(?<!\\p{L})(?:might|could) (?:well )?(?:be|have been) (?:an?|the|in|at|near|from|taken|part)(?!\\p{L})',
    '(?<!\\p{L})(?:appears?|seems?) to be (?:an?|the|in|at|near|from|taken|part)(?!\\p{L})',
  ].join('|'),
  'iu',
);
/** Without the letters of all alphabets, these are found several times as fast. */
const hedge = new RegExp(`${wholeWords(data.hedges, data.parts)}|\\?(?!\\w)`, 'i');
/** A beginning of a word, or a sign, without which none of these fits: found quickly, so that few texts need a closer look. */
const worthALook = new RegExp(`\\d|\\?|(?<![A-Za-z])(?:${data.anchors.join('|')})`, 'i');
/** Capitals tell what somebody is called from other words. */
const unseen = new RegExp(wholeWords(data.titles, data.parts));
const keywords = anyOf([`^(?:${data.keywords.join('|')})$|\\w ?\\?$`], data.parts, 'i');

/** The last clause, where it begins with such a word. */
const lastClause = new RegExp(
  `(?:,|;|\\s\\p{Pd})\\s?(?:and |or |but )?${perhaps}\\s[^,;:.!?"()]*(?=[.!]?$)|\\s?\\((?:or )?${perhaps}\\s[^()"]*\\)(?=[.!]?$)`,
  'iu',
);

/** Whether a text says what nobody can see, or that it is not sure; what a sign says in quotation marks does not count. */
export function guesses(text: string): boolean {
  const plain = withoutQuotations(text);
  // A capital that only begins the sentence says nothing.
  const [first = ''] = plain;
  const small = first.toLowerCase() + plain.slice(first.length);
  if (guess.test(plain)) return true;
  return (
    worthALook.test(plain) && [hedge, unseen].some((one) => one.test(plain) || one.test(small))
  );
}

/** The same of a keyword: `possibly ferry`, `ferry?`, `35 years old`, `not a ferry`. */
export function isGuess(keyword: string): boolean {
  return worthALook.test(keyword) && keywords.test(keyword);
}

/** The text without what it is not sure of, where that hangs on its end and a sentence is left. */
export function withoutGuessAtEnd(text: string): string {
  const left = text.replace(lastClause, '');
  return (left.match(/\p{L}+/gu) ?? []).length < 3 ? text : left;
}
