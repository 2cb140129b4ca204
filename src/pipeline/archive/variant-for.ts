/** The text that an outlet gets of a photo, by what a person has said of it. */
import type { AtOutlet } from '../../catalog/at-outlet.ts';
import { isJpegName } from '../../files/picture-kinds.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import { inLanguageOf } from '../../rules/outlets/other-language.ts';
import { ownVariant } from '../../rules/outlets/own-variant.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { deriveVariant, type Variant } from '../../rules/outlets/variant.ts';

/** What an outlet gets of the photo at a path: a person's own text for it, or the derived one. None takes other files than JPEGs. */
export function variantFor(
  outlet: Outlet,
  master: MasterText,
  said: AtOutlet | undefined,
  path: string,
): Variant {
  const variant = variantOf(outlet, master, said);
  if (isJpegName(path)) return variant;
  const refusal = `${outlet.name} gets JPEGs, and this is another file. Export a JPEG beside it.`;
  return { ...variant, refusals: [refusal, ...variant.refusals] };
}

function variantOf(outlet: Outlet, english: MasterText, said?: AtOutlet): Variant {
  const { master, notes } = inLanguageOf(outlet, english);
  if (said?.text === undefined) {
    const derived = deriveVariant(outlet, master);
    return notes.length === 0 ? derived : { ...derived, notes: [...derived.notes, ...notes] };
  }
  const own = ownVariant(outlet, master, said.text);
  const stale = 'Your own text for it was written for an earlier text of the photo.';
  return said.isStale ? { ...own, notes: [...own.notes, stale] } : own;
}
