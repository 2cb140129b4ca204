/** The text that an outlet gets of a photo, by what a person has said of it. */
import type { AtOutlet } from '../../catalog/at-outlet.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import { ownVariant } from '../../rules/outlets/own-variant.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { deriveVariant, type Variant } from '../../rules/outlets/variant.ts';

/** What an outlet gets: a person's own text for it, or the derived one. */
export function variantFor(outlet: Outlet, master: MasterText, said?: AtOutlet): Variant {
  if (said?.text === undefined) return deriveVariant(outlet, master);
  const own = ownVariant(outlet, master, said.text);
  const stale = 'Your own text for it was written for an earlier text of the photo.';
  return said.isStale ? { ...own, notes: [...own.notes, stale] } : own;
}
