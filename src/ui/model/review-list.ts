/** The list of the review: what it shows, in which order, and where things are in it. */
import type { Verdict } from '../../photo.ts';

export type { PictureSize, Remembered } from '../../pipeline/review/list.ts';

export type ReviewSort = 'path' | 'taken' | 'title' | 'state' | 'look' | 'changed';

/** What the list shows. The filter is text as the user typed it; the model understands it or says why not. */
export type ReviewView = { readonly filter: string; readonly sort: ReviewSort };

/** One line of the list. */
export type ReviewRow = {
  readonly id: number;
  /** File name without folders. */
  readonly name: string;
  /** The description, without its dateline. */
  readonly description: string;
  readonly verdict: Verdict;
  readonly edited: boolean;
  /** How many checks fail, and how many names are unsure. */
  readonly problems: number;
  readonly unsure: number;
  /** Set when the photo belongs to a burst: which, and its place in it, from 1. */
  readonly burst?: { readonly place: number; readonly size: number };
};

/** A filtered and sorted list. It stays valid until the next `list()`; rows show the state of the moment. */
export type ReviewList = {
  readonly view: ReviewView;
  readonly count: number;
  /** Why the filter was not understood, in a sentence; the list is then that of the filter before. */
  readonly complaint?: string;
  /** It goes by checks of which some are still being counted; to be made again when they are. */
  readonly unsettled?: true;
  rows(from: number, count: number): readonly ReviewRow[];
  idAt(index: number): number | undefined;
  /** -1 when the photo is not in the list. */
  indexOf(photoId: number): number;
  /** The next photo after `index` (before it, with direction -1) that is still open: problems, then unsure, then the rest. */
  nextToLookAt(index: number, direction: 1 | -1): number | undefined;
  /** The next open photo after `index`, else the first one before it. */
  nextOpen(index: number): number | undefined;
  /** The open photos of the list that no check speaks of. */
  openWithoutChecks(): readonly number[];
  /** All photos of the list. */
  ids(): readonly number[];
  /** Those of the photos that are not in it. */
  outside(photoIds: Iterable<number>): readonly number[];
  /** Photos of the list in the same burst, or in the same folder, as the given one; in list order. */
  burstOf(photoId: number): readonly number[];
  folderOf(photoId: number): readonly number[];
  /** Place of the first photo whose name begins with these letters, in any case, or else of the first that has them. */
  find(name: string): number | undefined;
};
