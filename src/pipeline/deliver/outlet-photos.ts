/** The photos that may go to an outlet, each with the text it would get, one after the other and never all in memory. */
import { createHash } from 'node:crypto';
import type { Catalog } from '../../catalog/catalog.ts';
import { eachToDeliver, type ToDeliver } from '../../catalog/deliveries.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { deriveVariant, type Variant } from '../../rules/outlets/variant.ts';
import { titleOf } from '../../rules/texts/title.ts';

export type OutletPhoto = Omit<ToDeliver, 'text'> & {
  readonly master: MasterText;
  readonly variant: Variant;
  /** A hash of all that the copy and its row in the CSV are made of. */
  readonly madeFrom: string;
};

/** Every embedded photo that is meant, in archive order. */
export function* outletPhotos(catalog: Catalog, outlet: Outlet): Generator<OutletPhoto, void> {
  for (const { text, ...photo } of eachToDeliver(catalog, outlet.id)) {
    const master = { ...text, bytes: photo.bytes, description: titleOf(text).text };
    const variant = deriveVariant(outlet, master);
    yield { ...photo, master, variant, madeFrom: fingerprintOf(photo.identity, master, variant) };
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
