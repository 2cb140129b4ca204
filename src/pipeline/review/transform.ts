/** The function from document to document that each change comes to. */
import type { Catalog } from '../../catalog/catalog.ts';
import { fileDateOf } from '../../catalog/corrections.ts';
import { getReview } from '../../catalog/reviews.ts';
import { offeredText } from '../../catalog/suggestions.ts';
import type { CaptureTime } from '../../jpeg/capture-date.ts';
import { ownKeywords, shortenKeywords } from '../../rules/keywords/join-keywords.ts';
import { wordsIn } from '../../rules/keywords/terms.ts';
import { withoutWords } from '../../rules/texts/remove-phrase.ts';
import { type Change, needsText } from './change.ts';
import type { ReviewContext } from './context.ts';
import type { DatelineChange } from './dateline.ts';
import type { DateOfPhoto, PhotoDoc } from './doc.ts';
import {
  type TextEdit,
  withAnswer,
  withDate,
  withDecision,
  withExclusion,
  withText,
  withUsage,
} from './edit.ts';
import { editExisting, requiredKeywords } from './existing.ts';
import {
  withFixes,
  withNameKept,
  withNameWritten,
  withShortTitleKept,
  withTextFilled,
} from './fix.ts';
import {
  typedKeywords,
  withKeywordReplaced,
  withKeywords,
  withKeywordsFirst,
  withKeywordsInTopTen,
  withoutKeyword,
} from './keywords.ts';
import { listed, spelledAsListed, withBroughtAlong } from './own-list.ts';
import { cleanPlace, withPlace, withPlaceKept } from './place.ts';

/** What a change makes of a photo; the same document where it changes nothing. */
export type Transform = (doc: PhotoDoc) => PhotoDoc;

/** The function that a change comes to. */
export function transformFor(change: Change, context: ReviewContext): Transform {
  const transform = anyTransformFor(change, context);
  return needsText(change) ? (doc) => (doc.hasText ? transform(doc) : doc) : transform;
}

function anyTransformFor(change: Change, context: ReviewContext): Transform {
  switch (change.kind) {
    case 'decide':
      return (doc) => withDecision(doc, change.decision, change.part ?? 'all');
    case 'edit':
      return (doc) =>
        withText(
          withDateline(doc, change.dateline ?? {}, context),
          spelledAsListed(change.text, doc, context),
        );
    case 'takeAnswer':
      return (doc) => withAnswer(doc, change.answer);
    case 'usage':
      return (doc) => withUsage(doc, change.usage);
    case 'place':
      return (doc) => withDateline(doc, { place: change.place }, context);
    case 'keepPlace':
      return withPlaceKept;
    case 'date':
      return dating(change.taken, context);
    case 'exclude':
      return (doc) => withExclusion(doc, change.excluded);
    case 'existing':
      return withExistingBy(change.keep, context);
    case 'bringAlong':
      return (doc) => withBroughtAlong(doc, change.what, context);
    case 'fixAll':
      return (doc) => withFixes(doc, context, 'plain');
    case 'fix':
      return (doc) => withFixes(doc, context, change.check);
    case 'dropNames':
      return (doc) => withFixes(doc, context, 'names');
    case 'keepName':
      return (doc) => withNameKept(doc, change.name);
    case 'writeName':
      return (doc) => withNameWritten(doc, change.name, change.by);
    case 'keepShortTitle':
      return withShortTitleKept;
    case 'further':
      return (doc) => withText(doc, { further: change.texts });
    default:
      return makeOfWords(change, context);
  }
}

function withExistingBy(keep: boolean, context: ReviewContext): Transform {
  return (doc) => {
    const edit = editExisting(context, doc, keep);
    if (edit === undefined) return doc;
    return keep ? withText(doc, edit) : withTextFilled(doc, edit, context);
  };
}

type WordChange = Extract<
  Change,
  { kind: `${string}Keyword` | `${string}Keywords` | `${string}Title` }
>;

