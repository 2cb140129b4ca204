/**
 * Photos with the same picture (`identity`): one of them, the leader, is asked, and the others take its answer. A copy
 * that waits for one stands at `collect`, without a request of its own.
 */
import type { SuggestionSource } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { inReach, isChosen } from './choice.ts';
import { Sql, sql } from './sql.ts';

/** What a model said about another photo with the same picture, as JSON. */
type GivenAnswer = {
  readonly photoId: number;
  readonly answer: string;
  readonly model: string;
  readonly source: SuggestionSource;
};

export type Copy = {
  readonly id: number;
  readonly given: GivenAnswer | undefined;
  /** The photo that is or will be asked. */
  readonly leader: number | null;
};

/** The last answer of a model about another photo with this picture; what sidecars say is about one photo. */
const answerOfOther = (withMadeUp: boolean) => sql`
  SELECT suggestion.id FROM suggestion JOIN photo AS other ON other.id = suggestion.photo_id
  WHERE other.identity = photo.identity AND other.id <> photo.id
    AND suggestion.source NOT IN ('sidecar', ${withMadeUp ? '' : 'rehearsal'})
  ORDER BY suggestion.id DESC LIMIT 1`;

const holdsBack = (photo: string) =>
  new Sql(
    `EXISTS (SELECT 1 FROM issue WHERE photo_id = ${photo}.id AND stage = ${photo}.status AND blocking = 1)`,
  );

/** Another photo with this picture that has been asked, or will be first because it comes first in the archive. */
const leaderOf = sql`
  SELECT leader.id FROM photo AS leader
  WHERE leader.identity = photo.identity AND leader.id <> photo.id AND leader.copy_of IS NULL
    AND leader.missing = 0 AND leader.excluded = 0
    AND (leader.status IN ('submit', 'collect')
      OR (leader.status = 'prepare' AND leader.path < photo.path AND NOT ${holdsBack('leader')}
        AND ${isChosen('leader.id')}))
  ORDER BY leader.status = 'prepare', leader.path LIMIT 1`;

/**
 * The photos that stand to be prepared and need not be asked, in archive order.
 * @param withMadeUp an answer of a rehearsal is one
 */
export function copiesToPrepare(catalog: Catalog, withMadeUp: boolean): readonly Copy[] {
  const rows = catalog.all<{ id: number; given: number | null; leader: number | null }>`
    SELECT id, (${answerOfOther(withMadeUp)}) AS given, (${leaderOf}) AS leader FROM photo
    WHERE status = 'prepare' AND ${inReach} AND NOT ${holdsBack('photo')} AND identity IN (
      SELECT identity FROM photo WHERE identity IS NOT NULL GROUP BY identity HAVING count(*) > 1)
    ORDER BY path`;
  return rows
    .map(({ id, given, leader }) => ({ id, leader, given: givenAnswer(catalog, given) }))
    .filter(({ given, leader }) => given !== undefined || leader !== null);
}

function givenAnswer(catalog: Catalog, id: number | null): GivenAnswer | undefined {
  return catalog.get`
    SELECT photo_id AS photoId, answer, model, source FROM suggestion WHERE id = ${id}`;
}

/** Notes whose answer a photo took. */
export function noteCopy(catalog: Catalog, photoId: number, leader: number): void {
  catalog.run`UPDATE photo SET copy_of = ${leader} WHERE id = ${photoId}`;
}

/** Lets a copy wait for the answer about another photo. */
export function waitFor(catalog: Catalog, photoId: number, leader: number): void {
  catalog.run`UPDATE photo SET status = 'collect', copy_of = ${leader} WHERE id = ${photoId}`;
}

/** The copies that wait for the answer about a photo. */
export function waitingCopies(catalog: Catalog, leader: number): readonly number[] {
  return catalog.ids`SELECT id FROM photo WHERE copy_of = ${leader} AND ${isWaiting}`;
}

/** How many copies wait for the answer about another photo. */
export function countWaitingCopies(catalog: Catalog): number {
  return catalog.count`
    SELECT count(*) FROM photo WHERE copy_of IS NOT NULL AND ${isWaiting} AND ${inReach}`;
}

const isWaiting = sql`status = 'collect' AND missing = 0
  AND NOT EXISTS (SELECT 1 FROM request WHERE photo_id = photo.id AND state = 'asking')`;

/**
 * Has copies prepared by themselves whose leader will not be answered: it is gone, left out, another picture by now, or
 * cannot be prepared. @param all each photo is asked by itself
 */
export function freeCopies(catalog: Catalog, { all }: { readonly all: boolean }): void {
  catalog.run`
    UPDATE photo SET status = 'prepare', copy_of = NULL WHERE copy_of IS NOT NULL AND ${isWaiting}
      AND (${all ? 1 : 0} OR NOT EXISTS (
        SELECT 1 FROM photo AS leader WHERE leader.id = photo.copy_of AND leader.identity = photo.identity
          AND leader.missing = 0 AND leader.excluded = 0 AND leader.status IN ('prepare', 'submit', 'collect')
          AND NOT (leader.status = 'prepare' AND ${holdsBack('leader')})))`;
}

/** The photo whose answer a photo took, as it stands in the archive. */
export function answeredWith(catalog: Catalog, photoId: number): string | undefined {
  return catalog.get<{ path: string }>`
    SELECT leader.path FROM photo JOIN photo AS leader ON leader.id = photo.copy_of
    WHERE photo.id = ${photoId} AND photo.status NOT IN ('prepare', 'submit', 'collect')`?.path;
}
