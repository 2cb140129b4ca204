/** Keywords: each one tidy, the list without repetitions, with what must be in it, exactly as long as asked for. */
import type { Photo, Repair } from '../../photo.ts';
import { isNoKeyword } from '../answers/non-answers.ts';
import { withAdditions } from '../keyword-list/additions.ts';
import { asListed } from '../keyword-list/as-listed.ts';
import type { Additions, KeywordList } from '../keyword-list/keyword-list.ts';
import { inSmallLetters } from '../texts/capitals.ts';
import { decodeEntities } from '../texts/clean.ts';
import { countBytes, cutToBytesAtWord, keywordByteLimit } from '../texts/limits.ts';
import { remembered } from '../texts/remembered.ts';
import { type ExistingKeywords, joinExisting } from './join-keywords.ts';
import { isPlainKeyword, separatedKeywords, withoutKeywordSigns } from './keyword-signs.ts';
import { type RejectionRule, rejectionRule } from './rejected-keywords.ts';
import { distinctTerms, sameTerm, spellingKey, withoutTerms } from './terms.ts';

/** The settings that a list of keywords is finished with. */
export type KeywordRules = {
  readonly keywordCount: number;
  readonly requiredKeywords: readonly string[];
  readonly bannedKeywords: readonly string[];
  /** The user's own list; absent where there is none. */
  readonly list?: KeywordList | undefined;
  /** What keywords bring along out of it; nothing unless given. */
  readonly additions?: Additions | undefined;
};

/** The place must be among the keywords, the name of the camera must not. */
export type KeywordFacts = Pick<Photo, 'place' | 'camera'> &
  Partial<Pick<Photo, 'path'>> & {
    /** Keywords that the photo had before; none unless given. */
    readonly existingKeywords?: ExistingKeywords | undefined;
  };

/** Why a keyword of an answer is not in the list. `spare` is a good one beyond the count. */
type RemovalRule = RejectionRule | 'banned' | 'duplicate' | 'too-long' | 'spare';

type RemovedKeyword = { readonly keyword: string; readonly rule: RemovalRule };

export type FinishedKeywords = {
  /** In order of relevance. Fewer than the count where there were not enough; never more. */
  readonly keywords: readonly string[];
  /** Everything that was changed, removals included. */
  readonly repairs: readonly Repair[];
  /** What could be brought back, in the answer's order. */
  readonly removed: readonly RemovedKeyword[];
  /** Those of the keywords that are there only because the photo had them before. */
  readonly existing: readonly string[];
};

/**
 * One keyword as agencies take it: one line, without list numbers, labels, weights, bullets, hashes, quotation marks
 * around it, emoji and punctuation at its ends, in plain letters. '' if nothing is left.
 */
export function tidyKeyword(text: string): string {
  return isPlainKeyword(text) ? text : withoutKeywordSigns(text);
}

/** What a person typed as keywords, taken apart at commas and line breaks. */
export function splitKeywords(text: string): readonly string[] {
  return decodeEntities(text).split(/[,;|\n\r\t،、，；]+/u);
}

/**
 * The keywords in a text, each one tidy: `Istanbul, Turkey` is two, because agencies split on commas, and so are
 * `sea / ocean` and `["sea", "ocean"]`. Entities are decoded first, so that the semicolon of `black &amp; white`
 * separates nothing.
 */
export const keywordsIn = remembered((text) => keywordsWithin(text, 6));

/** Tidying a part may bare a sign that separates two; `depth` times at most. */
function keywordsWithin(text: string, depth: number): readonly string[] {
  if (isPlainKeyword(text) || depth === 0) return [text];
  return separatedKeywords(text)
    .map(tidyKeyword)
    .filter((word) => word !== '')
    .flatMap((word) => (word === text ? [word] : keywordsWithin(word, depth - 1)));
}

/** The words every photo must have: city and country, then what the user requires; banned ones never. */
export function neededKeywords(
  { requiredKeywords, bannedKeywords }: KeywordRules,
  { place }: Pick<KeywordFacts, 'place'>,
): { readonly place: readonly string[]; readonly required: readonly string[] } {
  const allowed = (words: readonly string[]) =>
    distinctTerms(
      words
        .flatMap(keywordsIn)
        .map((word) => cutToBytesAtWord(word, keywordByteLimit))
        .filter((word) => word !== '' && !isBanned(word, bannedKeywords)),
    );
  const ofPlace = allowed([place?.city ?? '', place?.country ?? '']);
  const required = allowed(requiredKeywords).filter((word) => !holds(ofPlace, word));
  return { place: ofPlace, required };
}

/** Whether a keyword is a banned one in any form. Only the whole keyword counts: banning `dog` keeps `hot dog`. */
export function isBanned(keyword: string, banned: readonly string[]): boolean {
  return holds(banned, keyword);
}

function holds(words: readonly string[], word: string): boolean {
  return words.some((other) => sameTerm(other, word));
}

/** Missing place names come behind the keywords that say what the picture shows, still among the first ten. */
const placeIndex = 5;

