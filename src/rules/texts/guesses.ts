/** Words that say that a text is not sure of itself: `, possibly a mosque`. */

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
/** The last clause, where it begins with such a word. */
const lastClause = new RegExp(
  `(?:,|;|\\s\\p{Pd})\\s?(?:and |or |but )?${perhaps}\\s[^,;:.!?"()]*(?=[.!]?$)|\\s?\\((?:or )?${perhaps}\\s[^()"]*\\)(?=[.!]?$)`,
  'iu',
);

/** Whether a text says that it is not sure; what a sign says in quotation marks does not count. */
export function guesses(text: string): boolean {
  return guess.test(text.replace(/["“][^"“”]*["”]/gu, '""'));
}

/** The text without what it is not sure of, where that hangs on its end and a sentence is left. */
export function withoutGuessAtEnd(text: string): string {
  const left = text.replace(lastClause, '');
  return (left.match(/\p{L}+/gu) ?? []).length < 3 ? text : left;
}
