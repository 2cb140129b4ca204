/** The changes that can be made to many photos at once, and the edit that each makes to one text. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getReviewRow, type ReviewRow } from '../../catalog/reviews.ts';
import { offeredText } from '../../catalog/suggestions.ts';
import type { Taken } from '../../jpeg/capture-date.ts';
import type { Photo, Place, Usage } from '../../photo.ts';
import { ownKeywords, shortenKeywords, wordsIn } from '../../rules/keywords.ts';
import { withoutWords } from '../../rules/taking-out.ts';
import type { Checker } from './checker.ts';
import { keywordsOf } from './edit.ts';
import {
  typedKeywords,
  withKeywordReplaced,
  withKeywords,
  withKeywordsFirst,
  withKeywordsInTopTen,
  withoutKeyword,
} from './keywords.ts';
import { filling, type Mend, type MendChange, mend } from './mend.ts';
import { counted, deedsInWords, photosInWords } from './said.ts';

/** A change to the text of many photos. Keywords may be several, separated by commas. */
export type TextChange =
  | {
      readonly kind: 'addKeyword';
      readonly keyword: string;
      /** `topTen`: they become the last of the first ten. */
      readonly position: KeywordPosition;
      /** Makes room for them: the last keywords that need not be there go until `count` are left. */
      readonly room?: KeywordRoom;
    }
  | {
      readonly kind: 'removeKeyword';
      readonly keyword: string;
      /** What takes the place of what goes must pass its checks; absent for nothing to do so. */
      readonly checker?: Checker;
    }
  | {
      readonly kind: 'replaceKeyword';
      readonly keyword: string;
      readonly by: string;
      /** The same, where the new one is there already. */
      readonly checker?: Checker;
    }
  /** To the front, where it is there. */
  | { readonly kind: 'frontKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceInTitle'; readonly words: string; readonly by: string }
  | { readonly kind: 'copyTitle'; readonly from: number }
  | { readonly kind: 'copyKeywords'; readonly from: number };

export type BulkChange =
  | TextChange
  | MendChange
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'place'; readonly place: Place }
  /** Without a date, the photos get back that of their file. */
  | { readonly kind: 'date'; readonly taken: Taken | undefined };

export type KeywordPosition = 'first' | 'topTen' | 'last';
export type KeywordRoom = { readonly count: number; readonly required: readonly string[] };

export type EditOf = (row: ReviewRow, photo: Photo) => Mend;

/** The edit that a change makes to each text; undefined for changes that are not about text. */
export function editBy(catalog: Catalog, change: BulkChange): EditOf | undefined {
  switch (change.kind) {
    case 'addKeyword':
      return addKeywords(catalog, change);
    case 'removeKeyword': {
      const removed = typedKeywords(change.keyword);
      return filled(catalog, change, (keywords) => removed.reduce(withoutKeyword, [...keywords]));
    }
    case 'replaceKeyword': {
      const by = typedKeywords(change.by);
      return filled(catalog, change, (keywords) =>
        withKeywordReplaced(keywords, change.keyword, by),
      );
    }
    case 'frontKeyword': {
      const first = typedKeywords(change.keyword);
      return (row) => ({ keywords: withKeywordsFirst(keywordsOf(row), first) });
    }
    case 'replaceInTitle':
      return replaceInTitle(change.words, change.by);
    case 'copyTitle':
    case 'copyKeywords':
      return copyFrom(getReviewRow(catalog, change.from), change.kind);
    case 'fix':
    case 'fixAll':
    case 'dropNames':
    case 'keepName':
    case 'writeName':
    case 'keepShortTitle':
      return (row, photo) => mend(catalog, change, photo, row);
    default:
      return undefined;
  }
}

/** Keywords that may become fewer; the model's next words take the places of those that go, where they may be checked. */
function filled(
  catalog: Catalog,
  { checker }: { readonly checker?: Checker },
  changed: (keywords: readonly string[]) => readonly string[],
): EditOf {
  return (row, photo) => {
    const keywords = changed(keywordsOf(row));
    return {
      keywords,
      ...(checker === undefined ? {} : filling(catalog, checker, photo, row, keywords)),
    };
  };
}

