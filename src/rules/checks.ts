/** All checks of a photo's text, in the order they are shown. docs/rules.md says why each is there. */
import { brandsInKeywords, brandsInTitle } from './checks/brands.ts';
import { capitals } from './checks/capitals.ts';
import {
  type Check,
  type CheckFacts,
  type CheckFunction,
  type CheckRules,
  changed,
  ignoreKey,
  type ReviewedText,
  type Subject,
  subjectOf,
} from './checks/check.ts';
import { otherDatelines } from './checks/dateline.ts';
import { keywordCount, keywordOrder, keywordsMissing } from './checks/keyword-list.ts';
import { keywordDuplicates, keywordForms } from './checks/keywords.ts';
import { keywordLanguage, titleLanguage } from './checks/language.ts';
import { nonAnswers } from './checks/non-answers.ts';
import { offensiveWords } from './checks/offensive.ts';
import { listSpelling, unlisted } from './checks/own-list.ts';
import { namesOfPeople } from './checks/people.ts';
import { changedPicture, otherUsage, releaseMissing, unsureNames } from './checks/person.ts';
import {
  datelineFacts,
  datesInTitle,
  foreignPlacesInTitle,
  placeForms,
  placesInKeywords,
  placesInTitle,
} from './checks/place.ts';
import { placeContradictions, placeExonyms, placeGuessed } from './checks/place-sources.ts';
import { placeTwice } from './checks/place-twice.ts';
import { titleSentence } from './checks/sentence.ts';
import { sightsElsewhere } from './checks/sights.ts';
import { spelling } from './checks/spelling.ts';
import {
  sameTitle,
  shortTitleBehind,
  shortTitleLength,
  titleLength,
  titleSigns,
} from './checks/title.ts';
import { translationBehind } from './checks/translation.ts';
import { titleWording } from './checks/wording.ts';
import { mentions, withoutTerms } from './keywords/terms.ts';

const checks: readonly CheckFunction[] = [
  ...[changedPicture, titleLength, nonAnswers, titleSentence, titleSigns, capitals, titleWording],
  ...[offensiveWords, brandsInTitle, otherDatelines, titleLanguage, placesInTitle, datesInTitle],
  ...[foreignPlacesInTitle, sightsElsewhere, placeTwice, namesOfPeople],
  ...[sameTitle, shortTitleLength, shortTitleBehind, translationBehind],
  ...[
    keywordCount,
    keywordOrder,
    keywordsMissing,
    keywordForms,
    keywordLanguage,
    keywordDuplicates,
  ],
  ...[brandsInKeywords, placesInKeywords, datelineFacts, placeForms, placeContradictions],
  ...[placeGuessed, placeExonyms, unsureNames, otherUsage, releaseMissing],
  ...[spelling, listSpelling, unlisted],
];

/** Everything that may be wrong with a photo's text, problems first. */
export function checksOf(
  text: ReviewedText,
  facts: CheckFacts,
  rules: CheckRules,
): readonly Check[] {
  const subject = subjectOf(text, facts, rules);
  const found = checks
    .flatMap((check) => check(subject) ?? [])
    .filter(({ field }) => !isLeftAlone(field, subject))
    .filter(
      ({ code, word }) => word === undefined || rules.ignored?.has(ignoreKey(code, word)) !== true,
    )
    .map((check) => (check.code === 'keywords-too-few' ? fillable(check, subject) : check));
  return [
    ...found.filter(({ severity }) => severity === 'problem'),
    ...found.filter(({ severity }) => severity === 'hint'),
  ];
}

/** Of a part that was not asked for and that nobody has written, nothing is missing. */
function isLeftAlone(field: Check['field'], { text, facts }: Subject): boolean {
  if (field === 'keywords') return facts.left === 'keywords' && text.keywords.length === 0;
  const isOfTitle = field === 'title' || field === 'shortTitle';
  return isOfTitle && facts.left === 'title' && text.description === '';
}

/** A list that is too short can be filled up where the answer offered words that are not in it and were not taken out. */
function fillable(check: Check, { text, facts, rules }: Subject): Check {
  const { offered, dropped = [], ...others } = facts;
  const left = withoutTerms(offered?.keywords ?? [], [...text.keywords, ...dropped]);
  const missing = rules.keywordCount - text.keywords.length;
  const words = wordsToAdd(text, left, missing, others, rules);
  if (words.length === 0) return check;
  return {
    ...check,
    fix: {
      label: "fill up with the model's words",
      done: `added "${words.join(', ')}"`,
      apply: changed(({ keywords }) => ({ keywords: [...keywords, ...words] })),
    },
  };
}

