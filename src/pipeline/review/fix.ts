/** Answers to the checks: fixing what they find, and keeping or writing otherwise what they ask about. */
import { offeredText } from '../../catalog/suggestions.ts';
import { type Check, ignoreKey } from '../../rules/checks/check.ts';
import { fixAll, fixing, wordsToAdd } from '../../rules/checks.ts';
import { mentions, sameTerm, withoutTerms, wordsIn } from '../../rules/keywords/terms.ts';
import type { ReviewContext } from './context.ts';
import type { PhotoDoc } from './doc.ts';
import { type TextEdit, withText, withUsage } from './edit.ts';
import { withKeywords } from './keywords.ts';
import { checkInputOf, withoutSuggestions } from './photo-checks.ts';
import { cleanPlace, withPlace } from './place.ts';

/** Which check is meant: its code, the word it concerns, and its place where only one keyword is meant. */
export type CheckName = Pick<Check, 'code' | 'word' | 'index'> & {
  /** What its fix would do, which tells checks without a word apart. */
  readonly fix?: string | undefined;
};

/** Which fixes are meant: of one check, wherever it speaks of the word; of every open name; or all that need no decision. */
export type FixesMeant = CheckName | 'names' | 'plain';

/** Applies fixes; the model's next words take the places of keywords that go. */
export function withFixes(doc: PhotoDoc, context: ReviewContext, meant: FixesMeant): PhotoDoc {
  const { checker } = context;
  if (checker === undefined) return doc;
  const { text, facts, rules } = checkInputOf(context.catalog, checker, doc.photo, doc.review);
  const fixed =
    meant === 'plain'
      ? fixAll(text, facts, rules)
      : fixing(text, facts, rules, (check) =>
          meant === 'names' ? check.code === 'unsure' : isMeant(check, meant),
        );
  if (fixed.done.length === 0) return doc;
  const { description, shortTitle, keywords, usage } = fixed.text;
  const edit: TextEdit = {
    ...(description === text.description ? {} : { description }),
    ...(shortTitle === text.shortTitle ? {} : { shortTitle }),
    ...(keywords === text.keywords ? {} : { keywords }),
    isFix: true,
  };
  const edited = withTextFilled(doc, edit, context);
  const { place } = fixed.text;
  const placed = place === undefined ? edited : withPlace(edited, cleanPlace(place));
  return {
    ...(usage === text.usage ? placed : withUsage(placed, usage)),
    notes: { done: fixed.done, named: fixed.named, filled: edited.notes?.filled ?? [] },
  };
}

function isMeant({ code, word, index, fix }: Check, named: CheckName): boolean {
  return (
    code === named.code &&
    (word !== undefined || named.fix === undefined || fix?.label === named.fix) &&
    ignoreKey(code, word ?? '') === ignoreKey(code, named.word ?? '') &&
    (named.index === undefined || (index === named.index && word === named.word))
  );
}

const noted = (done: string) => ({ done: [done], named: [done], filled: [] });

/** An unverified name is right. */
export function withNameKept(doc: PhotoDoc, name: string): PhotoDoc {
  const { kept, unsure } = doc.review;
  if (!unsure.some((one) => sameTerm(one, name)) || kept.includes(name)) return doc;
  const review = { ...doc.review, kept: [...kept, name] };
  return { ...doc, review, notes: noted(`kept "${name}"`) };
}

/** A short title fits a title that was changed since. */
export function withShortTitleKept(doc: PhotoDoc): PhotoDoc {
  const kept = withText(doc, { shortTitleFits: true });
  return kept === doc ? doc : { ...kept, notes: noted('kept the short title') };
}

/** An unverified name is written otherwise, and that is right. */
export function withNameWritten(doc: PhotoDoc, name: string, by: string): PhotoDoc {
  const { description, shortTitle, shortTitleFor, caption, keywords, unsure, kept } = doc.review;
  const texts = [description, shortTitle, caption ?? '', ...keywords];
  if (!unsure.some((one) => sameTerm(one, name))) return doc;
  if (!texts.some((text) => mentions(text, name))) return doc;
  const pattern = wordsIn(name);
  const written = (text: string) => text.replace(pattern, () => by);
  const edited = withText(doc, {
    description: written(description),
    shortTitle: written(shortTitle),
    ...(shortTitleFor === undefined ? { shortTitleFits: true } : {}),
    caption: caption === undefined ? undefined : written(caption),
    keywords: keywords
      .map(written)
      .reduce<readonly string[]>((list, word) => withKeywords(list, [word]), []),
  });
  const right = [...kept, by, ...(mentions(by, name) ? [name] : [])];
  const review = { ...edited.review, kept: right };
  return { ...edited, review, notes: noted(`wrote "${by}" for "${name}"`) };
}

/**
 * Changes text. Where keywords go from a list that is then shorter than wanted, the next ones of the answer take their
 * places: those that no check speaks of and that the person has not taken out.
 */
export function withTextFilled(doc: PhotoDoc, edit: TextEdit, context: ReviewContext): PhotoDoc {
  const filled = wordsToFill(doc, edit.keywords ?? doc.review.keywords, context);
  if (filled.length === 0) return withText(doc, edit);
  const keywords = [...(edit.keywords ?? doc.review.keywords), ...filled];
  const edited = withText(doc, { ...edit, keywords });
  return { ...edited, notes: { done: [], named: [], filled } };
}

function wordsToFill(
  { photo, review }: PhotoDoc,
  keywords: readonly string[],
  { catalog, checker }: ReviewContext,
): readonly string[] {
  if (checker === undefined) return [];
  const { keywords: before, dropped, suggestionId } = review;
  const gone = Math.min(checker.rules.keywordCount, before.length) - keywords.length;
  if (gone <= 0) return [];
  const passed = [...before, ...dropped];
  const offered = withoutTerms(offeredText(catalog, suggestionId)?.keywords ?? [], passed);
  if (offered.length === 0) return [];
  const { text, facts, rules } = checkInputOf(catalog, checker, photo, { ...review, keywords });
  return wordsToAdd(text, offered, gone, facts, withoutSuggestions(rules));
}