function addKeywords(
  catalog: Catalog,
  { keyword, position, room }: Extract<TextChange, { kind: 'addKeyword' }>,
): EditOf {
  const added = typedKeywords(keyword);
  return (row, { place }) => {
    const before = keywordsOf(row);
    const keywords =
      position === 'topTen'
        ? withKeywordsInTopTen(before, added)
        : withKeywords(before, added, position === 'first' ? 0 : before.length);
    if (room === undefined || keywords.length === before.length) return { keywords };
    // A list that was too long already does not lose more than it gained.
    const most = Math.max(room.count, before.length);
    if (keywords.length <= most) return { keywords };
    const musts = [place?.city ?? '', place?.country ?? '', ...room.required, ...added];
    const own = ownKeywords(keywords, offeredText(catalog, row.suggestion_id)?.keywords);
    return { keywords: shortenKeywords(keywords, most, musts, own), isMend: true };
  };
}

/** Whole words in any case, in description and short title; where nothing takes their place, no comma is left of them. */
function replaceInTitle(words: string, by: string): EditOf {
  const pattern = wordsIn(words);
  const written = (text: string) =>
    by === '' ? withoutWords(text, words) : text.replace(pattern, () => by);
  return (row) => {
    if (words.trim() === '') return {};
    const description = written(row.description);
    const shortTitle = written(row.short_title);
    return {
      ...(description === row.description ? {} : { description }),
      ...(shortTitle === row.short_title ? {} : { shortTitle }),
    };
  };
}

function copyFrom(from: ReviewRow | undefined, kind: 'copyTitle' | 'copyKeywords'): EditOf {
  if (from === undefined) return () => ({});
  if (kind === 'copyKeywords') return () => ({ keywords: keywordsOf(from) });
  const { description, short_title: shortTitle } = from;
  return () => ({ description, shortTitle, shortTitleFits: true });
}

/** What a change came to in all photos together. */
export type Outcome = {
  /** Keywords that went from any of them, and those of the model that took their places. */
  readonly gone: Set<string>;
  readonly filled: string[];
  /** What fixes did, in words. */
  readonly deeds: Set<string>;
};

/** `Added "boat" to 12 photos`. */
export function changeInWords(
  catalog: Catalog,
  change: TextChange | MendChange,
  { gone, filled, deeds }: Outcome,
  photos: string,
): string {
  if (change.kind === 'fix' || change.kind === 'fixAll' || change.kind === 'dropNames')
    return `${deedsInWords(deeds)}${filledInWords(filled)} (${photos})`;
  if (change.kind === 'keepName' || change.kind === 'writeName' || change.kind === 'keepShortTitle')
    return `${deedsInWords(deeds)} in ${photos}`;
  return `${textChangeInWords(catalog, change, gone)} ${photos}${filledInWords(filled)}`;
}

/** `; "commuter" took its place` where the model had offered more. */
function filledInWords(words: readonly string[]): string {
  const [first, ...more] = words;
  if (first === undefined) return '';
  return more.length === 0
    ? `; "${first}" took its place`
    : `; ${counted(words.length, 'word')} of the model took their places`;
}

function textChangeInWords(
  catalog: Catalog,
  change: TextChange,
  gone: ReadonlySet<string>,
): string {
  switch (change.kind) {
    case 'addKeyword':
      return `Added "${change.keyword}" to`;
    case 'removeKeyword':
      return `Removed "${[...gone].join(', ')}" from`;
    case 'replaceKeyword':
      if (change.by === '') return `Removed "${change.keyword}" from`;
      return `Replaced "${change.keyword}" by "${change.by}" in`;
    case 'frontKeyword':
      return `Moved "${change.keyword}" to the front in`;
    case 'replaceInTitle':
      if (change.by === '') return `Removed "${change.words}" from the title of`;
      return `Replaced "${change.words}" by "${change.by}" in the title of`;
    case 'copyTitle':
      return `Copied title and short title of ${photosInWords(catalog, [change.from])} to`;
    case 'copyKeywords':
      return `Copied the keywords of ${photosInWords(catalog, [change.from])} to`;
  }
}
