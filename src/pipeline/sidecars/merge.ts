/**
 * One merge of the three versions of a photo's sidecar: what is remembered of it, what we want, and what it says. It
 * serves writing, showing, embedding, and settling what both sides changed.
 */
import { type ApprovedText, approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { getReview } from '../../catalog/reviews.ts';
import { writtenForAnother } from '../../catalog/sidecars.ts';
import { systemCode } from '../../errors.ts';
import { type FieldName, fieldNames, fieldTable, reviewFields } from '../../metadata/fields.ts';
import {
  fieldsIn,
  type Metadata,
  metadataFrom,
  sameValue,
  textsOf,
  type Value,
  withoutTaken,
} from '../../metadata/metadata.ts';
import {
  languageIn,
  withoutLonely,
  withoutOtherLanguages,
} from '../../metadata/second-language.ts';
import type { Photo } from '../../photo.ts';
import { withoutDefaults } from '../../rules/texts/camera-defaults.ts';
import type { Settings } from '../../settings.ts';
import { type Reconciled, reconcile, sameKeywords, XmpError } from '../../xmp/index.ts';
import { type Archive, fileOf, secondLanguage } from '../archive/archive.ts';
import { type Rights, rightsOf } from '../archive/rights.ts';
import { textInPhoto } from '../archive/text-in-photo.ts';
import { baseToMerge, isList, type KnownBase } from './base.ts';
import { type OpenSidecar, rawName, readSidecarAt, type SidecarPlace } from './locate.ts';
import { type Remembered, recall } from './sidecar-row.ts';
import { sidecarText } from './sidecar-text.ts';

/** Which side wins where both changed; undefined leaves conflicts to a person. */
export type Keep = 'ours' | 'theirs' | undefined;

export type Merge = Reconciled & {
  readonly base: KnownBase | undefined;
  /** Empty for a photo whose text we do not want anywhere. */
  readonly ours: Metadata;
  /** Empty where there is no sidecar. */
  readonly theirs: Metadata;
  /** The fields where our text is written only if there is none yet. */
  readonly fill: ReadonlySet<FieldName>;
  /** What the photo itself says because of us. */
  readonly embedded: Metadata;
  /** The language that is written beside English; undefined where none is. */
  readonly language: string | undefined;
  /** Undefined for a photo whose text we do not want anywhere. */
  readonly rights: Rights | undefined;
};

/** The language of the setting; where that is empty by now, the one that we have written there. */
function languageFor(archive: Archive, base: KnownBase | undefined): string | undefined {
  return secondLanguage(archive) ?? languageIn(base?.ours);
}

/**
 * @param approved undefined for a photo whose text we do not want anywhere
 * @param inPhoto what the fields of rights and of the second language say in the photo itself
 */
export function merge(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
  base: KnownBase | undefined,
  theirs: Metadata,
  { keep, inPhoto = {} }: { readonly keep?: Keep; readonly inPhoto?: Metadata } = {},
): Merge {
  const { catalog, settings } = archive;
  const language = languageFor(archive, base);
  const inOurs = (text: Metadata) => withoutOtherLanguages(text, language);
  const embedded = inOurs(embeddedEarlier(catalog, photo.id).last);
  const rights = approved === undefined ? undefined : rightsOf(archive, photo);
  const fill = fieldsToFill(settings, [...(approved?.byHand ?? []), ...(rights?.replace ?? [])]);
  const ours =
    approved === undefined || rights === undefined
      ? {}
      : {
          ...sidecarText(photo, approved, { embedded, fill, language, inPhoto }),
          ...rightsToWrite(rights.text, fill, base, theirs, inPhoto, embedded),
        };
  const seen = getReview(catalog, photo.id)?.existingKeywords ?? [];
  // What we wrote ourselves is a person's text, however it reads.
  const written = (text: Metadata): Metadata => ({
    ...withoutDefaults(text, photo.path),
    ...metadataFrom((field) => (base?.wrote.includes(field) ? text[field] : undefined)),
  });
  const toMerge = base && baseToMerge(base, theirs);
  const known = toMerge && {
    ...toMerge,
    text: written(inOurs(toMerge.text)),
    ...(toMerge.ours && { ours: inOurs(toMerge.ours) }),
  };
  // A template that replaces does so unseen: the person has said so in it.
  const settle = (field: FieldName) =>
    keep ?? (base === undefined && rights?.replace.has(field) ? 'ours' : undefined);
  const merged = reconcile(known, ours, written(inOurs(theirs)), { fill, seen, keep: settle });
  const text = withoutLonely(merged.text, theirs);
  return { base, ours, theirs, fill, embedded, language, rights, ...merged, text };
}

/**
 * What a template gives, without what would only fill and for which the sidecar or the photo has somebody else's value, in
 * the field or beside it in the same structure.
 */
function rightsToWrite(
  text: Metadata,
  fill: ReadonlySet<FieldName>,
  base: KnownBase | undefined,
  theirs: Metadata,
  inPhoto: Metadata,
  embedded: Metadata,
): Metadata {
  const isForeign = (field: FieldName, value: Value | undefined, known: Value | undefined) =>
    textsOf(value).length > 0 &&
    !sameValue(field, value, known) &&
    !sameValue(field, value, text[field]);
  const isInPhoto = (field: FieldName) => isForeign(field, inPhoto[field], embedded[field]);
  const isBeside = (field: FieldName) =>
    fieldTable[field].of !== undefined &&
    base?.wrote.includes(field) !== true &&
    isForeign(field, theirs[field], undefined);
  return withoutTaken(
    text,
    (field) => fill.has(field),
    (field) => isInPhoto(field) || isBeside(field),
  );
}

/** What a photo itself says in the fields of its template and in a second language; nothing is read where there is neither. */
async function textOfPhoto(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
): Promise<Metadata> {
  if (approved === undefined) return {};
  const language = secondLanguage(archive);
  const isTranslated = language !== undefined && approved.further?.[`title_${language}`];
  if (!isTranslated && fieldsIn(rightsOf(archive, photo).text).length === 0) return {};
  try {
    return await textInPhoto(fileOf(archive, photo), language);
  } catch (error) {
    // Embedding says what is wrong with the photo; its sidecar can do without.
    if (systemCode(error) !== undefined) return {};
    throw error;
  }
}

/** The accepted text of a photo, if there is one, against what its sidecar said when it was last read. */
export function mergeRemembered(
  archive: Archive,
  photo: Photo,
  { base, content }: { readonly base?: KnownBase | undefined; readonly content: Metadata },
): Merge {
  return merge(archive, photo, approvedText(archive.catalog, photo.id), base, content);
}

/** The sidecar of a photo as it is on the disk, merged with what we want. */
export type Comparison = {
  readonly place: SidecarPlace;
  readonly remembered: Remembered | undefined;
  /** The file as it is; undefined when there is none. */
  readonly before: OpenSidecar | undefined;
  readonly merge: Merge;
};

/**
 * Compares what we want with what is there. @throws XmpError, or the file system's error
 * @param approved undefined for a photo whose text we do not want anywhere
 */
export async function compareSidecar(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
  place: SidecarPlace,
  keep?: Keep,
): Promise<Comparison> {
  const remembered = recall(archive.catalog, photo.id, rawName(place));
  const before = await readSidecarAt(place, languageFor(archive, remembered?.base));
  const base = before && baseFor(archive, photo, before, remembered);
  const merged = merge(archive, photo, approved, base, before?.xmp.content ?? {}, {
    keep,
    inPhoto: await textOfPhoto(archive, photo, approved),
  });
  return { place, remembered, before, merge: merged };
}

/**
 * What a sidecar is compared with. One that we wrote for another picture is not this photo's, however it came to its
 * name; of one that this photo met under another name, nothing is known but what it says.
 */
function baseFor(
  { catalog }: Archive,
  photo: Photo,
  { seen: { name, hash } }: OpenSidecar,
  remembered: Remembered | undefined,
): KnownBase | undefined {
  const isKnown = remembered?.hash === hash || remembered?.baseHash === hash;
  if (isKnown) return remembered.base;
  const other = writtenForAnother(catalog, photo.id, hash);
  if (other !== undefined)
    throw new XmpError(
      'of-another-photo',
      `it was written for the picture that is now ${other}. Rename it to match that photo, or remove it.`,
    );
  return remembered?.name === name ? remembered.base : undefined;
}

/**
 * The fields that are only filled, by the same settings as embedding. What a person wrote is always set, and lists are
 * merged, whatever the settings say.
 */
function fieldsToFill(settings: Settings, byHand: readonly FieldName[]): ReadonlySet<FieldName> {
  const isFilled = (field: FieldName) => {
    const { type, policy } = fieldTable[field];
    if (policy === 'template') return !byHand.includes(field);
    return type !== 'list' && settings[`embed.${policy}`] === 'fill';
  };
  return new Set(fieldNames.filter((field) => isFilled(field) && !byHand.includes(field)));
}

/**
 * The fields where another program's text goes before our accepted one although ours was meant to be there. One that is
 * only filled, and that we have never written, is theirs by the settings.
 */
export function overruled({ fromThem, fill, base }: Merge): FieldName[] {
  return reviewFields.filter(
    (field) =>
      fieldTable[field].type !== 'date' &&
      fromThem.includes(field) &&
      (!fill.has(field) || base?.wrote.includes(field)),
  );
}

/** Whether a field that we have something to say about differs from `known`; lists may be in another order. */
export function isChangedElsewhere({ ours, theirs }: Merge, known: Metadata): boolean {
  return fieldsIn(ours).some((field) =>
    isList(field)
      ? !sameKeywords(textsOf(known[field]), textsOf(theirs[field]))
      : (known[field] ?? '') !== (theirs[field] ?? ''),
  );
}
