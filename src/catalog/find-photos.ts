/** Finding photos of the review by what the filter says, all at once: ids by the hundred thousand, rows by the page. */
import type { Catalog } from './catalog.ts';
import type { Condition, Sort } from './condition.ts';
import { clauseOfAll } from './find.ts';
import { findByTerms } from './find-by-terms.ts';
import { idsByPath } from './path-order.ts';
import { indexChanged } from './search.ts';

/** The ids of all photos under review that meet every condition, in order; of all photos where one asks how they stand. */
export function findPhotos(
  catalog: Catalog,
  conditions: readonly Condition[],
  sort: Sort,
): Int32Array {
  indexChanged(catalog);
  const isEvery = isEveryPhotoReviewed(catalog);
  const asked = conditions.flatMap((one) => (one.kind === 'is' && !one.not ? one.standings : []));
  const present = asked.includes('excluded')
    ? Int32Array.from(catalog.ids`SELECT id FROM photo WHERE missing = 0 ORDER BY path`)
    : idsByPath(catalog);
  if (conditions.length === 0 && sort === 'path' && isEvery) return present;
  const marks = marksOfFound(catalog, conditions, isEvery || asked.length > 0);
  if (sort === 'path') return present.filter((id) => marks[id] === 1);
  for (const id of present) if (marks[id] === 1) marks[id] = 2;
  const ordered = Int32Array.from(catalog.ids(orders[sort])).filter((id) => marks[id] === 2);
  // Photos without a text of ours have no place in some orders.
  for (const id of ordered) marks[id] = 3;
  const others = present.filter((id) => marks[id] === 2);
  if (others.length === 0) return ordered;
  return Int32Array.from([...ordered, ...others]);
}

/** By id: 1 for photos that meet every condition, of those under review or of `all`. */
function marksOfFound(
  catalog: Catalog,
  conditions: readonly Condition[],
  all: boolean,
): Uint8Array {
  const marks = new Uint8Array(catalog.count`SELECT max(id) FROM photo` + 1);
  if (conditions.length === 0 && all) return marks.fill(1);
  // Without conditions an index of the narrower table has the answer.
  if (conditions.length === 0) return marked(marks, catalog.ids`SELECT photo_id AS id FROM review`);
  // In one transaction, so that its hundreds of small reads need no lock each.
  if (catalog.snapshot(() => findByTerms(catalog, conditions, marks))) {
    if (all) return marks;
    const both = marked(
      new Uint8Array(marks.length),
      catalog.ids`SELECT photo_id AS id FROM review`,
    );
    return both.map((one, id) => one & (marks[id] ?? 0));
  }
  const found = catalog.ids`
    SELECT photo_id AS id FROM search WHERE ${clauseOfAll(catalog, conditions)}
      AND (${all ? 1 : 0} OR EXISTS (SELECT 1 FROM review WHERE review.photo_id = search.photo_id))`;
  return marked(marks, found);
}

function marked(marks: Uint8Array, ids: readonly number[]): Uint8Array {
  for (const id of ids) marks[id] = 1;
  return marks;
}

/** The ids of all photos that meet every condition, under review or not, in no order. */
export function findAmongAll(catalog: Catalog, conditions: readonly Condition[]): number[] {
  indexChanged(catalog);
  return catalog.ids`
    SELECT photo_id AS id FROM search WHERE ${clauseOfAll(catalog, conditions)}
      AND photo_id IN (SELECT id FROM photo WHERE missing = 0)`;
}

/** The usual case when the screen opens; then the order has the answer by itself. */
function isEveryPhotoReviewed(catalog: Catalog): boolean {
  return catalog.count`SELECT (SELECT count(*) FROM photo) = (SELECT count(*) FROM review)` === 1;
}

const orders: Readonly<Record<Exclude<Sort, 'path'>, string>> = {
  taken: 'SELECT photo_id AS id FROM search ORDER BY taken, photo_id',
  title: 'SELECT photo_id AS id FROM search ORDER BY beginning, photo_id',
  state: `SELECT photo_id AS id FROM review
    ORDER BY CASE decision WHEN 'open' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END, photo_id`,
  look: `SELECT photo_id AS id FROM review
    ORDER BY decision <> 'open', problems DESC, doubts DESC, photo_id`,
  changed: 'SELECT photo_id AS id FROM review ORDER BY version DESC, photo_id',
};
