/** Working on an ordered list of keywords: pure functions from list to list. */

import { splitKeywords } from '../../rules/keywords/keywords.ts';
import { sameTerm } from '../../rules/keywords/terms.ts';
import { oneLine } from '../../rules/texts/clean.ts';
import { fold } from '../../rules/texts/fold.ts';

/** Agencies weigh the first ten most; a line under the tenth says so. */
export const topTen = 10;

/** What a person typed or pasted as keywords: split at commas and line breaks, one line each, none empty. */
export function typedKeywords(text: string): string[] {
  return splitKeywords(text)
    .map(oneLine)
    .filter((word) => word !== '');
}

/**
 * A list as it may be stored: tidy, and every keyword once. Similar ones stay; a check speaks of them.
 * @param known keywords that are stored already
 */
export function cleanKeywords(
  keywords: readonly string[],
  known: readonly string[] = [],
): string[] {
  const clean = new Set(known);
  return [...new Set(keywords.flatMap((word) => (clean.has(word) ? [word] : typedKeywords(word))))];
}

/** The keyword of the list that is the same term (case, accents, plural and inflection apart). */
export function sameKeyword(keywords: readonly string[], word: string): string | undefined {
  return keywords.find((keyword) => sameTerm(keyword, word));
}

/** Adds what is not there in any form, before the place `at` (from 0), at the end unless given. */
export function withKeywords(
  keywords: readonly string[],
  added: readonly string[],
  at: number = keywords.length,
): string[] {
  const news: string[] = [];
  for (const word of added)
    if (sameKeyword([...keywords, ...news], word) === undefined) news.push(word);
  return keywords.toSpliced(at, 0, ...news);
}

/** Takes out a keyword in any case and with or without accents, but not its other forms. */
export function withoutKeyword(keywords: readonly string[], word: string): string[] {
  const folded = fold(word);
  return keywords.filter((keyword) => fold(keyword) !== folded);
}

/**
 * Puts others in the place of a keyword; what is in the list already is not put in again.
 * A list without the keyword is returned as it is.
 */
export function withKeywordReplaced(
  keywords: readonly string[],
  word: string,
  by: readonly string[],
): readonly string[] {
  const folded = fold(word);
  const at = keywords.findIndex((keyword) => fold(keyword) === folded);
  if (at === -1) return keywords;
  return withKeywords(withoutKeyword(keywords, word), by, at);
}

/** Puts keywords in as the last of the first ten; those that stand behind it move there, those that are in it stay. */
export function withKeywordsInTopTen(
  keywords: readonly string[],
  words: readonly string[],
): string[] {
  const first = keywords.slice(0, topTen);
  const wanted = words
    .filter((word) => sameKeyword(first, word) === undefined)
    .map((word) => sameKeyword(keywords, word) ?? word);
  const rest = keywords.filter((keyword) => !wanted.includes(keyword));
  const put = withKeywords([], wanted);
  return rest.toSpliced(Math.max(0, topTen - put.length), 0, ...put);
}

/** Brings keywords that are there, in any form, to the front, in the order of `words`. */
export function withKeywordsFirst(keywords: readonly string[], words: readonly string[]): string[] {
  const there = words.map((word) => sameKeyword(keywords, word));
  const first = new Set(there.filter((word) => word !== undefined));
  return [...first, ...keywords.filter((keyword) => !first.has(keyword))];
}

/** Moves the keyword at `from` to the place `to`, both from 0. */
export function withKeywordMoved(keywords: readonly string[], from: number, to: number): string[] {
  const word = keywords[from];
  if (word === undefined) return [...keywords];
  return keywords.toSpliced(from, 1).toSpliced(Math.max(0, to), 0, word);
}

/** Lifts a keyword into the top ten, behind those that are there; one that is there already becomes the first. */
export function withKeywordPromoted(keywords: readonly string[], from: number): string[] {
  return withKeywordMoved(keywords, from, from < topTen ? 0 : topTen - 1);
}

/** Brings the keywords that are in `original` back into its order; the person's own stay at their places. */
export function sortedBack(keywords: readonly string[], original: readonly string[]): string[] {
  const rank = new Map(original.map((keyword, index) => [keyword, index]));
  const known = keywords
    .filter((keyword) => rank.has(keyword))
    .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  let next = 0;
  return keywords.map((keyword) => (rank.has(keyword) ? (known[next++] ?? keyword) : keyword));
}
