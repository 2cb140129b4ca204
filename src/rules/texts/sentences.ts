/** Whether a title is a sentence that says what happens, or words in a row. */
import { isCommonWord } from './phrases.ts';

/** What separates the words of a list. */
const separator = /(?:(?<!\s)\s+)?(?:[,;|•·/#]|\s[\p{Pd}]\s|\.\s|\s\d{1,2}[.)]\s)\s*/u;
/** From so many words on, a sentence joins some of them. */
const fewestJoined = 9;

/**
 * Whether a title is a list of keywords: `sea, sand, sun, beach`, `ferry | Istanbul | dusk`, or many words with nothing
 * between them. `Tomatoes, red peppers and onions at a market` is none.
 */
export function isList(text: string): boolean {
  const parts = text
    .replace(/[.]$/u, '')
    .split(separator)
    .filter((part) => part !== '');
  const lengths = parts.map((part) => part.split(/\s+/u).length);
  const short = (most: number) => lengths.filter((length) => length <= most).length;
  if (parts.length >= 5 && short(3) === parts.length) return true;
  if (parts.length >= 4 && short(2) === parts.length && !parts.some(joins)) return true;
  if (parts.length === 3 && short(1) === 3) return true;
  if (parts.length >= 7 && short(3) * 5 >= parts.length * 4) return true;
  const words = text.split(/\s+/u);
  return parts.length === 1 && words.length >= fewestJoined && !words.some(isJoining);
}

/** Whether a part of a list goes on with the sentence: `with boats`, `and onions`. */
function joins(part: string): boolean {
  return isCommonWord(part.split(/\s+/u)[0]?.toLowerCase() ?? '');
}

function isJoining(word: string): boolean {
  const small = word.toLowerCase();
  // A verb (`passes`, `wearing`, `parked`), another language or anything unusual.
  return isCommonWord(small) || /s$|ing$|ed$|[^a-z'-]/.test(small);
}