/**
 * Hints that speak of what is true of the photo. Nobody but a person can settle them, so a text with one is never accepted
 * unseen, though no agency may refuse it.
 */
export const needsPerson: ReadonlySet<string> = new Set([
  ...['unsure', 'title-other-country', 'title-other-city', 'title-other-date', 'title-is-list'],
  ...['short-title-is-list', 'title-self-reference', 'short-title-self-reference'],
  ...['keyword-other-country', 'keyword-other-city', 'keyword-nationality'],
  ...['title-guess', 'short-title-guess', 'title-person', 'keyword-person', 'title-place-twice'],
  ...['title-grammar', 'short-title-grammar', 'keywords-one-word'],
  ...['title-other-language', 'short-title-other-language', 'keyword-other-language'],
  ...['keywords-other-language', 'place-guessed', 'place-contradiction'],
]);

/** Whether a check is a hint that only a person may settle. */
export function isDoubt({ code, severity }: Pick<Check, 'code' | 'severity'>): boolean {
  return severity === 'hint' && needsPerson.has(code);
}

/** Whether a check keeps a text from being accepted unseen. */
export function keepsOpen(check: Pick<Check, 'code' | 'severity'>): boolean {
  return check.severity === 'problem' || isDoubt(check);
}

/** Fixes that change what the text says; a person takes them one by one. */
const fixesToConfirm = new Set([
  ...['unsure', 'title-guess', 'short-title-guess', 'short-title-behind', 'keywords-too-few'],
  ...['title-person', 'keyword-person'],
  ...['usage-differs', 'title-capitals', 'short-title-capitals', 'keyword-nationality'],
  ...['keyword-other-city', 'keyword-brand'],
  ...['keyword-sentence', 'title-other-dateline', 'spelling', 'keyword-list-form'],
  ...['title-other-language', 'short-title-other-language'],
  ...['keyword-other-language', 'place-guessed', 'place-contradiction'],
]);

/** Whether the fix of a check changes what the text says, so that a person has to take it. */
export function needsConfirmation({ code }: Pick<Check, 'code'>): boolean {
  return fixesToConfirm.has(code);
}

/** Fixes that come last, so that what is removed anyway makes room before something good has to. */
const atLast = new Set(['keyword-place-missing', 'keyword-required-missing', 'keywords-too-many']);

/** Whether the fix of a check waits for those of the others. */
export function isFixedLast({ code }: Pick<Check, 'code'>): boolean {
  return atLast.has(code);
}

/** A list of 50 keywords, each with a fault, needs this many; more would mean that one fix undoes another. */
const mostRounds = 200;

export type Fixed = {
  readonly text: ReviewedText;
  /** What was done, in words, in that order. */
  readonly done: readonly string[];
  /** What was done to this very text, more exactly where that is possible. */
  readonly named: readonly string[];
};

/** The text after every fix that needs no decision. */
export function fixAll(text: ReviewedText, facts: CheckFacts, rules: CheckRules): Fixed {
  return fixing(text, facts, rules, (check) => !needsConfirmation(check));
}

/** The text after the fixes of the checks that `isMeant` names. A keyword that is removed is not replaced by another. */
export function fixing(
  text: ReviewedText,
  facts: CheckFacts,
  rules: CheckRules,
  isMeant: (check: Check) => boolean,
): Fixed {
  let fixed = text;
  const done: string[] = [];
  const named: string[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const fixable = checksOf(fixed, facts, rules).filter(
      (check) => check.fix !== undefined && isMeant(check),
    );
    const next = fixable.find((check) => !isFixedLast(check)) ?? fixable[0];
    if (next?.fix === undefined) break;
    fixed = next.fix.apply(fixed);
    done.push(next.fix.done);
    named.push(next.fix.named ?? next.fix.done);
  }
  return { text: fixed, done, named };
}

/** Which of the keywords that are offered may be added, in their order: only as many as no check would report. */
export function wordsToAdd(
  text: ReviewedText,
  offered: readonly string[],
  count: number,
  facts: CheckFacts,
  rules: CheckRules,
): readonly string[] {
  const added: string[] = [];
  for (const word of offered) {
    if (added.length >= count) break;
    const keywords = [...text.keywords, ...added, word];
    const against = checksOf({ ...text, keywords }, facts, rules).some(
      ({ code, index, word: name = '' }) =>
        index === keywords.length - 1 || (code === 'unsure' && mentions(word, name)),
    );
    if (!against) added.push(word);
  }
  return added;
}
