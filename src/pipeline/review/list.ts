/** The filtered and sorted list of the review: ids of the whole archive in memory, rows only for what is in sight. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Condition, type Possession, type Sort, sorts } from '../../catalog/condition.ts';
import { findPhotos } from '../../catalog/find-photos.ts';
import { burstWith, reviewedByTime } from '../../catalog/groups.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { photoNames } from '../../catalog/photo-names.ts';
import { hasStale } from '../../catalog/review-counts.ts';
import {
  inFolderOf,
  type Need,
  namedLike,
  needing,
  reviewLines,
} from '../../catalog/review-rows.ts';
import type { Decision } from '../../photo.ts';
import { parseFilter } from './filter.ts';
import { type LeftFor, leftFor } from './left-open.ts';

/** The filter as it was typed, and the order. */
export type View = { readonly filter: string; readonly sort: Sort };

/** One line of the list. */
export type ListRow = {
  readonly id: number;
  /** File name without folders. */
  readonly name: string;
  /** Without its dateline. */
  readonly description: string;
  readonly decision: Decision;
  readonly edited: boolean;
  /** Problems, and hints that only a person may settle, as of the last count. */
  readonly problems: number;
  readonly doubts: number;
  /** Left out of all stages by a person. */
  readonly excluded: boolean;
  /** Whether there is a text of ours. */
  readonly hasText: boolean;
  /** The burst the photo belongs to, and its place in it, from 1. */
  readonly burst?:
    | { readonly id: number; readonly place: number; readonly size: number }
    | undefined;
};

/** A list stays as it is until another is made; its rows always show the state of the moment. */
export class ReviewList {
  readonly view: View;
  /** Why the filter was not understood; the list is then that of the filter before. */
  readonly complaint: string | undefined;
  /** It goes by checks of which some are still being counted; to be made again when they are. */
  readonly isUnsettled: boolean;
  /** Which photos are in it, or their order, goes by the counts of broken checks and undecided names. */
  readonly goesByChecks: boolean;
  readonly #catalog: Catalog;
  readonly #ids: Int32Array;
  /** Made when first asked for. */
  #members: ReadonlySet<number> | undefined;

  constructor(
    catalog: Catalog,
    view: View,
    ids: Int32Array,
    { goesByChecks, complaint }: { readonly goesByChecks: boolean; readonly complaint?: string },
  ) {
    this.#catalog = catalog;
    this.view = view;
    this.#ids = ids;
    this.goesByChecks = goesByChecks;
    this.complaint = complaint;
    this.isUnsettled = goesByChecks && hasStale(catalog);
  }

  get count(): number {
    return this.#ids.length;
  }

