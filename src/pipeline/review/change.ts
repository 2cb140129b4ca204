/**
 * Everything a person can do to the text, the facts and the decisions of photos, as data; and the function from document
 * to document that each comes to. One photo, many, an import, a preview and undo all go through these.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { fileDateOf } from '../../catalog/corrections.ts';
import { getReview } from '../../catalog/reviews.ts';
import { offeredText, type StoredSuggestion } from '../../catalog/suggestions.ts';
import type { CaptureTime } from '../../jpeg/capture-date.ts';
import type { Decision, Place, Usage } from '../../photo.ts';
import type { Further } from '../../rules/answers/further.ts';
import type { Additions } from '../../rules/keyword-list/keyword-list.ts';
import { ownKeywords, shortenKeywords } from '../../rules/keywords/join-keywords.ts';
import { wordsIn } from '../../rules/keywords/terms.ts';
import { withoutWords } from '../../rules/texts/remove-phrase.ts';
import type { ReviewContext } from './context.ts';
import type { DatelineChange } from './dateline.ts';
import type { DateOfPhoto, PhotoDoc } from './doc.ts';
import {
  type Part,
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
  type CheckName,
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

/** Changes to text that there is. Keywords may be several, separated by commas. */
type TextChange =
  | {
      readonly kind: 'addKeyword';
      readonly keyword: string;
      /** `topTen`: they become the last of the first ten. */
      readonly position: 'first' | 'topTen' | 'last';
      /** The last keywords that need not be there go where there would be more than are wanted. */
      readonly makesRoom?: boolean;
    }
  /** The model's next words take the places of what goes. */
  | { readonly kind: 'removeKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceKeyword'; readonly keyword: string; readonly by: string }
  /** To the front, where it is there. */
  | { readonly kind: 'frontKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceInTitle'; readonly words: string; readonly by: string }
  | { readonly kind: 'copyTitle'; readonly from: number }
  | { readonly kind: 'copyKeywords'; readonly from: number }
  /** All keywords that the photo had before are in the list, or none that the model does not say. */
  | { readonly kind: 'existing'; readonly keep: boolean }
  /** What the keywords bring along out of the user's own list. */
  | { readonly kind: 'bringAlong'; readonly what: Exclude<Additions, 'nothing'> }
  /** Every fix that needs no decision. */
  | { readonly kind: 'fixAll' }
  /** The fix of one check, wherever that check speaks of the word. */
  | { readonly kind: 'fix'; readonly check: CheckName }
  /** Every unverified name goes, wherever the text can do without it. */
  | { readonly kind: 'dropNames' }
  /** An unverified name is right, or is to be written otherwise. */
  | { readonly kind: 'keepName'; readonly name: string }
  | { readonly kind: 'writeName'; readonly name: string; readonly by: string }
  /** Categories and whatever else there is beside title and keywords; an empty value takes one out. */
  | { readonly kind: 'further'; readonly texts: Further }
  /** A short title fits a title that was changed since. */
  | { readonly kind: 'keepShortTitle' }
  | { readonly kind: 'decide'; readonly decision: Decision; readonly part?: Part };

export type Change =
  | TextChange
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'place'; readonly place: Place }
  /** The place that was found is right. */
  | { readonly kind: 'keepPlace' }
  /** Without a date, the photos get back that of their file. */
  | { readonly kind: 'date'; readonly taken: CaptureTime | undefined }
  /** Left out of every stage, or taking part again. */
  | { readonly kind: 'exclude'; readonly excluded: boolean }
  /** Text that a person wrote, also where there was none. */
  | {
      readonly kind: 'edit';
      readonly text: TextEdit;
      /** Place and date as the title's own dateline says them. */
      readonly dateline?: DatelineChange | undefined;
      /** What was done, unless it can be told from the difference: `Sorted the keywords back`. */
      readonly label?: string | undefined;
    }
  /** Another answer of the model takes the place of the whole text. */
  | { readonly kind: 'takeAnswer'; readonly answer: StoredSuggestion; readonly label: string };

const checked: ReadonlySet<Change['kind']> = new Set([
  'fix',
  'fixAll',
  'dropNames',
  'removeKeyword',
  'replaceKeyword',
  'existing',
]);

/** Whether a change goes by the checks of each photo, which takes longer. */
export function isChecked({ kind }: Change): boolean {
  return checked.has(kind);
}

const forAllPhotos: ReadonlySet<Change['kind']> = new Set([
  'usage',
  'place',
  'keepPlace',
  'date',
  'exclude',
  'edit',
  'takeAnswer',
]);

/** Whether a change is about text, so that photos without any stay as they are. */
export function needsText({ kind }: Change): boolean {
  return !forAllPhotos.has(kind);
}

const decisionActions = { accepted: 'accept', rejected: 'reject', open: 'reset' } as const;
const actions: Partial<Record<Change['kind'], string>> = {
  fix: 'fix',
  fixAll: 'fix',
  dropNames: 'fix',
  keepName: 'keep-name',
  keepShortTitle: 'keep-short-title',
  further: 'further',
  usage: 'usage',
  place: 'place',
  keepPlace: 'keep-place',
  date: 'date',
  exclude: 'exclude',
  edit: 'edit',
  existing: 'existing-keywords',
  takeAnswer: 'take-version',
};

/** The name that the step of a change is kept under. */
export function actionOf(change: Change): string {
  if (change.kind === 'decide') return decisionActions[change.decision];
  return actions[change.kind] ?? 'bulk';
}

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
