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
  if (!/[\ud800-\udbff]/.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Bytes of UTF-8. */
export function countBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * The longest beginning of `text` that `fits` by adding one piece after the other: whole graphemes (what a reader
 * sees as one letter), and code points only where the very first grapheme is too long.
 */
function longestBeginning(text: string, limit: number, measure: (piece: string) => number): string {
  // Of these each is a letter, a character and a byte.
  if (/^[ -~]*$/.test(text)) return text.slice(0, limit);
  let used = 0;
  let end = 0;
  for (const letter of graphemes(text)) {
    used += measure(letter);
    if (used > limit)
      return end === 0 ? codePointsWithin(letter, limit, measure) : text.slice(0, end);
    end += letter.length;
  }
  return text;
}

function codePointsWithin(
  grapheme: string,
  limit: number,
  measure: (piece: string) => number,
): string {
  let kept = '';
  let used = 0;
  for (const point of grapheme) {
    used += measure(point);
    if (used > limit) break;
    kept += point;
  }
  return kept;
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
export function cutToBytesAtWord(text: string, limit: number): string {
  const whole = text.toWellFormed();
  return countBytes(whole) <= limit ? whole : endAtWord(whole, cutToBytes(whole, limit));
}

/**
 * The longest beginning of `text` of at most `limit` characters that ends at a word, without the space, comma or dash
 * that followed it. A first word longer than the limit is cut at a letter. Text that fits is returned as it is.
 */
export function cutToCharacters(text: string, limit: number): string {
  const whole = text.toWellFormed();
  if (countCharacters(whole) <= limit) return whole;
  return endAtWord(whole, longestBeginning(whole, limit, countCharacters));
}

/** Takes `beginning` of `whole` back to the end of its last whole word. */
function endAtWord(whole: string, beginning: string): string {
  const next = whole.slice(beginning.length);
  const wordEndsHere = /^[\s\p{Pd}]/u.test(next);
  const words = wordEndsHere ? beginning : beginning.replace(/\s\S*$/u, '');
  return (words.trim() === '' ? beginning : words).replace(
    /(?<![\s,;:\p{Pd}(&/])[\s,;:\p{Pd}(&/]+$/u,
    '',
  );
}