/**
 * Makes the list of keywords of an answer. What must be in it (city, country, required words) displaces the last
 * ones; banned words are removed, whoever asked for them. No filler is added: too few stay too few. Doing it twice changes nothing.
 */
export function finishKeywords(
  candidates: readonly string[],
  rules: KeywordRules,
  facts: KeywordFacts,
): FinishedKeywords {
  const needed = neededKeywords(rules, facts);
  const musts = [...needed.place, ...needed.required].slice(0, rules.keywordCount);
  const spelled = (words: readonly string[]) => asListed(words, rules.list, musts);
  const { kept, repairs, removed } = sift(inSmallLetters(candidates), {
    places: needed.place,
    musts,
    spelled,
    ruleAgainst: (word) => removalRule(word, rules, facts, musts),
  });
  const missing = (words: readonly string[]) =>
    words.filter((word) => holds(musts, word) && !holds(kept, word));
  const added = { place: missing(needed.place), required: missing(needed.required) };
  const ordered = [
    ...kept.slice(0, placeIndex),
    ...added.place,
    ...kept.slice(placeIndex),
    ...added.required,
  ];
  const { existingKeywords: existing = noExisting } = facts;
  const joined = joinExisting(ordered, existing, rules.keywordCount, musts);
  const keywords = withAdditionsBy(rules, joined, [...musts, ...existing.keywords]);
  const brought = withoutTerms(keywords, joined);
  const spare = withoutTerms(ordered, keywords);
  return {
    keywords,
    repairs: [
      ...repairs,
      ...[...added.place, ...added.required].map((word) => repair('required', '', word)),
      ...spare.map((word) => repair('spare', word)),
      ...brought.map((word) => repair('brought-along', '', word)),
    ],
    removed: [...removed, ...spare.map((keyword) => ({ keyword, rule: 'spare' as const }))],
    existing: withoutTerms(keywords, [...ordered, ...brought]),
  };
}

function withAdditionsBy(
  { list, additions = 'nothing', keywordCount: count, bannedKeywords: banned }: KeywordRules,
  keywords: readonly string[],
  kept: readonly string[],
): readonly string[] {
  if (list === undefined || additions === 'nothing') return keywords;
  return withAdditions(keywords, { list, what: additions, count, kept, banned });
}

const noExisting: ExistingKeywords = { keywords: [], policy: 'replace' };

type Sifted = {
  readonly kept: readonly string[];
  readonly repairs: readonly Repair[];
  readonly removed: readonly RemovedKeyword[];
};

/** Which of the candidates may stay, each once; names of the place as the place itself is spelled. */
function sift(
  candidates: readonly string[],
  {
    places,
    musts,
    spelled,
    ruleAgainst,
  }: {
    readonly places: readonly string[];
    readonly musts: readonly string[];
    readonly spelled: (words: readonly string[]) => readonly string[];
    readonly ruleAgainst: (keyword: string) => RemovalRule | undefined;
  },
): Sifted {
  const kept = new Map<string, string>();
  const repairs: Repair[] = [];
  const removed: RemovedKeyword[] = [];
  for (const candidate of candidates) {
    // Before it is tidied: brackets are all that tells `[city]` from a word.
    if (isNoKeyword(candidate) && !musts.includes(candidate)) {
      repairs.push(repair('placeholder', candidate));
      removed.push({ keyword: candidate, rule: 'placeholder' });
      continue;
    }
    const tidy = keywordsIn(candidate).map(
      (part) => places.find((name) => sameTerm(name, part)) ?? part,
    );
    if (tidy.length !== 1 || tidy[0] !== candidate)
      repairs.push(repair('tidy', candidate, tidy.length > 0 ? tidy.join(', ') : undefined));
    const parts = spelled(tidy);
    if (parts.join() !== tidy.join())
      repairs.push(repair('own-list', tidy.join(', '), parts.join(', ')));
    for (const part of parts) {
      const key = spellingKey(part) || part;
      const rule = kept.has(key) ? 'duplicate' : ruleAgainst(part);
      if (rule === undefined) kept.set(key, part);
      else if (kept.get(key) !== part || rule !== 'duplicate') {
        repairs.push(repair(rule, part));
        removed.push({ keyword: part, rule });
      }
    }
  }
  return { kept: [...kept.values()], repairs, removed };
}

function removalRule(
  keyword: string,
  { bannedKeywords }: KeywordRules,
  { camera, path }: KeywordFacts,
  musts: readonly string[],
): RemovalRule | undefined {
  if (isBanned(keyword, bannedKeywords)) return 'banned';
  if (countBytes(keyword) > keywordByteLimit) return 'too-long';
  if (holds(musts, keyword)) return undefined;
  // `color` where `colour` has to be.
  const isOfMust = musts.some((must) => spellingKey(must) === spellingKey(keyword));
  return isOfMust ? 'duplicate' : rejectionRule(keyword, { camera, path });
}

function repair(rule: string, before: string, after?: string): Repair {
  return { rule, field: 'keywords', before, after };
}
