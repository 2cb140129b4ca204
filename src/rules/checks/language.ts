/** Checks for texts that are not in English, which every agency of our list asks for, or not in Latin letters. */

import { mentions, sameTerm, termKey } from '../keywords/terms.ts';
import { placeNames } from '../places/place-names.ts';
import { fold } from '../texts/fold.ts';
import {
  mayBeEnglish,
  otherKeywordLanguageOf,
  otherLanguageOf,
  otherScriptIn,
} from '../texts/language.ts';
import {
  type Check,
  type CheckFunction,
  ofKeyword,
  removeKeywordFix,
  type Subject,
  titles,
} from './check.ts';

/** Fewer strange keywords than this, and a smaller share of them, are words that English has borrowed. */
const fewestStrange = 5;
const leastShare = 0.4;

/** Words that are names here, folded: of the place, of what the person wants or kept, of what the answer is unsure of. */
function namesOf({ text, facts, rules }: Subject): ReadonlySet<string> {
  const { place, unsure = [] } = facts;
  const given = [place?.city, place?.region, place?.country, ...unsure, ...text.keptNames];
  return new Set(
    [...given, ...rules.requiredKeywords]
      .flatMap((name) => fold(name ?? '').split(/[^\p{L}\p{M}]+/u))
      .filter((word) => word !== ''),
  );
}

function inWords(language: string): string {
  return language === '' ? 'is not in English' : `is in ${language}`;
}

/** What tells English while the dictionary is not read: nothing is then called unknown. */
const always = () => true;

/** The same said twice, with a sign between: `Ferries on the water / Fähren auf dem Wasser`. */
function clausesOf(title: string): readonly string[] {
  const clauses = title.split(/\s[/|\p{Pd}]\s/u);
  return clauses.length < 2 ? [] : clauses.filter((one) => one.trim().split(/\s+/u).length > 2);
}

export const titleLanguage: CheckFunction = (subject) => {
  const { text, rules } = subject;
  const names = namesOf(subject);
  return titles.flatMap(({ field, property, prefix }): Check | [] => {
    const foreign = otherScriptIn(text[property]);
    if (foreign !== undefined)
      return {
        code: `${prefix}-other-script`,
        field,
        severity: 'problem',
        message: `"${foreign}" is not in Latin letters; agencies want English.`,
      };
    const language = [text[property], ...clausesOf(text[property])]
      .map((one) => otherLanguageOf(one, names, rules.knowsEnglish ?? always))
      .find((found) => found !== undefined);
    if (language === undefined) return [];
    return {
      code: `${prefix}-other-language`,
      field,
      severity: 'hint',
      message: `This ${inWords(language)}, it seems; agencies want English.`,
    };
  });
};

export const keywordLanguage: CheckFunction = (subject) => {
  const { text, facts, rules } = subject;
  const names = namesOf(subject);
  const isKept = (keyword: string) => text.keptNames.some((kept) => mentions(kept, keyword));
  const knows = rules.knowsEnglish ?? always;
  const { city = '', country = '' } = facts.place ?? {};
  const own = [city, country, ...rules.requiredKeywords];
  const doubts = text.keywords.flatMap((keyword, index): Check | [] => {
    if (isKept(keyword) || own.some((word) => sameTerm(word, keyword))) return [];
    const isOtherScript = otherScriptIn(keyword) !== undefined;
    // What names a place has a check of its own.
    const isPlace = placeNames().entries.has(termKey(keyword));
    const language =
      isOtherScript || isPlace ? undefined : otherKeywordLanguageOf(keyword, names, knows);
    if (!isOtherScript && language === undefined) return [];
    const why = isOtherScript ? 'is not in Latin letters' : inWords(language ?? '');
    return ofKeyword(keyword, index, {
      code: isOtherScript ? 'keyword-other-script' : 'keyword-other-language',
      severity: isOtherScript ? 'problem' : 'hint',
      message: `"${keyword}" ${why}; agencies want English.`,
      fix: removeKeywordFix(index, keyword, why),
    });
  });
  return [doubts, listLanguage(subject, doubts)].flat();
};

/** A list of which a good part is in no dictionary. Names and what has a check of its own say nothing about it. */
function listLanguage(
  { text, rules: { knowsEnglish } }: Subject,
  doubts: readonly Check[],
): Check | [] {
  const doubted = new Set(doubts.map(({ keyword }) => keyword));
  const judged = text.keywords.filter((word) => word === word.toLowerCase());
  const strange = judged.filter(
    (word) =>
      doubted.has(word) || (knowsEnglish !== undefined && !mayBeEnglish(word, knowsEnglish)),
  );
  if (strange.length < fewestStrange || strange.length < leastShare * judged.length) return [];
  return {
    code: 'keywords-other-language',
    field: 'keywords',
    severity: 'hint',
    message: `${strange.length} of the keywords are not English words; agencies want English.`,
  };
}
