/** What became of delivered photos, told one by one. */
import type { Catalog } from './catalog.ts';
import { isChosen } from './choice.ts';
import { type DeliveryState, mayBeThere } from './deliveries.ts';
import { pages } from './pages.ts';

export type DeliveredName = { readonly photoId: number; readonly name: string };

/** Every copy that was made for an outlet. */
export function deliveriesTo(catalog: Catalog, outlet: string): readonly DeliveredName[] {
  return catalog.all<DeliveredName>`
    SELECT photo_id AS photoId, name FROM delivery WHERE outlet = ${outlet}`;
}

export type Outcome = {
  readonly photoId: number;
  readonly state: Exclude<DeliveryState, 'ready'>;
  /** '' where nothing is said. */
  readonly reason: string;
};

/**
 * Writes down what became of photos at an outlet; what is written down already stays as it is, with its time.
 * @returns of how many it was another
 */
export function setOutcomes(
  catalog: Catalog,
  outlet: string,
  outcomes: readonly Outcome[],
  at: Date,
): number {
  let changed = 0;
  catalog.transaction(() => {
    for (const { photoId, reason, state } of outcomes)
      changed += catalog.run`
        UPDATE delivery SET state = ${state}, reason = nullif(${reason}, ''), at = ${at}, ${mayBeThere}
        WHERE outlet = ${outlet} AND photo_id = ${photoId}
          AND (state, coalesce(reason, '')) <> (${state}, ${reason})`.changes;
  });
  return changed;
}

export type RefusalReason = {
  readonly outlet: string;
  /** '' where nothing is said. */
  readonly reason: string;
  readonly photos: number;
  /** Of one of them. */
  readonly path: string;
};

/** Why outlets have refused photos that were delivered, the most frequent reason first. */
export function refusalReasons(catalog: Catalog): readonly RefusalReason[] {
  return catalog.all<RefusalReason>`
    SELECT outlet, coalesce(reason, '') AS reason, count(*) AS photos, min(path) AS path
    FROM delivery JOIN photo ON id = photo_id WHERE state = 'refused' AND missing = 0
    GROUP BY outlet, reason ORDER BY photos DESC, outlet, reason`;
}

export type OutcomeOfPhoto = {
  readonly path: string;
  readonly outlet: string;
  readonly state: DeliveryState;
  /** Of the copy. */
  readonly name: string;
  readonly reason: string;
  /** When it became so, ISO 8601. */
  readonly at: string;
};

/** What has become of the chosen photos at every outlet, in archive order, page by page. */
export function outcomesOfPhotos(
  catalog: Catalog,
  pageSize = 2000,
): Generator<readonly OutcomeOfPhoto[], void> {
  return pages(
    (last?: OutcomeOfPhoto) => catalog.all<OutcomeOfPhoto>`
      SELECT path, outlet, state, name, coalesce(reason, '') AS reason, at
      FROM photo JOIN delivery ON photo_id = id
      WHERE missing = 0 AND ${isChosen('id')} AND (path, outlet) > (${last?.path ?? ''}, ${last?.outlet ?? ''})
      ORDER BY path, outlet LIMIT ${pageSize}`,
  );
}
