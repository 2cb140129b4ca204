/** Words that keywords bring along out of the user's list: what stands above them, and their synonyms. */
import { shortenKeywords } from '../keywords/join-keywords.ts';
import { distinctTerms, sameTerm, withoutTerms } from '../keywords/terms.ts';
import type { Additions, KeywordList } from './keyword-list.ts';

/** The part of the wanted number that such words may take from others. */
const most = 1 / 5;

type AdditionRules = {
  readonly list: KeywordList;
  readonly what: Additions;
  /** Keywords that are wanted. */
  readonly count: number;
  /** Words that stay, in any form: those that must be there, and the person's own. */
  readonly kept: readonly string[];
  /** Words that are never keywords. */
  readonly banned: readonly string[];
};

/**
 * The list with what its keywords bring along: at its end, in the order of the words that they belong to, of each the nearest
 * level first. A full list gives up its last keywords for them, a fifth of the wanted number at most, and none of `kept`.
 * @returns the very list where nothing comes along
 */
export function withAdditions(
  keywords: readonly string[],
  { list, what, count, kept, banned }: AdditionRules,
): readonly string[] {
  const all = [
    ...new Set(keywords.flatMap((word) => list.additionsOf(word, keywords, what))),
  ].filter((word) => !banned.some((one) => sameTerm(one, word)));
  const there = keywords.filter((word) => all.some((one) => sameTerm(one, word)));
  const stay = [...kept, ...there];
  const others = withoutTerms(keywords, stay).length;
  const room = Math.max(
    count - keywords.length,
    Math.min(Math.floor(count * most) - there.length, others),
  );
  const added = withoutTerms(distinctTerms(all), keywords).slice(0, Math.max(0, room));
  if (added.length === 0) return keywords;
  const longest = Math.max(count, keywords.length);
  return shortenKeywords([...keywords, ...added], longest, [...stay, ...added]);
}
