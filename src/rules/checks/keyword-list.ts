/** Checks of the list of keywords as a whole: how many there are, and what must be among them. */
import { quoted } from '../../amounts.ts';
import { ownKeywords, shortenKeywords } from '../keywords/join-keywords.ts';
import { neededKeywords } from '../keywords/keywords.ts';
import { mentions, sameTerm } from '../keywords/terms.ts';
import { type Check, type CheckFunction, changed } from './check.ts';

/** The minimum and maximum that every agency accepts (Shutterstock 7 and 50; Adobe's form says 49, its CSV 50). */
const fewestAnywhere = 7;
const mostAnywhere = 50;

export const keywordCount: CheckFunction = ({ text, facts, rules }) => {
  const have = text.keywords.length;
  const want = rules.keywordCount;
  if (have < want)
    return {
      code: 'keywords-too-few',
      field: 'keywords',
      severity: have < Math.min(want, fewestAnywhere) ? 'problem' : 'hint',
      message: `${have} of ${want} keywords.`,
    };
  if (have === want) return undefined;
  const own = ownKeywords(text.keywords, facts.offered?.keywords);
  const musts = Object.values(neededKeywords(rules, facts)).flat();
  const shortened = (keywords: readonly string[]) => shortenKeywords(keywords, want, musts, own);
  const whose = facts.offered === undefined ? '' : "model's ";
  return {
    code: 'keywords-too-many',
    field: 'keywords',
    severity: have > mostAnywhere ? 'problem' : 'hint',
    message: `${have} keywords; you asked for ${want}.`,
    fix: {
      label: `drop the ${whose}last ${have - want}`,
      done: `dropped the ${whose}last ${have - want}`,
      named: droppedInWords(text.keywords, shortened(text.keywords), own),
      apply: changed(({ keywords }) => ({ keywords: shortened(keywords) })),
    },
  };
};

/** Which keywords go, and that the person's own are not among them, where there are some. */
function droppedInWords(
  keywords: readonly string[],
  left: readonly string[],
  own: readonly string[],
): string {
  const kept = new Set(left);
  const dropped = keywords.filter((word) => !kept.has(word));
  const isOwn = new Set(own);
  const others = own.length > 0 && !dropped.some((word) => isOwn.has(word));
  return `dropped ${quoted(dropped)}, ${others ? "the model's last; yours stay" : 'the last of the list'}`;
}

/** City, country and the user's required words. */
export const keywordsMissing: CheckFunction = ({ text, facts, rules }) => {
  const needed = neededKeywords(rules, facts);
  const musts = [...needed.place, ...needed.required];
  const absent = (code: string, word: string, message: string): Check => ({
    code,
    field: 'keywords',
    word,
    severity: 'problem',
    message,
    fix: {
      label: `add "${word}"`,
      done: `added "${word}"`,
      apply: changed(({ keywords }) => ({
        keywords: withKeyword(keywords, word, rules.keywordCount, musts),
      })),
    },
  });
  const missing = (words: readonly string[]) =>
    words.filter((word) => !text.keywords.some((keyword) => sameTerm(keyword, word)));
  return [
    ...missing(needed.place).map((word) =>
      absent('keyword-place-missing', word, `"${word}" is not among the keywords.`),
    ),
    ...missing(needed.required).map((word) =>
      absent('keyword-required-missing', word, `Your required word "${word}" is missing.`),
    ),
  ];
};

/** A missing word comes among the first ten; a full list gives up its last keyword that it can do without. */
function withKeyword(
  keywords: readonly string[],
  word: string,
  count: number,
  musts: readonly string[],
): readonly string[] {
  const spare = keywords.findLastIndex((one) => !musts.some((must) => sameTerm(must, one)));
  const shorter =
    keywords.length >= count && spare !== -1 ? keywords.toSpliced(spare, 1) : keywords;
  return shorter.toSpliced(Math.min(9, shorter.length), 0, word);
}

/** In so many keywords, and so large a share of them, a word only makes the list longer. */
const mostWithOneWord = 9;
const shareOfOneWord = 0.2;
/** Fewer words may be in the order of the alphabet by chance. */
const fewestSorted = 12;

/** Lists that say the same again and again, or that are in the order of the alphabet instead of relevance. */
export const keywordOrder: CheckFunction = ({ text: { keywords }, facts: { place, offered } }) => {
  const [word = '', count] = mostCommonWord(keywords, [place?.city, place?.country]);
  const least = Math.max(mostWithOneWord, Math.ceil(keywords.length * shareOfOneWord));
  const said = (offered?.keywords ?? []).filter(
    (keyword) => keyword !== place?.city && keyword !== place?.country,
  );
  const isSorted = said.length >= fewestSorted && said.every(isBehind);
  return [
    count > least
      ? {
          ...ofList,
          code: 'keywords-one-word',
          message: `"${word}" is in ${count} keywords; agencies count that as spam.`,
        }
      : [],
    isSorted
      ? {
          ...ofList,
          code: 'keywords-sorted',
          message: 'The keywords are in the order of the alphabet, not of relevance.',
        }
      : [],
  ].flat();
};

const ofList = { field: 'keywords', severity: 'hint' } as const;

/** The word that most of the keywords with several have, and in how many keywords it is. */
function mostCommonWord(
  keywords: readonly string[],
  names: readonly (string | undefined)[],
): readonly [string | undefined, number] {
  const counts = new Map<string, number>();
  for (const keyword of keywords)
    if (keyword.includes(' '))
      for (const word of new Set(keyword.toLowerCase().split(' ')))
        counts.set(word, (counts.get(word) ?? 0) + 1);
  const isOfPlace = (word: string) => names.some((name = '') => mentions(name, word));
  const common = [...counts].filter(([, count]) => count >= mostWithOneWord);
  const [most] = common
    .filter(([word]) => word.length > 3 && !isOfPlace(word))
    .toSorted(([, a], [, b]) => b - a);
  if (most === undefined) return [undefined, 0];
  return [most[0], most[1] + keywords.filter((keyword) => sameTerm(keyword, most[0])).length];
}

function isBehind(keyword: string, at: number, all: readonly string[]): boolean {
  const before = all[at - 1];
  return before === undefined || before.toLowerCase() <= keyword.toLowerCase();
}
