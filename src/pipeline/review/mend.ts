/** What fixing and keeping do to the text of a photo: answers to the checks, for one photo or for many. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type ReviewRow, reviewOf } from '../../catalog/reviews.ts';
import { offeredText } from '../../catalog/suggestions.ts';
import type { Photo, Usage } from '../../photo.ts';
import {
  type Check,
  fixAll,
  fixing,
  type ReviewedText,
  silenceKey,
  wordsToAdd,
} from '../../rules/checks.ts';
import { mentions, sameTerm, withoutTerms, wordsIn } from '../../rules/keywords.ts';
import type { Checker } from './checker.ts';
import { type Subject, subjectOf, withoutSuggestions } from './checks.ts';
import { keywordsOf, type TextEdit } from './edit.ts';
import { withKeywords } from './keywords.ts';

/** Which check is meant: its code, the word it concerns, and its place where only one keyword is meant. */
export type CheckName = Pick<Check, 'code' | 'word' | 'index'> & {
  /** What its fix would do, which tells checks without a word apart. */
  readonly fix?: string;
};

export type MendChange =
  /** Every fix that needs no decision. */
  | { readonly kind: 'fixAll'; readonly checker: Checker }
  /** What the fix of one check offers, wherever that check speaks of the word. */
  | { readonly kind: 'fix'; readonly checker: Checker; readonly check: CheckName }
  /** Every name nobody gave goes, wherever the text can do without it. */
  | { readonly kind: 'dropNames'; readonly checker: Checker }
  /** A name nobody gave is right. */
  | { readonly kind: 'keepName'; readonly name: string }
  /** A short title fits a title that was changed since. */
  | { readonly kind: 'keepShortTitle' }
  /** A name nobody gave is written otherwise, and that is right. */
  | { readonly kind: 'writeName'; readonly name: string; readonly by: string };

/** A change of one text, with what else it decides about the photo. */
export type Mend = TextEdit & {
  readonly usage?: Usage;
  /** The names that are kept afterwards. */
  readonly kept?: readonly string[];
  /** What was done, in words. */
  readonly done?: readonly string[];
  /** The same where it is about this text alone. */
  readonly named?: readonly string[];
  /** Keywords of the answer that took the places of those that went. */
  readonly filled?: readonly string[];
};

/** What a change does to one text. */
export function mend(catalog: Catalog, change: MendChange, photo: Photo, row: ReviewRow): Mend {
  if (change.kind === 'keepName') return keepName(row, change.name);
  if (change.kind === 'keepShortTitle') return keepShortTitle(row);
  if (change.kind === 'writeName') return writeName(row, change.name, change.by);
  const { checker } = change;
  const { text, facts, rules } = subjectOf(catalog, checker, photo, reviewOf(row));
  const {
    text: fixed,
    done,
    named,
  } = change.kind === 'fixAll'
    ? fixAll(text, facts, rules)
    : fixing(text, facts, rules, (check) =>
        change.kind === 'dropNames' ? check.code === 'unsure' : isMeant(check, change.check),
      );
  if (done.length === 0) return {};
  return {
    ...differing(text, fixed),
    done,
    named,
    ...filling(catalog, checker, photo, row, fixed.keywords),
  };
}

function isMeant({ code, word, index, fix }: Check, named: CheckName): boolean {
  return (
    code === named.code &&
    (word !== undefined || named.fix === undefined || fix?.label === named.fix) &&
    silenceKey(code, word ?? '') === silenceKey(code, named.word ?? '') &&
    (named.index === undefined || (index === named.index && word === named.word))
  );
}

function differing(
  before: ReviewedText,
  { description, shortTitle, ...after }: ReviewedText,
): Mend {
  return {
    ...(description === before.description ? {} : { description }),
    ...(shortTitle === before.shortTitle ? {} : { shortTitle }),
    ...(after.keywords === before.keywords ? {} : { keywords: after.keywords }),
    isMend: true,
    ...(after.usage === before.usage ? {} : { usage: after.usage }),
  };
}

function keepName(row: ReviewRow, name: string): Mend {
  const kept = JSON.parse(row.kept) as string[];
  const unsure = JSON.parse(row.unsure) as string[];
  const isAsked = unsure.some((one) => sameTerm(one, name)) && !kept.includes(name);
  return isAsked ? { kept: [...kept, name], done: [`kept "${name}"`] } : {};
}

function keepShortTitle({ short_title_for: behind }: ReviewRow): Mend {
  return behind === null ? {} : { shortTitleFits: true, done: ['kept the short title'] };
}

function writeName(row: ReviewRow, name: string, by: string): Mend {
  const unsure = JSON.parse(row.unsure) as string[];
  const { description, short_title: shortTitle, short_title_for: behind, caption } = row;
  const keywords = keywordsOf(row);
  const texts = [description, shortTitle, caption ?? '', ...keywords];
  const isAsked = unsure.some((one) => sameTerm(one, name));
  if (!isAsked || !texts.some((text) => mentions(text, name))) return {};
  const pattern = wordsIn(name);
  const written = (text: string) => text.replace(pattern, () => by);
  return {
    description: written(description),
    shortTitle: written(shortTitle),
    ...(behind === null ? { shortTitleFits: true as const } : {}),
    ...(caption === null ? {} : { caption: written(caption) }),
    keywords: keywords
      .map(written)
      .reduce<readonly string[]>((list, word) => withKeywords(list, [word]), []),
    kept: [...(JSON.parse(row.kept) as string[]), by, ...(mentions(by, name) ? [name] : [])],
    done: [`wrote "${by}" for "${name}"`],
  };
}

/**
 * Where keywords went from a list that is then shorter than wanted, the next ones of the answer take their places: those
 * that no check speaks of and that the person has not taken out.
 * @param keywords what is left
 */
export function filling(
  catalog: Catalog,
  checker: Checker,
  photo: Photo,
  row: ReviewRow,
  keywords: readonly string[],
): Pick<Mend, 'keywords' | 'filled'> {
  const before = keywordsOf(row);
  const gone = Math.min(checker.rules.keywordCount, before.length) - keywords.length;
  if (gone <= 0) return {};
  const passed = [...before, ...(JSON.parse(row.dropped) as string[])];
  const offered = withoutTerms(offeredText(catalog, row.suggestion_id)?.keywords ?? [], passed);
  if (offered.length === 0) return {};
  const { text, facts, rules }: Subject = subjectOf(catalog, checker, photo, {
    ...reviewOf(row),
    keywords,
  });
  const filled = wordsToAdd(text, offered, gone, facts, withoutSuggestions(rules));
  return filled.length === 0 ? {} : { keywords: [...keywords, ...filled], filled };
}
