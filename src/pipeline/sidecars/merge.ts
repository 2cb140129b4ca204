/**
 * One merge of the three versions of a photo's sidecar: what is remembered of it, what we want, and what it says. It
 * serves writing, showing, embedding, and settling what both sides changed.
 */
import { type ApprovedText, approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { type FieldName, fieldNames, fieldTable } from '../../metadata/fields.ts';
import { fieldsIn, type Metadata, textsOf } from '../../metadata/metadata.ts';
import type { Photo } from '../../photo.ts';
import { type Reconciled, reconcile, sameKeywords } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import type { KnownBase } from './base.ts';
import { fieldsToFill, sidecarText } from './sidecar-text.ts';

/** Which side holds where both changed; undefined leaves conflicts to a person. */
export type Keep = 'ours' | 'theirs' | undefined;

export type Merge = Reconciled & {
  readonly base: KnownBase | undefined;
  /** Empty for a photo whose text we no longer want anywhere. */
  readonly ours: Metadata;
  /** Empty where there is no sidecar. */
  readonly theirs: Metadata;
  /** The fields where ours only goes where nothing is. */
  readonly fill: ReadonlySet<FieldName>;
};

/** @param approved undefined for a photo whose text we no longer want anywhere */
export function merge(
  { catalog, settings }: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
  base: KnownBase | undefined,
  theirs: Metadata,
  keep?: Keep,
): Merge {
  const { last } = embeddedEarlier(catalog, photo.id);
  const ours = approved === undefined ? {} : sidecarText(photo, approved, last);
  const fill = approved === undefined ? new Set<FieldName>() : fieldsToFill(settings, approved);
  const merged = reconcile(base, ours, theirs, { fill, keep: () => keep });
  return { base, ours, theirs, fill, ...merged };
}

/** The accepted text of a photo against what its sidecar said when it was last read; undefined while none is accepted. */
export function mergeRemembered(
  archive: Archive,
  photo: Photo,
  { base, content }: { readonly base?: KnownBase; readonly content: Metadata },
): Merge | undefined {
  const approved = approvedText(archive.catalog, photo.id);
  return approved && merge(archive, photo, approved, base, content);
}

/**
 * The fields where another program's text goes before our accepted one although ours was meant to stand there. One that
 * is only filled, and that we have never written, is theirs by the settings.
 */
export function overruled({ fromThem, fill, base }: Merge): FieldName[] {
  return fieldNames.filter(
    (field) =>
      fieldTable[field].type !== 'date' &&
      fromThem.includes(field) &&
      (!fill.has(field) || base?.wrote.includes(field)),
  );
}

/** Whether a field that we have something to say about reads otherwise than in `known`; lists may be in another order. */
export function isChangedElsewhere({ ours, theirs }: Merge, known: Metadata): boolean {
  return fieldsIn(ours).some((field) =>
    fieldTable[field].type === 'list'
      ? !sameKeywords(textsOf(known[field]), textsOf(theirs[field]))
      : (known[field] ?? '') !== (theirs[field] ?? ''),
  );
}
