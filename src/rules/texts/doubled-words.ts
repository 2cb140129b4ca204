/** Words written twice in a row: `at the the pier`, `a sandy sandy beach`. */
import data from '../data/sentence-ends.json' with { type: 'json' };
import { isCommonWord } from './phrases.ts';

/** Words that are one when they are written twice: `tuk tuk`, `pom pom`. */
const reduplications = new Set(data.reduplications.split(' '));
/** A letter alone may be one of a word that stands in single letters: `F e r r i e s`. */
const twice = /(?<![\p{L}\p{M}\p{N}'’-])([\p{L}\p{M}]{2,}|[aA])(?:\s+\1)+(?![\p{L}\p{N}'’-])/giu;

const small =
  'an?|the|of|and|with|to|at|from|for|by|in|on|into|near|under|over|as|while|during|between|below|above';
const phrase = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])((?:${small})\\s+(?:[\\p{L}\\p{M}\\p{N}]+\\s+)?[\\p{L}\\p{M}\\p{N}]+),?\\s+\\1(?![\\p{L}\\p{N}'’-])`,
  'giu',
);

/** A longer text is no title that stands there twice. */
const mostTwice = 220;

/** The text, or its first half, where the second half says the same: `Ferries at dusk. Ferries at dusk.` */
function withoutSecondHalf(text: string): string {
  const words = text.match(/\S+/gu) ?? [];
  const half = words.length / 2;
  const plain = words.map((word) => word.toLowerCase().replace(/[\p{P}\p{S}]+/gu, ''));
  if (words.length < 6 || text.length > mostTwice || !Number.isInteger(half)) return text;
  if (plain.some((word, at) => at < half && word !== plain[at + half])) return text;
  const first = words.slice(0, half).join(' ');
  return /[.!?]$/u.test(text) ? first.replace(/[;:,]$/u, '.') : first.replace(/[.;:,]$/u, '');
}

/** The text with such words once; names stay (`Bora Bora`), and so do words that are said twice. */
export function withoutDoubledWords(text: string): string {
  return withoutSecondHalf(text)
    .replace(twice, (whole, word: string) => {
      // `Bora Bora`, `Vulpes vulpes`.
      const isName =
        /^\p{Lu}/u.test(word) &&
        /\p{Ll}/u.test(text) &&
        !isCommonWord(word.toLowerCase()) &&
        !/(?:\s\p{Ll}\S*){2}$/u.test(whole);
      return isName || reduplications.has(word.toLowerCase()) ? whole : word;
    })
    .replace(phrase, (whole, once: string) => {
      // `lights in Orange in orange tones`: a capital elsewhere than in front tells a name from a word.
      const again = whole.slice(-once.length);
      return again.slice(1) === once.slice(1) ? once : whole;
    });
}
