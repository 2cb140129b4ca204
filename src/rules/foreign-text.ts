/**
 * Texts from outside, cut at the door to a length that no honest one has: before they are folded, compared or stored, so
 * that no rule, whatever it costs for each character, can be made to take long.
 */
import { count } from '../amounts.ts';

/** Characters (UTF-16 code units): ten times a title, and more than all keywords in one string. */
const longestText = 2000;
const mostWords = 500;

/**
 * Characters of a text that a person types, pastes or imports, and terms of a list: what is longer got there by mistake.
 * It is not cut silently, and no field holds a tenth of it.
 */
export const longestTyped = 10_000;
export const mostTyped = 1000;

/** `at most 10,000 characters` */
export const typedLimit = `at most ${count(longestTyped)} characters`;

/** Bytes of a sidecar that is read, and kept to be brought back; masks of develop settings take 10 MB. */
export const largestSidecar = 16_000_000;

export function cutText(text: string): string {
  return text.length <= longestText ? text : text.slice(0, longestText).toWellFormed();
}

/** A list of keywords or names: so many, each cut. */
export function cutList(words: readonly string[]): string[] {
  return words.slice(0, mostWords).map(cutText);
}
