/** Checks of the list of keywords and of each keyword in it. */
import { type JunkRule, junkRule } from '../junk.ts';
import {
  isBanned,
  neededKeywords,
  sameTerm,
  splitKeywords,
  termKey,
  tidyKeyword,
} from '../keywords.ts';
import { countBytes, cutToBytesAtWord, keywordByteLimit } from '../limits.ts';
import { type Check, type CheckFunction, changed, withoutKeyword } from './check.ts';

/** What every agency accepts at least and at most (Shutterstock 7 and 50; Adobe's form says 49, its CSV 50). */
const fewestAnywhere = 7;
const mostAnywhere = 50;
/** More words than this are a sentence. */
const mostWords = 5;

export const keywordCount: CheckFunction = ({ text, rules }) => {
  const have = text.keywords.length;
  const want = rules.keywordCount;
  if (have < want)
    return [
      {
        code: 'keywords-too-few',
        field: 'keywords',
        severity: have < Math.min(want, fewestAnywhere) ? 'problem' : 'hint',
        message: `${have} of ${want} keywords.`,
      },
    ];
  if (have === want) return [];
  return [
    {
      code: 'keywords-too-many',
      field: 'keywords',
      severity: have > mostAnywhere ? 'problem' : 'hint',
      message: `${have} keywords where ${want} are wanted.`,
      fix: {
        label: `drop the last ${have - want}`,
        apply: changed(({ keywords }) => ({ keywords: keywords.slice(0, want) })),
      },
    },
  ];
};

/** The later of two keywords that an agency takes for a repetition. */
export const keywordDuplicates: CheckFunction = ({ text }) => {
  const seen = new Map<string, string>();
  return text.keywords.flatMap((keyword, index) => {
    const key = termKey(keyword) || keyword;
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, keyword);
      return [];
    }
    const message =
      earlier === keyword
        ? `"${keyword}" is there twice.`
        : `"${keyword}" repeats "${earlier}"; agencies count that as spam.`;
    return [about('keyword-duplicate', keyword, index, message, withoutKeyword(index, keyword))];
  });
};

function about(
  code: string,
  keyword: string,
  index: number,
  message: string,
  fix?: Check['fix'],
  severity: Check['severity'] = 'problem',
): Check {
  return {
    code,
    field: 'keywords',
    keyword,
    index,
    word: keyword,
    message,
    severity,
    ...(fix && { fix }),
  };
}

const junkMessages: Readonly<Record<JunkRule, string>> = {
  'web-address': 'is an address; agencies refuse contact data',
  date: 'is a date, which belongs into the title of an editorial photo',
  number: 'is only a number',
  'single-letter': 'is only a letter',
  camera: 'says how the picture was taken, not what it shows',
};

export const keywordForms: CheckFunction = ({ text, facts, rules }) =>
  text.keywords.flatMap((keyword, index) => {
    const remove = withoutKeyword(index, keyword);
    if (tidyParts(keyword).length === 0)
      return [about('keyword-empty', keyword, index, 'A keyword without a word in it.', remove)];
    const bytes = countBytes(keyword);
    if (bytes > keywordByteLimit) return [tooLong(keyword, index, bytes)];
    if (tidyParts(keyword).join() !== keyword) return [untidy(keyword, index)];
    if (isBanned(keyword, rules.bannedKeywords))
      return [
        about(
          'keyword-banned',
          keyword,
          index,
          `"${keyword}" is one of your banned words.`,
          remove,
        ),
      ];
    const junk = junkRule(keyword, facts.camera);
    if (junk !== undefined)
      return [
        about(`keyword-${junk}`, keyword, index, `"${keyword}" ${junkMessages[junk]}.`, remove),
      ];
    if (keyword.split(' ').length > mostWords)
      return [
        about(
          'keyword-sentence',
          keyword,
          index,
          `"${keyword}" is a sentence; nobody searches for it.`,
          remove,
          'hint',
        ),
      ];
    return [];
  });

function tidyParts(keyword: string): readonly string[] {
  return splitKeywords(keyword)
    .map(tidyKeyword)
    .filter((part) => part !== '');
}

function tooLong(keyword: string, index: number, bytes: number): Check {
  const cut = cutToBytesAtWord(tidyKeyword(keyword), keywordByteLimit);
  const message = `"${keyword}" has ${bytes} bytes where IPTC holds ${keywordByteLimit}.`;
  return about('keyword-too-long', keyword, index, message, replaced(index, keyword, [cut]));
}

/** Commas, hashes, quotation marks, emoji, spaces at the ends: what agencies' forms trip over. */
function untidy(keyword: string, index: number): Check {
  const parts = tidyParts(keyword);
  const message =
    parts.length > 1
      ? `"${keyword}" holds ${parts.length} keywords; agencies split at commas.`
      : `"${keyword}" holds signs that do not belong into a keyword.`;
  return about('keyword-untidy', keyword, index, message, replaced(index, keyword, parts));
}

function replaced(index: number, keyword: string, parts: readonly string[]): Check['fix'] {
  return {
    label: `write ${parts.map((part) => `"${part}"`).join(', ')}`,
    apply: changed(({ keywords }) => ({
      keywords: keywords.flatMap((word, at) => (at === index && word === keyword ? parts : [word])),
    })),
  };
}

/** City, country and the user's required words. */
export const keywordsMissing: CheckFunction = ({ text, facts, rules }) => {
  const needed = neededKeywords({
    required: rules.requiredKeywords,
    banned: rules.bannedKeywords,
    place: facts.place,
  });
  const musts = [...needed.place, ...needed.required];
  const absent = (code: string, word: string, message: string): Check => ({
    code,
    field: 'keywords',
    word,
    severity: 'problem',
    message,
    fix: {
      label: `add "${word}"`,
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
