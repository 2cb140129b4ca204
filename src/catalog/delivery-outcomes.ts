/** What became of delivered photos, told one by one. */
import type { Catalog } from './catalog.ts';
import { type DeliveryState, mayBeThere } from './deliveries.ts';

export type DeliveredName = { readonly photoId: number; readonly name: string };

/** Every copy that was made for an outlet. */
export function deliveriesTo(catalog: Catalog, outlet: string): readonly DeliveredName[] {
  return catalog.all<DeliveredName>(
    'SELECT photo_id AS photoId, name FROM delivery WHERE outlet = ?',
    outlet,
  );
}

export type Outcome = {
  readonly photoId: number;
  readonly state: Extract<DeliveryState, 'accepted' | 'refused'>;
  /** '' where nothing is said. */
  readonly reason: string;
};

/** Writes down what became of photos at an outlet; what is written down already stays as it is, with its time. */
export function setOutcomes(
  catalog: Catalog,
  outlet: string,
  outcomes: readonly Outcome[],
  at: Date,
): void {
  catalog.transaction(() => {
    for (const { photoId, reason, state } of outcomes)
      catalog.run(
        `UPDATE delivery SET state = ?1, reason = nullif(?2, ''), at = ?3, ${mayBeThere}
         WHERE outlet = ?4 AND photo_id = ?5 AND (state, coalesce(reason, '')) <> (?1, ?2)`,
        ...[state, reason, at.toISOString(), outlet, photoId],
      );
  });
}
