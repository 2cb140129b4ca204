/** The photos that may go to outlets, each with the texts it would get, one after the other and never all in memory. */
import { hash } from 'node:crypto';
import type { Catalog } from '../../catalog/catalog.ts';
import { type Delivery, eachToDeliver, type ToDeliver } from '../../catalog/deliveries.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Variant } from '../../rules/outlets/variant.ts';
import { titleOf } from '../../rules/texts/title.ts';
import { variantFor } from '../archive/variant-for.ts';

/** A photo with what one outlet gets of it. */
export type OutletPhoto = Pick<ToDeliver, 'id' | 'path' | 'bytes' | 'identity'> & {
  readonly outlet: Outlet;
  readonly delivery: Delivery | undefined;
  /** Whether it goes there, as a person says. */
  readonly isChosen: boolean;
  readonly master: MasterText;
  readonly variant: Variant;
  /** A hash of all that the copy and its row in the CSV are made of; worked out when asked for. */
  readonly madeFrom: string;
};

/** Every embedded photo that is meant, in archive order, for each outlet in turn: one pass over the catalog for all. */
export function* outletPhotos(
  catalog: Catalog,
  outlets: readonly Outlet[],
): Generator<OutletPhoto, void> {
  const ids = outlets.map(({ id }) => id);
  for (const photo of eachToDeliver(catalog, ids)) {
    const { bytes, deliveries, id, identity, path, said, text } = photo;
    const master = { ...text, bytes, description: titleOf(text).text };
    for (const outlet of outlets) {
      const variant = variantFor(outlet, master, said.get(outlet.id));
      const isChosen = said.get(outlet.id)?.choice !== 'keep';
      const delivery = deliveries.get(outlet.id);
      yield {
        ...{ id, path, bytes, identity, outlet, delivery, isChosen, master, variant },
        get madeFrom() {
          return fingerprintOf(identity, master, variant);
        },
      };
    }
  }
}

function fingerprintOf(identity: string, { place, takenOn, usage }: MasterText, text: Variant) {
  const { description, keywords, title } = text;
  const all = JSON.stringify([identity, title, description, keywords, place, takenOn, usage]);
  return hash('sha256', all, 'base64url').slice(0, 22);
}

/**
 * What a delivery comes to. new: never made. changed: made, and not sent yet. sent-changed: it has left with another text.
 * same: nothing to do. refused: the outlet would not take it. not-chosen: it does not go there, and has not left.
 */
export type Standing = 'new' | 'changed' | 'sent-changed' | 'same' | 'refused' | 'not-chosen';

export function standingOf(one: OutletPhoto): Standing {
  const { delivery, outlet, variant } = one;
  const isOwn = outlet.delivery.value.way === 'folder';
  const hasLeft = delivery !== undefined && delivery.state !== 'ready' && !isOwn;
  if (!one.isChosen && !hasLeft) return 'not-chosen';
  if (delivery !== undefined && delivery.madeFrom === one.madeFrom) return 'same';
  if (variant.refusals.length > 0) return 'refused';
  if (delivery === undefined) return 'new';
  // A folder of one's own is kept up to date.
  return hasLeft ? 'sent-changed' : 'changed';
}
