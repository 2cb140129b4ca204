/**
 * How long text may be, and cutting it there. Agencies and editors count characters (Unicode code points), IPTC IIM
 * counts bytes of UTF-8; programs that write metadata would cut longer text in the middle of a letter.
 */

import { byteLimit } from '../../metadata/fields.ts';
import { graphemes } from './graphemes.ts';

/** Characters of a title, dateline included: the description field of Shutterstock, the lowest limit among agencies that accept datelines. */
export const titleLimit = 200;

/** Bytes of a short title: IPTC ObjectName. */
export const shortTitleByteLimit = byteLimit('shortTitle');

/** Bytes of one keyword: IPTC Keywords. */
export const keywordByteLimit = byteLimit('keywords');

/** Unicode code points, which is what "characters" means everywhere in this program. */
export function countCharacters(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

/** Bytes of UTF-8. */
export const countBytes = (text: string): number => Buffer.byteLength(text, 'utf8');

type Measure = (piece: string) => number;

/**
 * The longest beginning of `text` within a limit: whole graphemes (what a reader sees as one letter), and code points only
 * where the very first grapheme is too long.
 */
function longestBeginning(text: string, limit: number, measure: Measure): string {
  // Of these each is a letter, a character and a byte.
  if (/^[ -~]*$/.test(text)) return text.slice(0, limit);
  const ofPieces = (pieces: Iterable<string>) => {
    let [used, end] = [0, 0];
    for (const piece of pieces) {
      used += measure(piece);
      if (used > limit) break;
      end += piece.length;
    }
    return text.slice(0, end);
  };
  return ofPieces(graphemes(text)) || ofPieces(text);
}

/**
 * The longest beginning of `text` of at most `limit` bytes of UTF-8. Letters are never split, nor are letters with
 * their accents and joined emoji, unless one alone is over the limit. Lone surrogates become U+FFFD.
 */
export function cutToBytes(text: string, limit: number): string {
  const whole = text.toWellFormed();
  return countBytes(whole) <= limit ? whole : longestBeginning(whole, limit, countBytes);
}

/** Like `cutToBytes`, but ending at a word where there is one. */
export const cutToBytesAtWord = (text: string, limit: number): string =>
  cutAtWord(text, limit, countBytes);

/**
 * The longest beginning of `text` of at most `limit` characters that ends at a word, without the space, comma or dash
 * that followed it. A first word longer than the limit is cut at a letter. Text that fits is returned as it is.
 */
export const cutToCharacters = (text: string, limit: number): string =>
  cutAtWord(text, limit, countCharacters);

function cutAtWord(text: string, limit: number, measure: Measure): string {
  const whole = text.toWellFormed();
  if (measure(whole) <= limit) return whole;
  const beginning = longestBeginning(whole, limit, measure);
  const wordEndsHere = /^[\s\p{Pd}]/u.test(whole.slice(beginning.length));
  const words = wordEndsHere ? beginning : beginning.replace(/\s\S*$/u, '');
  const open = /(?<![\s,;:\p{Pd}(&/])[\s,;:\p{Pd}(&/]+$/u;
  return (words.trim() === '' ? beginning : words).replace(open, '');
}
