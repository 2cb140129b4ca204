/** The list of the review as the screen sees it. */
import type { Catalog } from '../../catalog/catalog.ts';
import { idsOf } from '../../catalog/find.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { hasStale } from '../../pipeline/review/checks.ts';
import { makeList, type ReviewList as PipelineList } from '../../pipeline/review/list.ts';
import type { ReviewList, ReviewView } from '../model/review-list.ts';

export type ListPair = { readonly shown: ReviewList; readonly behind: PipelineList };

/** Makes the list of a view; a filter that is not understood keeps the photos of the list before. */
export function reviewList(
  { catalog }: Archive,
  view: ReviewView,
  before: PipelineList | undefined,
): ListPair {
  const behind = makeList(catalog, view, before);
  return { shown: shownList(catalog, behind), behind };
}

/** A list of the pipeline as the screen asks it. */
export function shownList(catalog: Catalog, behind: PipelineList): ReviewList {
  return {
    view: behind.view,
    count: behind.count,
    ...(behind.complaint === undefined ? {} : { complaint: behind.complaint }),
    ...(behind.goesByChecks && hasStale(catalog) ? { unsettled: true } : {}),
    rows: (from, count) => behind.rows(from, count),
    idAt: (index) => behind.idAt(index),
    indexOf: (photoId) => behind.indexOf(photoId),
    nextToLookAt: (index, direction) => behind.nextToLookAt(index, direction),
    nextOpen: (index) => behind.nextOpen(index),
    ids: () => behind.ids,
    outside: (photoIds) => behind.outside(photoIds),
    burstOf: (photoId) => behind.burstOf(photoId),
    folderOf: (photoId) => behind.folderOf(photoId),
    openWithoutChecks() {
      const clean = new Set(
        idsOf(
          catalog,
          "SELECT photo_id AS id FROM review WHERE verdict = 'open' AND problems = 0 AND open_names = 0 AND stale = 0",
          [],
        ),
      );
      return behind.ids.filter((id) => clean.has(id));
    },
    find(name) {
      const wanted = name.toLowerCase().replace(/[\\%_]/g, '\\$&');
      const first = (pattern: string) => {
        const named = new Set(namedLike(catalog, pattern));
        return behind.ids.findIndex((id) => named.has(id));
      };
      // Called exactly that, then what begins with it, then what has it in its name.
      for (const pattern of [`${wanted}.%`, `${wanted}%`, `%${wanted}%`]) {
        const index = first(pattern);
        if (index !== -1) return index;
      }
      return undefined;
    },
  };
}

/** The photos whose file name, in small letters, is LIKE the pattern. */
function namedLike(catalog: Catalog, pattern: string): number[] {
  return catalog
    .all<{ id: number }>(
      "SELECT id FROM photo WHERE lower(replace(path, folder || '/', '')) LIKE ? ESCAPE '\\'",
      pattern,
    )
    .map(({ id }) => id);
}
