/** Keywords that a photo or its sidecar had before us, in the list of the review. */
import type { Catalog } from '../../catalog/catalog.ts';
import {
  foundKeywords,
  photosWithOtherKeywords,
  storeFollowed,
} from '../../catalog/existing-keywords.ts';
import { notesFor } from '../../catalog/folder-notes.ts';
import { indexPhoto } from '../../catalog/search.ts';
import { type Offered, offeredText } from '../../catalog/suggestions.ts';
import type { Photo } from '../../photo.ts';
import { tidyExisting } from '../../rules/keywords/existing-keywords.ts';
import {
  type ExistingKeywords,
  joinExisting,
  ownKeywords,
} from '../../rules/keywords/join-keywords.ts';
import { neededKeywords } from '../../rules/keywords/keywords.ts';
import { termKey, withoutTerms } from '../../rules/keywords/terms.ts';
import type { Settings } from '../../settings.ts';
import { loadDoc, type PhotoDoc } from './doc.ts';
import type { TextEdit } from './edit.ts';

/** The settings that the keywords of a photo go by. */
export type KeywordSettings = Pick<
  Settings,
  | 'keywords.count'
  | 'keywords.required'
  | 'keywords.banned'
  | 'keywords.existing'
  | 'embed.keywords'
>;

type RequiredSetting = Pick<Settings, 'keywords.required'>;
type Context = { readonly catalog: Catalog; readonly settings: KeywordSettings };

/** Keywords that a photo must have besides its place: those of the settings, and of the notes of its folders. */
export function requiredKeywords(
  { catalog, settings }: { readonly catalog: Catalog; readonly settings: RequiredSetting },
  { path }: Pick<Photo, 'path'>,
): readonly string[] {
  return [...settings['keywords.required'], ...notesFor(catalog, path).keywords];
}

/** What belongs into a new list of the photo because it is there already. */
export function existingKeywordsOf({ catalog, settings }: Context, photo: Photo): ExistingKeywords {
  return {
    keywords: tidied(foundKeywords(catalog, photo.id), photo, settings),
    policy: settings['embed.keywords'],
  };
}

function tidied(found: readonly string[], photo: Photo, settings: KeywordSettings) {
  return settings['keywords.existing'] === 'keep'
    ? tidyExisting(found, photo, settings['keywords.banned'])
    : [];
}

/** Reads a photo. One without a text begins with the keywords that it has already. */
export function openDoc(context: Context, photoId: number): PhotoDoc | undefined {
  const doc = loadDoc(context.catalog, photoId);
  if (doc === undefined || doc.hasText) return doc;
  const existingKeywords = foundKeywords(context.catalog, photoId);
  const { keywords } = existingKeywordsOf(context, doc.photo);
  return { ...doc, review: { ...doc.review, keywords, existingKeywords } };
}

/** Keywords that a photo or its sidecar had before us, and its list. */
export type ExistingInList = {
  /** Those of the list, in any form. */
  readonly marked: readonly string[];
  /** Those of the list that the model does not say as well. */
  readonly only: readonly string[];
  /** Those that are not in the list. */
  readonly missing: readonly string[];
};

/** @param offer what the answer of its text offers */
export function existingInList(
  settings: KeywordSettings,
  { photo, review }: PhotoDoc,
  offer: Offered | undefined,
): ExistingInList {
  const all = tidyExisting(review.existingKeywords, photo, settings['keywords.banned']);
  const theirs = new Set(all.map(keyOf));
  const marked = review.keywords.filter((keyword) => theirs.has(keyOf(keyword)));
  return {
    marked,
    only: withoutTerms(marked, offer?.keywords ?? []),
    missing: withoutTerms(all, review.keywords),
  };
}

function keyOf(keyword: string): string {
  return termKey(keyword) || keyword;
}

/**
 * The list with all existing keywords in it, or without those that are there for no other reason.
 * Undefined where that is the list as it is.
 */
export function editExisting(context: Context, doc: PhotoDoc, keep: boolean): TextEdit | undefined {
  const { keywords, suggestionId } = doc.review;
  const offer = offeredText(context.catalog, suggestionId);
  const { only, missing } = existingInList(context.settings, doc, offer);
  if (keep)
    return missing.length === 0
      ? undefined
      : { keywords: withExisting(context, doc, keywords, missing), isFix: true };
  return only.length === 0
    ? undefined
    : { keywords: keywords.filter((keyword) => !only.includes(keyword)) };
}

/** Puts existing keywords into the list of a photo; the model's last ones make room, nobody else's. */
function withExisting(
  { catalog, settings }: Context,
  doc: PhotoDoc,
  list: readonly string[],
  keywords: readonly string[],
): readonly string[] {
  const offer = offeredText(catalog, doc.review.suggestionId);
  const rules = {
    keywordCount: settings['keywords.count'],
    requiredKeywords: requiredKeywords({ catalog, settings }, doc.photo),
    bannedKeywords: settings['keywords.banned'],
  };
  const musts = Object.values(neededKeywords(rules, doc.photo)).flat();
  const kept = [
    ...ownKeywords(list, offer?.keywords),
    ...existingInList(settings, doc, offer).marked,
  ];
  const policy = settings['embed.keywords'] === 'replace' ? 'replace' : 'append';
  // A list that was too long already does not lose more than it gains.
  const most = Math.max(rules.keywordCount, list.length);
  return joinExisting(list, { keywords, policy }, most, [...musts, ...kept]);
}

/**
 * Brings the lists of photos that are not accepted up to date with keywords that have come into the photo or its sidecar,
 * or have gone from there, since the lists were made.
 * @param photoIds all photos where something has changed, unless given
 */
export function followExisting(context: Context, photoIds?: readonly number[]): void {
  const { catalog } = context;
  const changed = photoIds ?? photosWithOtherKeywords(catalog);
  if (changed.length === 0) return;
  catalog.transaction(() => {
    for (const id of changed) follow(context, id);
  });
}

function follow(context: Context, photoId: number): void {
  const { catalog, settings } = context;
  const doc = loadDoc(catalog, photoId);
  if (doc?.hasText !== true || doc.review.decision === 'accepted') return;
  const { photo, review } = doc;
  const found = foundKeywords(catalog, photoId);
  const before = tidied(review.existingKeywords, photo, settings);
  const now = tidied(found, photo, settings);
  const offered = offeredText(catalog, review.suggestionId)?.keywords ?? [];
  const gone = new Set(withoutTerms(withoutTerms(before, now), offered).map(keyOf));
  const left = review.keywords.filter((keyword) => !gone.has(keyOf(keyword)));
  const spare = withoutTerms(offered, [...review.keywords, ...review.dropped]);
  const filled = [...left, ...spare.slice(0, review.keywords.length - left.length)];
  const come = withoutTerms(now, [...before, ...filled]);
  const isTheirsAlone = settings['embed.keywords'] === 'fill' && review.version === 0;
  const keywords =
    isTheirsAlone && now.length > 0
      ? now
      : come.length === 0
        ? filled
        : withExisting(context, doc, filled, come);
  storeFollowed(catalog, photoId, {
    keywords: JSON.stringify(keywords),
    existing_keywords: JSON.stringify(found),
  });
  indexPhoto(catalog, photoId);
}
