/** The photos that may go to outlets, each with the texts it would get, one after the other and never all in memory. */
import { createHash, hash } from 'node:crypto';
import type { Catalog } from '../../catalog/catalog.ts';
import { type Delivery, eachToDeliver, type ToDeliver } from '../../catalog/deliveries.ts';
import { StopError } from '../../errors.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import { outletCategories } from '../../rules/outlets/outlet-categories.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Variant } from '../../rules/outlets/variant.ts';
import { titleOf } from '../../rules/texts/title.ts';
import { outletSettings, type Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';
import { variantFor } from '../archive/variant-for.ts';
import { photosMatching } from '../review/selection.ts';

/** A photo with what one outlet gets of it. */
export type OutletPhoto = Pick<ToDeliver, 'id' | 'path' | 'bytes' | 'identity'> & {
  readonly outlet: Outlet;
  readonly delivery: Delivery | undefined;
  /** Whether it goes there: as a person says of it, or else by the rule of the outlet. */
  readonly isChosen: boolean;
  readonly master: MasterText;
  readonly variant: Variant;
  /** A hash of all that the copy and its row in the CSV are made of; worked out when asked for. */
  readonly madeFrom: string;
};

/**
 * Every embedded photo that is chosen, in archive order, for each outlet in turn: one pass over the catalog for all.
 * @param among these photos instead, in archive order, chosen or not
 */
export function* outletPhotos(
  { catalog, settings }: Pick<Archive, 'catalog' | 'settings'>,
  outlets: readonly Outlet[],
  among?: readonly number[],
): Generator<OutletPhoto, void> {
  const ids = outlets.map(({ id }) => id);
  const rules = new Map(ids.map((id) => [id, meantBy(catalog, settings, id)]));
  for (const photo of eachToDeliver(catalog, ids, among)) {
    const { bytes, deliveries, id, identity, path, said, text } = photo;
    const master = { ...text, bytes, description: titleOf(text).text };
    for (const outlet of outlets) {
      const variant = variantFor(outlet, master, said.get(outlet.id), path);
      const { choice } = said.get(outlet.id) ?? {};
      const isMeant = rules.get(outlet.id)?.has(id) ?? true;
      const isChosen = choice === undefined ? isMeant : choice === 'send';
      const delivery = deliveries.get(outlet.id);
      let madeFrom: string | undefined;
      yield {
        ...{ id, path, bytes, identity, outlet, delivery, isChosen, master, variant },
        get madeFrom() {
          madeFrom ??= fingerprintOf(identity, outlet, master, variant);
          return madeFrom;
        },
      };
    }
  }
}

/** The photos that an outlet's rule means; undefined where it has none. @throws StopError `settings-invalid` */
function meantBy(
  catalog: Catalog,
  settings: Settings,
  outlet: string,
): ReadonlySet<number> | undefined {
  const { where } = outletSettings(settings, outlet);
  if (where.trim() === '') return undefined;
  const found = photosMatching(catalog, where);
  if ('photoIds' in found) return new Set(found.photoIds);
  throw new StopError(
    'settings-invalid',
    `outlets.${outlet}.where cannot be understood: ${found.complaint}.`,
    'It is written as the filter of the review: words, and fields such as usage:commercial or rating:>=3.',
  );
}

function fingerprintOf(
  identity: string,
  outlet: Outlet,
  { further, place, releases, takenOn, usage }: MasterText,
  text: Variant,
) {
  const { description, keywords, title } = text;
  const categories = outletCategories(outlet.categories?.value, further);
  const all = JSON.stringify([
    ...[identity, title, description, keywords, place, takenOn, usage],
    ...(releases === undefined ? [] : [releases]),
    ...(categories.length === 0 ? [] : [categories]),
  ]);
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

/** Whether it is a row in the CSV of an outlet whose copies stay in a folder. */
export function waitsInFolder({ delivery, isChosen, madeFrom, outlet }: OutletPhoto): boolean {
  const isFolder = outlet.delivery.value.way === 'folder';
  return (
    isChosen &&
    delivery !== undefined &&
    (isFolder || delivery.state === 'ready') &&
    delivery.madeFrom === madeFrom
  );
}

/** A hash of all that the CSV of a folder is made of. */
export function folderCsvHash({ categories, csv }: Outlet): {
  readonly add: (one: OutletPhoto) => void;
  readonly end: () => string;
} {
  const all = createHash('sha256').update(JSON.stringify([csv, categories]));
  return {
    add({ delivery, id, madeFrom }) {
      all.update(`${id} ${delivery?.name} ${madeFrom}\n`);
    },
    end: () => all.digest('base64url').slice(0, 22),
  };
}
