/** The photos that may go to an outlet, each with the text it would get, one after the other and never all in memory. */
import { createHash } from 'node:crypto';
import { approvedText } from '../../catalog/approved.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { type Delivery, deliveryOf } from '../../catalog/deliveries.ts';
import { eachReady, pictureIdentity } from '../../catalog/photos.ts';
import type { Photo } from '../../photo.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { deriveVariant, type Variant } from '../../rules/outlets/variant.ts';

export type OutletPhoto = {
  readonly photo: Photo;
  readonly master: MasterText;
  readonly variant: Variant;
  readonly identity: string;
  /** A hash of all that the copy and its row in the CSV are made of. */
  readonly madeFrom: string;
  /** What has become of it here so far. */
  readonly delivery?: Delivery | undefined;
};

/** Every embedded photo that is meant, in archive order. */
export function* outletPhotos(catalog: Catalog, outlet: Outlet): Generator<OutletPhoto, void> {
  for (const photo of eachReady(catalog, 'done')) {
    const approved = approvedText(catalog, photo.id);
    if (approved === undefined) continue;
    const { caption, description = '', keywords = [], shortTitle = '' } = approved;
    const master = { ...photo, caption, description, keywords, shortTitle };
    const variant = deriveVariant(outlet, master);
    const identity = pictureIdentity(catalog, photo.id) ?? '';
    yield {
      ...{ photo, master, variant, identity },
      madeFrom: fingerprintOf(identity, master, variant),
      delivery: deliveryOf(catalog, photo.id, outlet.id),
    };
  }
}

function fingerprintOf(identity: string, { place, takenOn, usage }: MasterText, text: Variant) {
  const { description, keywords, title } = text;
  const all = JSON.stringify([identity, title, description, keywords, place, takenOn, usage]);
  return createHash('sha256').update(all).digest('base64url').slice(0, 22);
}

/**
 * What a delivery comes to. new: never made. changed: made, and not sent yet. sent-changed: it has left with another text.
 * same: nothing to do. refused: the outlet would not take it.
 */
export type Standing = 'new' | 'changed' | 'sent-changed' | 'same' | 'refused';

export function standingOf({ delivery, madeFrom, variant }: OutletPhoto, outlet: Outlet): Standing {
  if (delivery !== undefined && delivery.madeFrom === madeFrom) return 'same';
  if (variant.refusals.length > 0) return 'refused';
  if (delivery === undefined) return 'new';
  // A folder of one's own is kept up to date.
  const isOpen = delivery.state === 'ready' || outlet.delivery.value.way === 'folder';
  return isOpen ? 'changed' : 'sent-changed';
}
