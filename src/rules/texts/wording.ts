/**
 * Wordings that no title should have: what each is called, where it is found, and what is written instead. Answers are
 * repaired by it where `repair` is certain; what a person typed is a check whose fix is `mend`.
 */
import { cameraSettingsIn } from './camera-settings.ts';
import { contactIn } from './contact.ts';
import { withoutDoubledWords } from './doubled-words.ts';
import { gearIn } from './gear.ts';
import { hasWrongGrammar, withRightArticles } from './grammar.ts';
import { guesses, withoutGuessAtEnd } from './guesses.ts';
import { type Passage, withoutPassages } from './passages.ts';
import { closedSentence, withoutOpenEnd } from './phrases.ts';
import { praiseIn, salesTalkIn, speaksOfItself, withoutPraise, withoutSelf } from './sales-talk.ts';

export type WordingCode =
  | 'self-reference'
  | 'guess'
  | 'web-address'
  | 'camera-setting'
  | 'sales-talk'
  | 'praise'
  | 'doubled-words'
  | 'grammar'
  | 'unfinished';

type Wording = {
  /** The rule of a repair, and the end of a check's code. */
  readonly code: WordingCode;
  readonly found: (text: string) => boolean;
  /** The text without it for certain; the same text where that is not certain. */
  readonly repair: (text: string) => string;
  /** What a person may choose, where it goes further than `repair`. */
  readonly mend?: (text: string) => string;
};

function has(find: (text: string) => readonly Passage[]) {
  return (text: string) => find(text).length > 0;
}

function without(find: (text: string) => readonly Passage[], isLoose?: (one: Passage) => boolean) {
  return (text: string) => withoutPassages(text, find(text), isLoose);
}

function changedBy(repair: (text: string) => string) {
  return (text: string) => repair(text) !== text;
}

const cameras = (text: string) =>
  [...cameraSettingsIn(text), ...gearIn(text)].sort((a, b) => a.start - b.start);

export const wordings: readonly Wording[] = [
  { code: 'self-reference', found: speaksOfItself, repair: withoutSelf },
  // What is unsure may be true; nobody but a person knows whether it goes or stands without its `perhaps`.
  { code: 'guess', found: guesses, repair: (text) => text, mend: withoutGuessAtEnd },
  { code: 'web-address', found: has(contactIn), repair: without(contactIn) },
  {
    code: 'camera-setting',
    found: has(cameraSettingsIn),
    // Settings and models with numbers are never what a sentence ends with.
    repair: without(cameras, ({ words }) => /\d/.test(words)),
  },
  { code: 'sales-talk', found: has(salesTalkIn), repair: without(salesTalkIn) },
  { code: 'praise', found: has(praiseIn), repair: withoutPraise },
  { code: 'doubled-words', found: changedBy(withoutDoubledWords), repair: withoutDoubledWords },
  {
    code: 'grammar',
    found: (text) => hasWrongGrammar(text) || withRightArticles(text) !== text,
    repair: withRightArticles,
  },
  {
    ...{ code: 'unfinished', found: changedBy(closedSentence) },
    ...{ repair: withoutOpenEnd, mend: closedSentence },
  },
];
