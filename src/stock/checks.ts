/** All checks of a photo's text, in the order they are shown. docs/rules.md says why each is there. */
import { brandsInKeywords, brandsInTitle } from './checks/brands.ts';
import {
  type Check,
  type CheckFacts,
  type CheckFunction,
  type CheckRules,
  type ReviewedText,
  silenceKey,
  subjectOf,
} from './checks/check.ts';
import { keywordCount, keywordsMissing } from './checks/keyword-list.ts';
import { keywordDuplicates, keywordForms } from './checks/keywords.ts';
import { changedPicture, otherUsage, unsureNames } from './checks/person.ts';
import { datelineFacts, placeForms, placesInKeywords, placesInTitle } from './checks/place.ts';
import { spelling } from './checks/spelling.ts';
import { sameTitle, shortTitleLength, titleLength, titleSigns } from './checks/title.ts';

export {
  type Check,
  type CheckFacts,
  type CheckField,
  type CheckRules,
  type Fix,
  type ReviewedText,
  type Speller,
  silenceKey,
} from './checks/check.ts';
export { wordsOf } from './checks/spelling.ts';

const checks: readonly CheckFunction[] = [
  changedPicture,
  titleLength,
  titleSigns,
  brandsInTitle,
  placesInTitle,
  sameTitle,
  shortTitleLength,
  keywordCount,
  keywordsMissing,
  keywordForms,
  keywordDuplicates,
  brandsInKeywords,
  placesInKeywords,
  datelineFacts,
  placeForms,
  unsureNames,
  otherUsage,
  spelling,
];

/** Everything that may be wrong with a photo's text, problems first. */
export function checksOf(
  text: ReviewedText,
  facts: CheckFacts,
  rules: CheckRules,
): readonly Check[] {
  const subject = subjectOf(text, facts, rules);
  const found = checks
    .flatMap((check) => check(subject))
    .filter(
      ({ code, word }) =>
        word === undefined || rules.silenced?.has(silenceKey(code, word)) !== true,
    );
  return [
    ...found.filter(({ severity }) => severity === 'problem'),
    ...found.filter(({ severity }) => severity === 'hint'),
  ];
}

/** Fixes that change what the text says; a person takes them one by one. */
const decisions = new Set([
  'unsure',
  'usage-differs',
  'keyword-nationality',
  'keyword-other-city',
  'keyword-brand',
  'keyword-sentence',
  'spelling',
]);

/** Whether the fix of a check changes what the text says, so that a person has to take it. */
export function needsDecision({ code }: Pick<Check, 'code'>): boolean {
  return decisions.has(code);
}

/** Fixes that come last, so that what is removed anyway makes room before something good has to. */
const atLast = new Set(['keyword-place-missing', 'keyword-required-missing', 'keywords-too-many']);

/** A list of 50 with something wrong in each keyword needs so many; more would mean that a fix undoes another. */
const mostRounds = 200;

/** The text after every fix that needs no decision. A keyword that is removed is not replaced by another. */
export function fixAll(text: ReviewedText, facts: CheckFacts, rules: CheckRules): ReviewedText {
  let fixed = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const fixable = checksOf(fixed, facts, rules).filter(
      (check) => check.fix !== undefined && !needsDecision(check),
    );
    const next = fixable.find(({ code }) => !atLast.has(code)) ?? fixable[0];
    if (next?.fix === undefined) return fixed;
    fixed = next.fix.apply(fixed);
  }
  return fixed;
}
