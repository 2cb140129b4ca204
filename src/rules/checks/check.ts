/** What a check is given and what it finds. */
import type {
  CalendarDay,
  Camera,
  PhotoText,
  Place,
  PlaceSource,
  RivalPlace,
  Usage,
} from '../../photo.ts';
import type { SuggestionRules } from '../answers/suggest.ts';
import { termKey } from '../keywords/terms.ts';
import { differenceOf } from '../places/same-place.ts';
import type { KnowsEnglish } from '../texts/language.ts';
import { type Title, titleOf } from '../texts/title.ts';

/** A photo's text as it is reviewed. */
export type ReviewedText = PhotoText & {
  readonly usage: Usage;
  /** Unverified names that the person has kept. */
  readonly keptNames: readonly string[];
  /** Where it was taken, as a fix says; absent while that is what the facts say. */
  readonly place?: Place | undefined;
};

/** What is known of the photo beside its text. */
export type CheckFacts = {
  readonly place?: Place | undefined;
  readonly placeSource?: PlaceSource | undefined;
  /** Kilometres from the position to the town that was found for it. */
  readonly placeDistance?: number | undefined;
  /** Places that other sources name instead. */
  readonly rivals?: readonly RivalPlace[] | undefined;
  /** The person has said where it was taken. */
  readonly isPlacedByHand?: boolean | undefined;
  readonly takenOn?: CalendarDay | undefined;
  /** The day is only that on which the file was made, and nobody has said otherwise. */
  readonly isDayOfFile?: boolean | undefined;
  readonly camera?: Camera | undefined;
  /** Of the photo, in the archive. */
  readonly path?: string | undefined;
  /** All that the answer offered that the text was made from; words that are not in it are the person's own. */
  readonly offered?: OfferedText | undefined;
  /** The part of the text that was not asked for. */
  readonly left?: 'title' | 'keywords' | undefined;
  /** Keywords that the person took out. */
  readonly dropped?: readonly string[] | undefined;
  /** Names in the text that were neither given nor legible. */
  readonly unsure?: readonly string[] | undefined;
  /** Names of people that the photographer has given. */
  readonly people?: readonly string[] | undefined;
  /** Photos beside this one in its folder or burst, and their descriptions. */
  readonly neighbours?:
    | readonly { readonly name: string; readonly description: string }[]
    | undefined;
  /** The picture was worked on after the text was written. */
  readonly pictureChanged?: boolean | undefined;
  /** A person has changed the description after the short title was last set. */
  readonly isShortTitleBehind?: boolean | undefined;
  /** Titles in other languages that nobody has changed since the answer, by the names of their fields. */
  readonly translations?: readonly string[] | undefined;
  /** The usage that the model would choose, and why; only while nobody has decided. */
  readonly modelUsage?: Usage | undefined;
  readonly usageReason?: string | undefined;
  /** Why the model would not sell it without consents; absent where a model release is attached. */
  readonly editorialReason?: string | undefined;
};

type OfferedText = Pick<PhotoText, 'description' | 'keywords'> &
  Partial<Pick<PhotoText, 'shortTitle'>>;

export type CheckRules = SuggestionRules & {
  /** Words that checks ignore, as keys made by `ignoreKey`. */
  readonly ignored?: ReadonlySet<string> | undefined;
  /** Absent while spelling is not checked. */
  readonly speller?: Speller | undefined;
  /** False where words that insult are not looked for. */
  readonly offensive?: boolean | undefined;
  /** Absent until the dictionary is read. */
  readonly knowsEnglish?: KnowsEnglish | undefined;
  /** Other places of the archive, whose names do not belong to this photo. */
  readonly places?: readonly Place[] | undefined;
};

