/** What went wrong with photos, a row each: written, taken back, listed, grouped by reason. */
import { excerptOf } from '../errors.ts';
import type { Issue, Stage } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { inReach, isChosen } from './choice.ts';
import { sql } from './sql.ts';

/** Characters; ours are shorter, and what they quote may be anything. */
const longestMessage = 600;

/** Records what went wrong with a photo. A blocking issue holds it at its stage until it is cleared. */
export function recordIssue(
  catalog: Catalog,
  photoId: number,
  issue: Issue,
  { blocking = true } = {},
): void {
  const { stage, code } = issue;
  const message = excerptOf(issue.message, longestMessage);
  const at = new Date();
  catalog.insert('issue', { photoId, stage, code, message, blocking, at }, 'update');
}

/** Retries the photos, of those chosen, that an issue, or one of this code, holds back in a stage; returns how many there were. */
export function clearIssues(catalog: Catalog, stage: Stage, code?: string): number {
  const which = sql`
    stage = ${stage} AND (${code} IS NULL OR code = ${code}) AND ${isChosen('photo_id')}`;
  return catalog.transaction(() => {
    const held = catalog.count`
      SELECT count(DISTINCT photo_id) FROM issue WHERE ${which} AND blocking = 1`;
    catalog.run`DELETE FROM issue WHERE ${which}`;
    return held;
  });
}

export type LeftFor = {
  readonly code: string;
  readonly message: string;
  readonly photos: number;
  /** The first of them in archive order. */
  readonly paths: readonly string[];
};

/** The reasons that hold photos in reach back in a stage, in archive order of their first photos, `limit` at most. */
export function reasonsHeld(catalog: Catalog, stage: Stage, limit: number): LeftFor[] {
  const rows = catalog.all<{ code: string; message: string; photos: number; path: string }>`
    SELECT code, message, photos, path FROM (
      SELECT code, message, path, count(*) OVER reason AS photos, min(path) OVER reason AS first,
        row_number() OVER (reason ORDER BY path) AS place
      FROM issue JOIN photo ON photo.id = photo_id AND status = stage
      WHERE stage = ${stage} AND blocking = 1 AND ${inReach} WINDOW reason AS (PARTITION BY code, message))
    WHERE place <= 3 ORDER BY first, message, place`;
  const reasons = Map.groupBy(rows, ({ code, message }) => `${code} ${message}`).values();
  return [...reasons.take(limit)].flatMap((group) => {
    const [reason] = group;
    return reason === undefined ? [] : [{ ...reason, paths: group.map(({ path }) => path) }];
  });
}

export type IssueOfPhoto = Issue & {
  readonly photoId: number;
  readonly path: string;
  /** 1 when it holds the photo back, 0 when it is only worth knowing. */
  readonly blocking: 0 | 1;
};

type IssueFilter = {
  readonly stage?: Stage;
  readonly photoId?: number;
  /** Only those that hold a photo back, or only those that do not. */
  readonly blocking?: boolean;
  readonly limit?: number;
};

/** The issues of a stage, or of all, in archive order; `limit` rows at most. */
export function listIssues(
  catalog: Catalog,
  { stage, photoId, blocking, limit = -1 }: IssueFilter = {},
): IssueOfPhoto[] {
  return catalog.all<IssueOfPhoto>`
    SELECT photo.id AS photoId, photo.path AS path, issue.stage, issue.code, issue.message,
      issue.blocking AS blocking FROM issue JOIN photo ON photo.id = issue.photo_id
    WHERE photo.missing = 0 AND ${isChosen('photo.id')} AND (${stage} IS NULL OR issue.stage = ${stage})
      AND (${photoId} IS NULL OR photo.id = ${photoId}) AND (${blocking} IS NULL OR issue.blocking = ${blocking})
    ORDER BY photo.path, issue.code LIMIT ${limit}`;
}
