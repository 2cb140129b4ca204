/** What proofsheet has written into files, and a person no longer wants there. */
import { withoutKeywords } from '../../catalog/existing-keywords.ts';
import type { EmbeddedEarlier } from '../../catalog/journal.ts';
import { type FieldName, fieldNames } from '../../metadata/fields.ts';
import {
  fromParts,
  type Metadata,
  partsOf,
  sameValue,
  type Value,
} from '../../metadata/metadata.ts';
import { nothingOf } from '../../metadata/translation.ts';

export type Withdrawn = {
  /** Each says again what it said before us, or nothing. */
  readonly fields: readonly FieldName[];
  /** What a person has taken off the photo; it goes, whoever wrote it. */
  readonly releases: TakenOff;
};

/** Texts by field. */
type TakenOff = Readonly<Partial<Record<FieldName, readonly string[]>>>;

/** What of a photo leaves its files, and what does not. */
export type Leaving = {
  /** Whether what we wrote into a field stays although nothing gives it now: nobody has decided that it should go. */
  readonly keeps: (field: FieldName) => boolean;
  /** What a person has taken off the photo. */
  readonly off: TakenOff;
};

/**
 * The fields that we have written and that are not wanted any more.
 * @param wanted what is to be there
 * @param wrote what we wrote last
 * @param among the fields that may change at all
 */
export function withdrawnFrom(
  wanted: Metadata,
  wrote: Metadata,
  { keeps, off }: Leaving,
  among: readonly FieldName[] = fieldNames,
): Withdrawn {
  const isGone = (field: FieldName) =>
    wanted[field] === undefined &&
    (off[field] !== undefined || (wrote[field] !== undefined && !keeps(field)));
  return { fields: among.filter(isGone), releases: off };
}

/** What is left of a value without the releases that were taken off. */
export function withoutReleases(field: FieldName, value: Value, off: TakenOff): Value {
  const gone = off[field];
  if (gone === undefined) return value;
  return (
    fromParts(
      field,
      partsOf(field, value).filter((part) => !gone.includes(part)),
    ) ?? ''
  );
}

/**
 * What withdrawn fields of a photo are to say, where that is not what they say. What is not as we left it is somebody else's.
 * @param isOurs whether a field says what we wrote last
 */
export function putBack(
  shown: Metadata,
  { fields, releases }: Withdrawn,
  { before, addedKeywords }: Pick<EmbeddedEarlier, 'before' | 'addedKeywords'>,
  isOurs: (field: FieldName, value: Value) => boolean,
): Metadata {
  const entries = fields.flatMap((field) => {
    const value = shown[field] ?? '';
    const earlier = (): Value => {
      if (typeof value !== 'string') return withoutKeywords(value, addedKeywords);
      return isOurs(field, value) ? (before[field] ?? nothingOf(field, value)) : value;
    };
    const target = withoutReleases(field, earlier(), releases);
    return sameValue(field, target, value) ? [] : [[field, target] as const];
  });
  return Object.fromEntries(entries) as Metadata;
}
