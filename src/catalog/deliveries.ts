/** What went to which outlet, and what became of it. */
import type { Catalog } from './catalog.ts';
import { isChosen } from './choice.ts';

export const deliveryStates = ['ready', 'delivered', 'accepted', 'refused'] as const;
/** ready: its copy is made. Whoever is delivered, accepted or refused has left. */
export type DeliveryState = (typeof deliveryStates)[number];

export type Delivery = {
  readonly photoId: number;
  readonly state: DeliveryState;
  /** Of the copy, for good. */
  readonly name: string;
  /** A hash of all that the copy and its row in the CSV were made of. */
  readonly madeFrom: string;
  readonly bytes: number;
};

const columns = 'photo_id AS photoId, state, name, made_from AS madeFrom, bytes';

/** Of one photo. */
export function deliveryOf(
  catalog: Catalog,
  photoId: number,
  outlet: string,
): Delivery | undefined {
  return catalog.get<Delivery>(
    `SELECT ${columns} FROM delivery WHERE photo_id = ? AND outlet = ?`,
    photoId,
    outlet,
  );
}

/** Every name that copies for an outlet have got. */
export function deliveredNames(catalog: Catalog, outlet: string): string[] {
  return catalog
    .all<{ name: string }>('SELECT name FROM delivery WHERE outlet = ?', outlet)
    .map(({ name }) => name);
}

export function saveDelivery(
  catalog: Catalog,
  outlet: string,
  { photoId, madeFrom, ...delivery }: Delivery,
  at: Date,
): void {
  catalog.run(
    `INSERT INTO delivery (photo_id, outlet, state, name, made_from, bytes, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (photo_id, outlet) DO UPDATE SET state = excluded.state, made_from = excluded.made_from,
       bytes = excluded.bytes, reason = NULL, at = excluded.at`,
    photoId,
    outlet,
    delivery.state,
    delivery.name,
    madeFrom,
    delivery.bytes,
    at.toISOString(),
  );
}

/** Says what became of the chosen photos at an outlet. @returns of how many */
export function markDeliveries(
  catalog: Catalog,
  outlet: string,
  { state, reason }: { readonly state: DeliveryState; readonly reason?: string | undefined },
  at: Date,
): number {
  return catalog.run(
    `UPDATE delivery SET state = ?, reason = ?, at = ? WHERE outlet = ? AND ${isChosen('photo_id')}`,
    state,
    reason,
    at.toISOString(),
    outlet,
  ).changes;
}

export type DeliveryCount = {
  readonly outlet: string;
  readonly state: DeliveryState;
  readonly photos: number;
};

/** How many photos stand how at each outlet. */
export function countDeliveries(catalog: Catalog): DeliveryCount[] {
  return catalog.all<DeliveryCount>(
    `SELECT outlet, state, count(*) AS photos FROM delivery JOIN photo ON id = photo_id
     WHERE missing = 0 GROUP BY outlet, state ORDER BY outlet, state`,
  );
}