/** What knows how words are spelled. */
export type Speller = {
  /** Whether the dictionary has a word, in any case. */
  readonly knows: (word: string) => boolean;
  /** Whether a folded word belongs to a name of the archive. */
  readonly isName: (folded: string) => boolean;
  /** What a word may have been meant to be, the likeliest first; absent where nobody looks at it. */
  readonly suggest?: (word: string) => readonly string[];
};

type CheckField = 'title' | 'shortTitle' | 'keywords' | 'usage' | 'place';

export type Check = {
  /** Stable, for ignoring words, filters and tests. */
  readonly code: string;
  readonly field: CheckField;
  /** The keyword it concerns and its place in the list, from 0. */
  readonly keyword?: string | undefined;
  readonly index?: number | undefined;
  /** The word it can be told to ignore, as it stands in the text; absent where that makes no sense. */
  readonly word?: string | undefined;
  /** The keywords it concerns, where it speaks of several. */
  readonly words?: readonly string[] | undefined;
  /** One sentence. */
  readonly message: string;
  /** problem: agencies refuse it, or it is wrong. hint: worth a look. */
  readonly severity: 'problem' | 'hint';
  readonly fix?: Fix | undefined;
};

export type Fix = {
  /** What it does, in a few words, as an imperative. */
  readonly label: string;
  /** What it has done, for a sentence about it: `removed "boats", which repeats "boat"`. */
  readonly done: string;
  /** What it has done to this very text, where that can be more exact. */
  readonly named?: string;
  readonly apply: (text: ReviewedText) => ReviewedText;
};

/** One photo under the checks. */
export type Subject = {
  readonly text: ReviewedText;
  readonly facts: CheckFacts;
  readonly rules: CheckRules;
  readonly title: Title;
};

/** Finds nothing, one thing or several. */
export type CheckFunction = (subject: Subject) => Check | readonly Check[] | undefined;

export function subjectOf(text: ReviewedText, known: CheckFacts, rules: CheckRules): Subject {
  const { usage, description } = text;
  const facts = text.place === undefined ? known : placedAt(text.place, known);
  const { place, takenOn } = facts;
  return {
    text,
    facts,
    rules,
    title: titleOf({ usage, place, takenOn, description }, rules.titleLimit),
  };
}

/** The facts of a photo whose place a fix has set. The same place under another name is not another one. */
function placedAt(place: Place, facts: CheckFacts): CheckFacts {
  const isOther = facts.place === undefined || differenceOf(facts.place, place) !== undefined;
  const isPlacedByHand = facts.isPlacedByHand === true || isOther;
  return { ...facts, place, placeSource: isPlacedByHand ? 'person' : 'kept', isPlacedByHand };
}

/** The key under which a check of this code ignores a word, in whatever form it is written. */
export function ignoreKey(code: string, word: string): string {
  return `${code} ${termKey(word) || word}`;
}

/** Text with some of its fields replaced. */
export function changed(change: (text: ReviewedText) => Partial<ReviewedText>): Fix['apply'] {
  return (text) => ({ ...text, ...change(text) });
}

/** The two titles: as checks and as texts call them, in codes, and in words. */
export const titles = [
  { field: 'title', property: 'description', prefix: 'title', name: 'title' },
  { field: 'shortTitle', property: 'shortTitle', prefix: 'short-title', name: 'short title' },
] as const;

/** A check of one keyword, which it can be told to ignore. */
export function ofKeyword(
  keyword: string,
  index: number,
  found: Pick<Check, 'code' | 'severity' | 'message' | 'fix'>,
): Check {
  return { field: 'keywords', keyword, index, word: keyword, ...found };
}

/**
 * Takes one keyword out; only where it still stands at its place.
 * @param why what is wrong with it, `is a date`
 */
export function removeKeywordFix(index: number, keyword: string, why: string): Fix {
  return {
    label: `remove "${keyword}"`,
    done: `removed "${keyword}", which ${why}`,
    apply: changed(({ keywords }) => ({
      keywords: keywords.filter((word, at) => at !== index || word !== keyword),
    })),
  };
}
