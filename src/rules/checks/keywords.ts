/** Checks of each keyword. */

import { isBanned, splitKeywords, tidyKeyword } from '../keywords.ts';
import { countBytes, cutToBytesAtWord, keywordByteLimit } from '../limits.ts';
import { type RejectionRule, rejectionRule } from '../rejected-keywords.ts';
import { termKey } from '../terms.ts';
import { type Check, type CheckFunction, changed, withoutKeyword } from './check.ts';

/** More words than this are a sentence. */
const mostWords = 5;

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
    const why = earlier === keyword ? 'was there twice' : `repeats "${earlier}"`;
    const remove = withoutKeyword(index, keyword, why);
    return [about('keyword-duplicate', keyword, index, message, remove)];
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

const rejections: Readonly<Record<RejectionRule, string>> = {
  'web-address': 'is an address; agencies refuse contact data',
  date: 'is a date, which belongs into the title of an editorial photo',
  number: 'is only a number',
  'single-letter': 'is only a letter',
  camera: 'says how the picture was taken, not what it shows',
};

export const keywordForms: CheckFunction = ({ text, facts, rules }) =>
  text.keywords.flatMap((keyword, index) => {
    const remove = (why: string) => withoutKeyword(index, keyword, why);
    if (tidyParts(keyword).length === 0)
      return [
        about(
          'keyword-empty',
          keyword,
          index,
          'A keyword without a word in it.',
          remove('held no word'),
        ),
      ];
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
          remove('is one of your banned words'),
        ),
      ];
    const junk = rejectionRule(keyword, facts.camera);
    if (junk !== undefined)
      return [
        about(
          `keyword-${junk}`,
          keyword,
          index,
          `"${keyword}" ${rejections[junk]}.`,
          remove(rejections[junk].split(/[,;]/u, 1)[0] ?? ''),
        ),
      ];
    if (keyword.split(' ').length > mostWords)
      return [
        about(
          'keyword-sentence',
          keyword,
          index,
          `"${keyword}" is a sentence; nobody searches for it.`,
          remove('is a sentence'),
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
  const written = parts.map((part) => `"${part}"`).join(', ');
  return {
    label: `write ${written}`,
    done: `wrote ${written} for "${keyword}"`,
    apply: changed(({ keywords }) => ({
      keywords: keywords.flatMap((word, at) => (at === index && word === keyword ? parts : [word])),
    })),
  };
}
