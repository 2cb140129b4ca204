/** One list of keywords from several: whose stand where, and which give way where there are too many. */
import { termKey, withoutTerms } from './terms.ts';

/**
 * Where they stand. replace: behind the first ten of the model, in front of its others. append: behind all of the model's.
 * fill: instead of the model's.
 */
type ExistingPolicy = 'replace' | 'append' | 'fill';

export type ExistingKeywords = {
  /** Tidy, in their order, each term once. */
  readonly keywords: readonly string[];
  readonly policy: ExistingPolicy;
};

/** The first ones, by which agencies weigh a photo most, are the model's: it has seen the picture. */
const first = 10;

/**
 * Puts existing keywords into a list. They take the places of the list's last ones, never of `musts`; where they are more
 * than there is room for, the list is longer than `count`, and a check says so.
 */
export function joinExisting(
  list: readonly string[],
  { keywords, policy }: ExistingKeywords,
  count: number,
  musts: readonly string[],
): readonly string[] {
  if (keywords.length === 0) return shortenKeywords(list, count, musts);
  if (policy === 'fill') return keywords;
  const head = policy === 'append' ? list : list.slice(0, first);
  const theirs = withoutTerms(keywords, head);
  const joined = [...head, ...theirs, ...withoutTerms(list.slice(head.length), theirs)];
  return shortenKeywords(joined, count, [...musts, ...keywords]);
}

/**
 * Drops the last keywords until `count` are left: those that need not be there (`musts`, in any form), and of these
 * first what a person did not put there (`own`).
 */
export function shortenKeywords(
  words: readonly string[],
  count: number,
  musts: readonly string[],
  own: readonly string[] = [],
): readonly string[] {
  return shorten(shorten(words, count, [...musts, ...own]), count, musts);
}

function shorten(
  words: readonly string[],
  count: number,
  musts: readonly string[],
): readonly string[] {
  if (words.length <= count) return words;
  const needed = new Set(musts.map((word) => termKey(word) || word));
  const isNeeded = (word: string) => needed.has(termKey(word) || word);
  let room = count - words.filter(isNeeded).length;
  return words.filter((word) => {
    if (isNeeded(word)) return true;
    room -= 1;
    return room >= 0;
  });
}

/** Keywords that a person put into an answer; none where there is no answer. */
export function ownKeywords(
  keywords: readonly string[],
  suggested: readonly string[] | undefined,
): readonly string[] {
  if (suggested === undefined) return [];
  const known = new Set(suggested);
  return keywords.filter((word) => !known.has(word));
}