  /** All ids in order, for actions on the whole list. */
  get ids(): readonly number[] {
    return [...this.#ids];
  }

  idAt(index: number): number | undefined {
    return this.#ids[index];
  }

  /** -1 when the photo is not in the list. */
  indexOf(photoId: number): number {
    return this.#ids.indexOf(photoId);
  }

  /** Those of the photos that are not in the list. */
  outside(photoIds: Iterable<number>): number[] {
    const asked = [...photoIds];
    if (asked.length === 0) return asked;
    this.#members ??= new Set(this.#ids);
    return asked.filter((id) => this.#members?.has(id) === false);
  }

  /** Up to `count` rows from `from`, both in lines. */
  rows(from: number, count: number): ListRow[] {
    return readRows(this.#catalog, [...this.#ids.subarray(from, from + count)]);
  }

  /**
   * The index of the next photo after `index` (before it, with direction -1) that is still open: those with problems
   * first, then those with something to settle, then the rest; past the end it goes on at the beginning.
   */
  nextToLookAt(index: number, direction: 1 | -1 = 1): number | undefined {
    for (const need of ['problems', 'doubts', 'nothing'] as const) {
      const found = this.#next(index, direction, need);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The index of the next photo that is not decided, in the order of the list. */
  nextOpen(index: number, direction: 1 | -1 = 1): number | undefined {
    return this.#next(index, direction, 'open');
  }

  /** Other photos of the list in the same burst, the photo itself included, in list order. */
  burstOf(photoId: number): number[] {
    return this.#among(burstWith(this.#catalog, photoId), photoId);
  }

  /** Photos of the list in the same folder, in list order. */
  folderOf(photoId: number): number[] {
    return this.#among(inFolderOf(this.#catalog, photoId), photoId);
  }

  #among(ids: readonly number[], photoId: number): number[] {
    const wanted = new Set(ids).add(photoId);
    return [...this.#ids].filter((id) => wanted.has(id));
  }

  /** The open photos of the list that no check speaks of. */
  openWithoutChecks(): number[] {
    const clean = needing(this.#catalog, 'clean');
    return [...this.#ids].filter((id) => clean.has(id));
  }

  /** Why the other open photos of the list are not clean, the most frequent reason first. */
  openForReasons(): readonly LeftFor[] {
    return leftFor(this.#catalog, [...this.#ids]);
  }

  /** The place of the first photo called so, or whose name begins with these letters, in any case, or else has them. */
  find(name: string): number | undefined {
    const wanted = name.toLowerCase().replace(/[\\%_]/g, '\\$&');
    for (const pattern of [`${wanted}.%`, `${wanted}%`, `%${wanted}%`]) {
      const named = namedLike(this.#catalog, pattern);
      const index = this.#ids.findIndex((id) => named.has(id));
      if (index !== -1) return index;
    }
    return undefined;
  }

  /** Looks near by first, where the next one usually is; a list of a hundred thousand is read through only then. */
  #next(index: number, direction: 1 | -1, need: Need): number | undefined {
    const near: number[] = [];
    for (let step = 1; step <= nearBy && step < this.count; step++)
      near.push(this.#wrapped(index + step * direction));
    const close = needing(
      this.#catalog,
      need,
      near.map((at) => this.#ids[at] ?? -1),
    );
    const at = near.find((one) => close.has(this.#ids[one] ?? -1));
    if (at !== undefined || near.length < nearBy) return at;
    const all = needing(this.#catalog, need);
    if (all.size === 0) return undefined;
    for (let step = nearBy + 1; step < this.count; step++) {
      const far = this.#wrapped(index + step * direction);
      if (all.has(this.#ids[far] ?? -1)) return far;
    }
    return undefined;
  }

  #wrapped(index: number): number {
    return ((index % this.count) + this.count) % this.count;
  }
}

const nearBy = 200;

/** Makes the list of a view. A filter that is not understood leaves that of `before`, with the complaint. */
export function makeList(catalog: Catalog, view: View, before?: ReviewList): ReviewList {
  const parsed = parseFilter(view.filter);
  const isSorted = view.sort === 'look';
  if ('conditions' in parsed) {
    const { conditions } = parsed;
    const goesByChecks = isSorted || conditions.some(isAboutChecks);
    const ids = findPhotos(catalog, conditions, view.sort);
    return new ReviewList(catalog, view, ids, { goesByChecks });
  }
  const { complaint } = parsed;
  const ids = before === undefined ? findAll(catalog, view.sort) : Int32Array.from(before.ids);
  return new ReviewList(catalog, view, ids, {
    goesByChecks: before?.goesByChecks ?? isSorted,
    complaint,
  });
}

/** The list of these photos alone, as far as they are in the review, in the order in which they were taken. */
export function listOf(catalog: Catalog, photoIds: readonly number[]): ReviewList {
  const ids = Int32Array.from(reviewedByTime(catalog, photoIds));
  return new ReviewList(catalog, { filter: '', sort: 'taken' }, ids, { goesByChecks: false });
}

/** What photos have by the counts of their checks. */
const countedPossessions: ReadonlySet<Possession> = new Set([
  'problem',
  'unsure',
  'doubt',
  'spelling',
]);

function isAboutChecks(condition: Condition): boolean {
  if (condition.kind === 'unsure') return true;
  return (
    condition.kind === 'has' &&
    condition.possessions.some((possession) => countedPossessions.has(possession))
  );
}

function findAll(catalog: Catalog, sort: Sort): Int32Array {
  return findPhotos(catalog, [] as Condition[], sort);
}

function readRows(catalog: Catalog, ids: readonly number[]): ListRow[] {
  const bursts = new Map<number, readonly number[]>();
  const lines = reviewLines(catalog, ids);
  const names = photoNames(
    catalog,
    lines.map(({ path }) => path),
  );
  return lines.map((line) => {
    const { id, first_id: first } = line;
    const burst = first === null ? [] : (bursts.get(first) ?? burstWith(catalog, id));
    if (first !== null) bursts.set(first, burst);
    return {
      id,
      name: names.get(line.path) ?? line.path,
      description: line.description,
      decision: line.decision,
      edited: line.edited !== '',
      problems: line.problems,
      doubts: line.doubts,
      excluded: line.excluded === 1,
      hasText: line.hasText === 1,
      burst:
        first === null
          ? undefined
          : { id: first, place: burst.indexOf(id) + 1, size: burst.length },
    };
  });
}

/** How much of the review the picture takes. */
export type PictureSize = 'beside' | 'large' | 'off';

/** What the person had before them the last time. */
export type LastView = {
  readonly view: View;
  readonly photoId?: number | undefined;
  readonly picture?: PictureSize | undefined;
};

/** What is remembered of the last time; all photos where nothing is. */
export function rememberedView(catalog: Catalog): LastView {
  const stored = getMeta<LastView>(catalog, 'review.view');
  if (stored === undefined || !sorts.includes(stored.view.sort))
    return { view: { filter: '', sort: 'path' } };
  return stored;
}

export function rememberView(catalog: Catalog, remembered: LastView): void {
  setMeta(catalog, 'review.view', remembered);
}
