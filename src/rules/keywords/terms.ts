/** When two keywords are the same term: case, accents, hyphens, plurals and inflections apart. */
import { stemmer } from 'stemmer';
import forms from '../data/word-forms.json' with { type: 'json' };
import { americanSpelling } from '../keyword-list/american-spelling.ts';
import { fold } from '../texts/fold.ts';
import { remembered } from '../texts/remembered.ts';

/** Plurals that follow no rule, in small letters. */
const irregularPlurals: Readonly<Record<string, string>> = forms.irregularPlurals;

/** Words that end like a plural without being one. */
const notPlural = new Set(forms.notPlural);

/**
 * Words that share a Porter stem with another word that means something else (`parking` and `park`, `animation` and
 * `animal`), so they are their own stem.
 */
const ownStem = new Set(forms.ownStem);

/**
 * Endings that make another word of a word, not another form of it: `nation`, `national`. The Porter stem would throw
 * `university` and `universe` together.
 */
const derived =
  /(?:al|ally|ance|ant|ary|ate|ation|cy|ence|ent|er|ery|ful|hood|ible|able|ic|ical|ician|ion|ise|ism|ist|ity|ive|ization|ize|less|ly|ment|ness|or|ory|ous|ship|us|y)$/;

/** The singular of an English word, in small letters; other words stay as they are. */
function singular(word: string): string {
  if (Object.hasOwn(irregularPlurals, word)) return irregularPlurals[word] ?? word;
  if (word.length < 4 || notPlural.has(word) || !word.endsWith('s') || /(?:ss|us|is)$/.test(word))
    return word;
  if (word.endsWith('ies')) return word.length === 4 ? word.slice(0, -1) : `${word.slice(0, -3)}y`;
  if (/(?:[^aeo]us|ch|sh|ss|x|tz|zz)es$/.test(word) && word.length > 5) return word.slice(0, -2);
  if (word.endsWith('oes')) return word.slice(0, -2);
  return word.slice(0, -1);
}

function stemOf(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  const one = singular(word);
  if (ownStem.has(one) || notPlural.has(one) || derived.test(one)) return one;
  return stemmer(one);
}

/** Titles too: whether they mention a term is asked for every term. */
const longestKnown = 1000;

/**
 * What makes two keywords the same term when it is equal: `Blue Mosques`, `blue-mosque` and `the blue mosque`;
 * `São Paulo` and `Sao Paulo`; `walking` and `walks`. '' for a text without letters or digits.
 */
export const termKey = remembered(newTermKey, { longest: longestKnown });

function newTermKey(text: string): string {
  const words = fold(text)
    .replace(/'s?(?![\p{L}\p{N}])/gu, '')
    .replace(/'/gu, '')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){1,9}\p{L}(?![\p{L}\p{N}])/gu, (letters) =>
      letters.replaceAll('.', ''),
    )
    .replace(/(?<=\s)&(?=\s)/gu, 'and')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length > 1 && /^(?:the|a|an)$/.test(words[0] ?? '')) words.shift();
  return words.map(stemOf).join(' ');
}

/** The same of terms that are spelled otherwise as well: `colour` and `color`, `ferryboat` and `ferry boat`. */
export const spellingKey = remembered((text) =>
  termKey(
    text
      .toLowerCase()
      .replace(/^(?:the|an?) /u, '')
      .replace(/[a-z]+/gu, americanSpelling)
      .replace(/(?<=[a-z])[\s-](?=[a-z])/gu, ''),
  ),
);

/** Whether an agency would count two keywords as a repetition. */
export function sameTerm(a: string, b: string): boolean {
  const key = termKey(a);
  return key === '' ? a === b : key === termKey(b);
}

/** Each term once, in the form that comes first. */
export function distinctTerms(words: readonly string[]): string[] {
  return words.filter((word, index) => words.findIndex((one) => sameTerm(one, word)) === index);
}

/** The words that are not among the others, in whatever form. */
export function withoutTerms(words: readonly string[], others: readonly string[]): string[] {
  return words.filter((word) => !others.some((other) => sameTerm(other, word)));
}

/** Whether `text` says `term` somewhere, as whole words in any form: `a Nikon camera` says `nikon`. */
export function mentions(text: string, term: string): boolean {
  const key = termKey(term);
  return key !== '' && ` ${termKey(text)} `.includes(` ${key} `);
}

/** Where words stand as whole words, in any case; a comma or a sign at their ends may follow anything. */
export function wordsIn(words: string): RegExp {
  const wanted = words.trim();
  const before = /^[\p{L}\p{N}]/u.test(wanted) ? '(?<![\\p{L}\\p{N}])' : '';
  const behind = /[\p{L}\p{N}]$/u.test(wanted) ? '(?![\\p{L}\\p{N}])' : '';
  return new RegExp(`${before}${quotedWords(wanted)}${behind}`, 'giu');
}

/** Words as a part of a pattern that finds just them. */
export function quotedWords(words: string): string {
  return words.trim().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
