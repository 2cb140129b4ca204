/** The outlets that the photos of an archive go to, as far as anything tells: a person's choice, a delivery, a setting. */
import type { Catalog } from '../../catalog/catalog.ts';
import { outletsDelivered, outletsInUse } from '../../catalog/outlets-in-use.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletsSetUp, type Settings } from '../../settings.ts';

type Using = { readonly catalog: Catalog; readonly settings: Settings };

/** Ids of the outlets that were chosen on the screen, delivered to, or set up (`outlets.adobe.user`). */
export function idsInUse({ catalog, settings }: Using): string[] {
  return [
    ...new Set([...outletsInUse(catalog), ...outletsDelivered(catalog), ...outletsSetUp(settings)]),
  ];
}

/** Those of them that have been read. */
export function knownInUse(
  archive: Using & {
    readonly knownOutlets?: () => { readonly all: readonly Outlet[] } | undefined;
  },
): readonly Outlet[] {
  const known = archive.knownOutlets?.()?.all ?? [];
  // Asked for every photo that comes into view: the catalog only where there may be something.
  if (known.length === 0) return [];
  const ids = new Set(idsInUse(archive));
  return known.filter(({ id }) => ids.has(id));
}
