/** What the user's own keyword list does to a photo's keywords. */
import { offeredText } from '../../catalog/suggestions.ts';
import { withAdditions } from '../../rules/keyword-list/additions.ts';
import { asListed } from '../../rules/keyword-list/as-listed.ts';
import type { Additions } from '../../rules/keyword-list/keyword-list.ts';
import { ownKeywords } from '../../rules/keywords/join-keywords.ts';
import type { PathsOf } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import type { ReviewContext } from './context.ts';
import type { PhotoDoc } from './doc.ts';
import { type TextEdit, withText } from './edit.ts';
import { requiredKeywords } from './existing.ts';

/** What was typed, as the user's list spells it, where that is not the name of the place. */
export function listed(
  words: readonly string[],
  { photo: { place } }: PhotoDoc,
  { checker }: ReviewContext,
): readonly string[] {
  return asListed(words, checker?.rules.list, [place?.city, place?.region, place?.country]);
}

/** The same of a whole list of keywords, those that were in it already excepted. */
export function spelledAsListed(text: TextEdit, doc: PhotoDoc, context: ReviewContext): TextEdit {
  const { keywords } = text;
  if (keywords === undefined || context.checker?.rules.list === undefined) return text;
  const before = new Set(doc.review.keywords);
  const spelled = keywords.flatMap((word) =>
    before.has(word) ? [word] : listed([word], doc, context),
  );
  return { ...text, keywords: spelled };
}

/** Adds what the keywords bring along out of the list. */
export function withBroughtAlong(
  doc: PhotoDoc,
  what: Additions,
  { catalog, settings, checker }: ReviewContext,
): PhotoDoc {
  const list = checker?.rules.list;
  if (list === undefined) return doc;
  const { keywords, suggestionId } = doc.review;
  const { city = '', country = '' } = doc.photo.place ?? {};
  const own = ownKeywords(keywords, offeredText(catalog, suggestionId)?.keywords);
  const more = withAdditions(keywords, {
    list,
    what,
    count: settings['keywords.count'],
    kept: [city, country, ...requiredKeywords({ catalog, settings }, doc.photo), ...own],
    banned: settings['keywords.banned'],
  });
  return withText(doc, { keywords: more, isFix: true });
}

/** Lists of keyword paths out of the user's tree, for the metadata of other programs. */
export type Trees = {
  readonly pathsOf: PathsOf | undefined;
  /** They are made where there are none, and keywords come at their places; else only what goes leaves them. */
  readonly isMade: boolean;
};

export function treesOf({ settings, keywordList }: Archive): Trees {
  const list = keywordList();
  return {
    pathsOf: list && ((keyword, beside) => list.pathsOf(keyword, beside)),
    isMade: list !== undefined && settings['keywords.paths'] === 'write',
  };
}
