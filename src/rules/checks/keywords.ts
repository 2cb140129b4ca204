/** Checks of each keyword. */
import { isBanned, keywordsIn, tidyKeyword } from '../keywords/keywords.ts';
import { type RejectionRule, rejectionRule } from '../keywords/rejected-keywords.ts';
import { spellingKey, termKey } from '../keywords/terms.ts';
import { unreadableLetters } from '../texts/letters.ts';
import { countBytes, cutToBytesAtWord, keywordByteLimit } from '../texts/limits.ts';
import { hasMarkLeft } from '../texts/markup.ts';
import { remembered } from '../texts/remembered.ts';
import {
  type Check,
  type CheckFunction,
  changed,
  type Fix,
  ofKeyword,
  removeKeywordFix,
  type Subject,
} from './check.ts';

/** More words than this count as a sentence. */
const mostWords = 5;

/** A fault in a keyword. The fix removes the keyword because of `why`, or writes it as `parts`. */
type Fault = Pick<Check, 'code' | 'message'> & { readonly severity?: Check['severity'] } & (
    | { readonly why: string }
    | { readonly parts: readonly string[] }
  );

function toCheck(keyword: string, index: number, fault: Fault): Check {
  const { code, message, severity = 'problem' } = fault;
  const fix =
    'why' in fault
      ? removeKeywordFix(index, keyword, fault.why)
      : writtenAs(fault.parts, index, keyword);
  return ofKeyword(keyword, index, { code, message, severity, fix });
}

/** The later of two keywords that an agency counts as a repetition. */
export const keywordDuplicates: CheckFunction = ({ text }) => {
  const seen = new Map<string, string>();
  return text.keywords.flatMap((keyword, index) => {
    const key = spellingKey(keyword) || keyword;
    const earlier = seen.get(key);
    seen.set(key, earlier ?? keyword);
    if (earlier === undefined) return [];
    const [message, why] =
      earlier === keyword
        ? [`"${keyword}" appears twice.`, 'appeared twice']
        : [
            `"${keyword}" repeats "${earlier}"; agencies count that as spam.`,
            `repeats "${earlier}"`,
          ];
    // Only in another spelling: a person may want both.
    const severity = termKey(keyword) === termKey(earlier) ? 'problem' : 'hint';
    return toCheck(keyword, index, { code: 'keyword-duplicate', message, why, severity });
  });
};

export const keywordForms: CheckFunction = (subject) =>
  subject.text.keywords.flatMap((keyword, index) => {
    const fault = formFault(keyword) ?? contentFault(keyword, subject);
    return fault === undefined ? [] : toCheck(keyword, index, fault);
  });

/** Commas, hashes, quotation marks, emoji, spaces at the ends: agencies' forms reject these. */
const formFault = remembered((keyword): Fault | undefined => {
  const parts = keywordsIn(keyword);
  if (parts.length === 0)
    return {
      code: 'keyword-empty',
      message: 'This keyword contains no words.',
      why: 'contained no words',
    };
  const bytes = countBytes(keyword);
  if (bytes > keywordByteLimit)
    return {
      code: 'keyword-too-long',
      message: `"${keyword}" is ${bytes} bytes; the IPTC limit is ${keywordByteLimit}.`,
      parts: [cutToBytesAtWord(tidyKeyword(keyword), keywordByteLimit)],
    };
  if (parts.join() === keyword)
    return unreadableLetters(keyword) === undefined && !hasMarkLeft(keyword)
      ? undefined
      : {
          code: 'keyword-unreadable',
          message: `"${keyword}" contains letters or signs that nobody can read or search for.`,
          why: 'could not be read',
        };
  const message =
    parts.length > 1
      ? `"${keyword}" contains ${parts.length} keywords; agencies split on commas.`
      : `"${keyword}" contains characters that do not belong in a keyword.`;
  return { code: 'keyword-untidy', message, parts };
});

const rejections: Readonly<Record<RejectionRule, string>> = {
  placeholder: 'says nothing about the picture',
  'web-address': 'is contact data; agencies reject it',
  date: 'is a date, which belongs in the title of an editorial photo',
  number: 'is only a number',
  'single-letter': 'is only a letter',
  camera: 'says how the picture was taken, not what it shows',
  guess: 'says what nobody can see; agencies want what is so',
  'sales-talk': 'praises or sells the photo; agencies want what it shows',
};

function contentFault(keyword: string, { facts, rules }: Subject): Fault | undefined {
  if (isBanned(keyword, rules.bannedKeywords)) {
    const why = 'is one of your banned words';
    return { code: 'keyword-banned', message: `"${keyword}" ${why}.`, why };
  }
  const rule = rejectionRule(keyword, facts);
  if (rule !== undefined)
    return {
      code: `keyword-${rule}`,
      message: `"${keyword}" ${rejections[rule]}.`,
      why: rejections[rule].split(/[,;]/u, 1)[0] ?? '',
      // Whoever types it may know.
      severity: rule === 'guess' ? 'hint' : 'problem',
    };
  const isLong = keyword.split(' ').length > mostWords || runTogether.test(keyword);
  if (!isLong && !begins.test(keyword)) return undefined;
  return {
    code: 'keyword-sentence',
    message: `"${keyword}" is a sentence; nobody searches for it.`,
    why: 'is a sentence',
    severity: !isLong || isSentence(keyword) ? 'problem' : 'hint',
  };
}

/** Longer keywords are sentences for certain, unless they are a name: `Church of Our Lady of the Rosary of ...`. */
const mostWordsOfPhrase = 7;

/** However short: `this is a ferry`, `there are gulls`. */
const begins = /^(?:this|that|there|it|he|she|they|we|you|i) (?:is|are|was|were|has|have|am) ./iu;
/** No English word is as long. */
const runTogether = /^\p{Ll}{25,}$/u;

function isSentence(keyword: string): boolean {
  const words = keyword.split(' ');
  if (words.filter((word) => /^\p{Lu}/u.test(word)).length >= 3) return false;
  return (
    words.length > mostWordsOfPhrase ||
    runTogether.test(keyword) ||
    /(?<!\p{L})(?:who|that|which|while|is|are|was|were|has|have)(?!\p{L})/iu.test(keyword)
  );
}

/** Writes `parts` for one keyword; only where it still stands at its place. */
export function writtenAs(parts: readonly string[], index: number, keyword: string): Fix {
  const written = parts.map((part) => `"${part}"`).join(', ');
  return {
    label: `write ${written}`,
    done: `wrote ${written} for "${keyword}"`,
    apply: changed(({ keywords }) => ({
      keywords: keywords.flatMap((word, at) => (at === index && word === keyword ? parts : [word])),
    })),
  };
}