function makeOfWords(
  change: Exclude<WordChange, { kind: 'keepShortTitle' }>,
  context: ReviewContext,
): Transform {
  switch (change.kind) {
    case 'addKeyword':
      return addingKeywords(change, context);
    case 'removeKeyword': {
      const removed = typedKeywords(change.keyword);
      return withKeywordsBy((words) => removed.reduce(withoutKeyword, [...words]), context);
    }
    case 'replaceKeyword': {
      const by = typedKeywords(change.by);
      return (doc) =>
        withTextFilled(
          doc,
          {
            keywords: withKeywordReplaced(
              doc.review.keywords,
              change.keyword,
              listed(by, doc, context),
            ),
          },
          context,
        );
    }
    case 'frontKeyword': {
      const first = typedKeywords(change.keyword);
      return (doc) => withText(doc, { keywords: withKeywordsFirst(doc.review.keywords, first) });
    }
    case 'replaceInTitle':
      return replacingInTitle(change.words, change.by);
    case 'copyTitle':
    case 'copyKeywords':
      return copying(context, change.from, change.kind);
  }
}

/** Place first, because the keywords follow it; then the date. */
function withDateline(doc: PhotoDoc, { place, taken }: DatelineChange, context: ReviewContext) {
  const placed = place === undefined ? doc : withPlace(doc, cleanPlace(place));
  return taken === undefined ? placed : dating(taken, context)(placed);
}

function dating(taken: CaptureTime | undefined, { catalog }: ReviewContext): Transform {
  return (doc) => withDate(doc, taken, dateInFile(catalog, doc.photo.id));
}

/** The date in the file of a photo, where a person has set another one. */
export function dateInFile(catalog: Catalog, photoId: number): DateOfPhoto | undefined {
  const file = fileDateOf(catalog, photoId);
  return file && { takenOn: file.takenOn ?? undefined, takenAt: file.takenAt ?? undefined };
}

function withKeywordsBy(
  changed: (keywords: readonly string[]) => readonly string[],
  context: ReviewContext,
): Transform {
  return (doc) => withTextFilled(doc, { keywords: changed(doc.review.keywords) }, context);
}

function addingKeywords(
  { keyword, position, makesRoom }: Extract<Change, { kind: 'addKeyword' }>,
  context: ReviewContext,
): Transform {
  const { catalog, settings } = context;
  const typed = typedKeywords(keyword);
  return (doc) => {
    const added = listed(typed, doc, context);
    const { keywords: before, suggestionId } = doc.review;
    const keywords =
      position === 'topTen'
        ? withKeywordsInTopTen(before, added)
        : withKeywords(before, added, position === 'first' ? 0 : before.length);
    // A list that was too long already does not lose more than it gained.
    const most = Math.max(settings['keywords.count'], before.length);
    if (makesRoom !== true || keywords.length <= most) return withText(doc, { keywords });
    const { city = '', country = '' } = doc.photo.place ?? {};
    const musts = [city, country, ...requiredKeywords({ catalog, settings }, doc.photo), ...added];
    const own = ownKeywords(keywords, offeredText(catalog, suggestionId)?.keywords);
    const shorter = shortenKeywords(keywords, most, musts, own);
    return withText(doc, { keywords: shorter, isFix: true });
  };
}

/** Whole words in any case, in description and short title; where nothing takes their place, no comma is left of them. */
function replacingInTitle(words: string, by: string): Transform {
  if (words.trim() === '') return (doc) => doc;
  const pattern = wordsIn(words);
  const written = (text: string) =>
    by === '' ? withoutWords(text, words) : text.replace(pattern, () => by);
  return (doc) => {
    const { description, shortTitle } = doc.review;
    const next = { description: written(description), shortTitle: written(shortTitle) };
    return withText(doc, {
      ...(next.description === description ? {} : { description: next.description }),
      ...(next.shortTitle === shortTitle ? {} : { shortTitle: next.shortTitle }),
    });
  };
}

function copying(
  { catalog }: ReviewContext,
  from: number,
  kind: 'copyTitle' | 'copyKeywords',
): Transform {
  const source = getReview(catalog, from);
  if (source === undefined) return (doc) => doc;
  const { description, shortTitle, keywords } = source;
  const text: TextEdit =
    kind === 'copyKeywords' ? { keywords } : { description, shortTitle, shortTitleFits: true };
  return (doc) => withText(doc, text);
}
