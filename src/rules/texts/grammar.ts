/** Faults of grammar that words alone show (data/grammar.json): `two man walking`, `an ferry`, a sentence that begins in its middle. */
import data from '../data/grammar.json' with { type: 'json' };
import { hasContact } from './contact.ts';
import { anyOf, wholeWords } from './patterns.ts';
import { withoutQuotations } from './quotations.ts';

const faults = anyOf(
  [
    wholeWords(data.doubts, {}),
    // Only the letter that begins the sentence is a capital.
    `^(?:${data.beginnings})\\s[a-z]`,
  ],
  {},
  '',
);
/** Two sentences without a space between them; `example.com` is an address. */
const joined = /[a-z]{3}\.[a-z]{2,} [a-z]/;
/** With a capital only where a sentence begins: elsewhere `A` is a letter (`Class A office`). */
const article =
  /(?:(?<![\p{L}\p{N}.'’-])a|(?<=^|[.!?:] )A)(n?) (?=(\p{Ll}{3,})(?![\p{L}\p{N}.-]))/gu;
const notVowels = new RegExp(`^(?:${data.notVowels})`, 'u');
const notArticle = new RegExp(`^(?:${data.notArticle})$`, 'u');

/** Whether a sentence has a fault that only a person can mend; what a sign says in quotation marks does not count. */
export function hasWrongGrammar(text: string): boolean {
  const plain = withoutQuotations(text);
  return (
    faults.test(plain.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase())) ||
    (joined.test(plain) && !hasContact(plain))
  );
}

/** The indefinite article that the next word asks for: `an ferry` as `a ferry`. Words with `h` and `u` have both. */
export function withRightArticles(text: string): string {
  return text.replace(article, (whole: string, n: string, word: string) => {
    if (notArticle.test(word) || /^[hu]/u.test(word)) return whole;
    const isVowel = /^[aeio]/u.test(word) && !notVowels.test(word);
    return isVowel === (n !== '') ? whole : `${whole[0]}${isVowel ? 'n' : ''} `;
  });
}
