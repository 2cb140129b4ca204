/** From what a model answered to what is suggested: every limit kept, every change written down. */
import type { Photo, Repair, Suggestion, Usage } from '../../photo.ts';
import {
  finishKeywords,
  type KeywordFacts,
  type KeywordRules,
  tidyKeyword,
} from '../keywords/keywords.ts';
import { mentions, termKey } from '../keywords/terms.ts';
import { withEnglishPlaces } from '../places/foreign-names.ts';
import { othersOf, withoutCapitals } from '../texts/capitals.ts';
import { answerSteps, capitalised, oneLine } from '../texts/clean.ts';
import { countBytes, cutToBytesAtWord, shortTitleByteLimit } from '../texts/limits.ts';
import { closedSentence, cutAtPhrase } from '../texts/phrases.ts';
import { type Respelling, respelled } from '../texts/respell.ts';
import { splitTitle, titleOf, withoutAnyDateline } from '../texts/title.ts';
import { wordings } from '../texts/wording.ts';
import { type Asked, type Further, usableFurther } from './further.ts';
import { inTheirLanguages, withoutDatelines } from './in-language.ts';
import { whyNoDescription } from './non-answers.ts';

/** What a model says about one photo. A plain answer leaves `shortTitle` empty and `usage` out. */
export type RawAnswer = {
  readonly description: string;
  readonly shortTitle: string;
  readonly keywords: readonly string[];
  readonly usage?: Usage | undefined;
  readonly usageReason: string;
  readonly unsure: readonly string[];
  /** What else it says that has a row in further.ts, as it came. */
  readonly further?: Further | undefined;
};

/** What is known of the photo. */
export type SuggestionFacts = Pick<Photo, 'place' | 'takenOn' | 'usage' | 'camera'> &
  Partial<Pick<Photo, 'path'>> &
  Pick<KeywordFacts, 'existingKeywords'>;

export type SuggestionRules = KeywordRules & {
  /** Characters of the title, dateline included; 200 unless given. */
  readonly titleLimit?: number | undefined;
  /** Words that the person wants written otherwise. */
  readonly respellings?: readonly Respelling[] | undefined;
  /** What was asked; just title and keywords unless given. */
  readonly asked?: Asked | undefined;
};

/**
 * Applies the rules of the trade to an answer. The description is kept without dateline and so short that the title
 * fits with the dateline of the photo's usage; `usage` is the model's opinion, or the photo's own where it has none.
 */
export function toSuggestion(
  answer: RawAnswer,
  facts: SuggestionFacts,
  rules: SuggestionRules,
): Suggestion {
  const repairs: Repair[] = [];
  const step: Step = (field, rule, before, after) => {
    if (after !== before) repairs.push({ rule, field, before, after });
    return after;
  };
  const { respellings = [] } = rules;
  const inWords = (field: Repair['field'], said: string) =>
    step(field, 'respelled', said, respelled(said, respellings));
  const text = inWords('description', answer.description);
  const short = inWords('shortTitle', answer.shortTitle);
  const keywords = answer.keywords.map((keyword) => inWords('keywords', keyword));
  const known = { ...facts, others: othersOf([text, short], keywords, facts.place) };
  const whole = cleaned('description', text, known, step);
  const fitting = titleOf({ ...known, description: whole }, rules.titleLimit).text;
  const description = step('description', 'too-long', whole, fitting);
  const shortTitle = shortTitleOf(short, withoutAnyDateline(description, facts), known, step);
  const { only } = rules.asked ?? {};
  const finished = only === 'title' ? noKeywords : finishKeywords(keywords, rules, facts);
  const texts = [description, shortTitle, ...finished.keywords];
  const usable = withoutDatelines(usableFurther(answer.further, rules.asked), facts);
  const further = inTheirLanguages(usable, { description, keywords: finished.keywords });
  return {
    description,
    shortTitle,
    keywords: finished.keywords,
    usage: answer.usage ?? facts.usage,
    usageReason: oneLine(answer.usageReason),
    unsure: unsureNames(answer.unsure, texts, facts),
    repairs: [...repairs, ...finished.repairs],
    ...(finished.existing.length > 0 ? { existing: finished.existing } : {}),
    ...(only === undefined ? {} : { left: only === 'title' ? 'keywords' : 'title' }),
    ...(Object.keys(further).length > 0 ? { further } : {}),
  };
}

/** Of an answer that was not asked for any. */
const noKeywords = { keywords: [], repairs: [], existing: [] };

type Field = 'description' | 'shortTitle';

/** `others`: what tells how words are written that stand in capitals. */
type TextFacts = SuggestionFacts & { readonly others: readonly string[] };

/** A text after one more rule, written down if it changed anything. */
type Step = (field: Repair['field'], rule: string, before: string, after: string) => string;

function cleaned(field: Field, text: string, facts: TextFacts, step: Step): string {
  let clean = text;
  for (const { rule, apply } of answerSteps) clean = step(field, rule, clean, apply(clean));
  // A model that writes place and no date in front of a commercial title writes half of a dateline.
  const asDated = { ...facts, usage: 'editorial' } as const;
  clean = step(field, 'dateline', clean, splitTitle(clean, asDated));
  clean = step(field, 'place-name', clean, withEnglishPlaces(clean, facts.place));
  clean = step(field, 'capitals', clean, withoutCapitals(clean, facts.others));
  for (const { code, repair } of wordings) clean = step(field, code, clean, repair(clean));
  return step(field, 'capital', clean, capitalised(clean));
}

/** A short title that is missing is the beginning of the description. */
function shortTitleOf(text: string, description: string, facts: TextFacts, step: Step): string {
  const said = cleaned('shortTitle', text, facts, step);
  const meant = whyNoDescription(text, facts.path) ? '' : said;
  const clean = step('shortTitle', 'placeholder', said, meant);
  if (clean === '') return step('shortTitle', 'missing', text, shortTitleFrom(description));
  if (countBytes(clean) <= shortTitleByteLimit) return clean;
  // Cut, a fault that only a person could mend would no longer be seen for one: half an address is just words.
  const isFaulty = wordings.some(({ found }) => found(clean));
  return step('shortTitle', 'too-long', clean, shortTitleFrom(isFaulty ? description : clean));
}

/** The beginning of a description as a short title: at most 64 bytes, ending with a phrase. */
export function shortTitleFrom(description: string): string {
  const text = oneLine(description);
  if (countBytes(text) <= shortTitleByteLimit) return text;
  const cut = cutToBytesAtWord(text, shortTitleByteLimit);
  const [, clause = ''] = /^(.{24,}?)[,;:(]\s/u.exec(`${cut} `) ?? [];
  return clause !== '' && closedSentence(clause) === clause ? clause : cutAtPhrase(text, cut);
}

/** The names still in the text that the photo's place does not explain, each once. */
function unsureNames(
  names: readonly string[],
  texts: readonly string[],
  { place }: SuggestionFacts,
): readonly string[] {
  const given = [place?.city, place?.region, place?.country].filter((name) => name !== undefined);
  const seen = new Set(given.map(termKey));
  return names
    .map(tidyKeyword)
    .filter((name) => name !== '' && texts.some((text) => mentions(text, name)))
    .filter((name) => {
      const key = termKey(name);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
