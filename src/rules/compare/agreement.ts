/** How far an answer agrees with what a person accepted: measures of one photo, and their means. Pure. */
import { termKey } from '../keywords/terms.ts';
import { editDistance } from '../texts/edit-distance.ts';
import { fold } from '../texts/fold.ts';

/** Each term once, by its first place. */
function placesOf(keywords: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, keyword] of keywords.entries()) {
    const key = termKey(keyword) || keyword;
    if (!places.has(key)) places.set(key, index);
  }
  return places;
}

/** The part of the accepted keywords that the answer has in some form, 0 to 1; undefined without accepted ones. */
export function keptShare(
  accepted: readonly string[],
  answered: readonly string[],
): number | undefined {
  const wanted = placesOf(accepted);
  const given = placesOf(answered);
  if (wanted.size === 0) return undefined;
  return [...wanted.keys()].filter((key) => given.has(key)).length / wanted.size;
}

/**
 * Kendall's tau of the keywords that both lists have: 1 where they stand in the same order, -1 where in the opposite one,
 * about 0 where by chance. Undefined with fewer than two in common.
 */
export function orderAgreement(
  accepted: readonly string[],
  answered: readonly string[],
): number | undefined {
  const given = placesOf(answered);
  const places = [...placesOf(accepted).keys()].flatMap((key) => given.get(key) ?? []);
  const pairs = (places.length * (places.length - 1)) / 2;
  if (pairs === 0) return undefined;
  let inOrder = 0;
  for (const [index, place] of places.entries())
    inOrder += places.slice(index + 1).filter((later) => later > place).length;
  return (2 * inOrder) / pairs - 1;
}

/** Words without the signs around them, in small letters and without accents. */
function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];
}

/** The fewest words to take out, put in or replace that make one text the other. */
export function wordEdits(from: string, to: string): number {
  return editDistance(wordsOf(from), wordsOf(to));
}

/** The mean of what is known; undefined where nothing is. */
export function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
