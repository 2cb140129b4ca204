/** What the list of the review asks: rows for what is in sight, and which photos are next, near or named so. */
import type { Decision } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { Sql, sql, these } from './sql.ts';

export type ReviewLine = {
  readonly id: number;
  readonly path: string;
  readonly description: string;
  readonly decision: Decision;
  readonly edited: string;
  readonly problems: number;
  readonly doubts: number;
  /** The first photo of the burst that it belongs to. */
  readonly first_id: number | null;
  readonly excluded: 0 | 1;
  /** 0 while there is no text of ours. */
  readonly hasText: 0 | 1;
};

/** These photos as lines, in the order of the ids. */
export function reviewLines(catalog: Catalog, ids: readonly number[]): ReviewLine[] {
  return catalog.all<ReviewLine>`
    SELECT photo.id, photo.path, coalesce(description, '') AS description, coalesce(decision, 'open') AS decision,
      coalesce(edited, '') AS edited, coalesce(problems, 0) AS problems, coalesce(doubts, 0) AS doubts, first_id,
      excluded, decision IS NOT NULL AS hasText
    FROM json_each(${ids}) AS wanted JOIN photo ON photo.id = wanted.value
      LEFT JOIN review ON review.photo_id = photo.id LEFT JOIN burst ON burst.photo_id = photo.id
    ORDER BY wanted.key`;
}

/** Whatever needs a look, the most needy first; `open` is all of it. Each can be answered from an index. */
const needs = {
  open: "decision = 'open'",
  problems: "decision = 'open' AND problems > 0",
  doubts: "decision = 'open' AND problems = 0 AND doubts > 0",
  nothing: "decision = 'open' AND problems = 0 AND doubts = 0",
  /** Like `nothing`, and counted by the rules of the moment. */
  clean: "decision = 'open' AND problems = 0 AND doubts = 0 AND stale = 0",
} as const;
export type Need = keyof typeof needs;

/** The photos that need something, all of them or among these. */
export function needing(catalog: Catalog, need: Need, among?: readonly number[]): Set<number> {
  const all = sql`SELECT photo_id AS id FROM review WHERE ${new Sql(needs[need])}`;
  return new Set(
    catalog.ids(among === undefined ? all : sql`${all} AND photo_id IN ${these(among)}`),
  );
}

/** All photos in the folder of one. */
export function inFolderOf(catalog: Catalog, photoId: number): number[] {
  return catalog.ids`
    SELECT id FROM photo WHERE folder = (SELECT folder FROM photo WHERE id = ${photoId})`;
}

/** The photos whose file name, in small letters, is LIKE the pattern. */
export function namedLike(catalog: Catalog, pattern: string): Set<number> {
  return new Set(catalog.ids`
    SELECT id FROM photo WHERE lower(replace(path, folder || '/', '')) LIKE ${pattern} ESCAPE '\\'`);
}
