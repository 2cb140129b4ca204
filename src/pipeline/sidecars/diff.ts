/** What a sidecar says beside our text: other values of our fields, and values that only other programs set. */
import { caseless } from '../../caseless.ts';
import { approvedOf } from '../../catalog/approved.ts';
import type { Review } from '../../catalog/reviews.ts';
import {
  type FieldName,
  fieldTable,
  isTemplateField,
  placeFields,
  reviewFields,
  wordFor,
} from '../../metadata/fields.ts';
import { type Metadata, textsOf } from '../../metadata/metadata.ts';
import type { Photo } from '../../photo.ts';
import type { XmpContent } from '../../xmp/index.ts';
import { isList, type KnownBase } from './base.ts';
import type { Merge } from './merge.ts';
import type { Remembered } from './sidecar-row.ts';
import { sidecarText } from './sidecar-text.ts';

export type ForeignValue = {
  readonly label: string;
  readonly value: string;
  /** Our text, where there is one in the same place. */
  readonly ours?: string | undefined;
  /** A word or two, which may share a row with others. */
  readonly brief: boolean;
  /** It goes before our text, also when embedding. */
  readonly holds?: true;
};

const otherFields = reviewFields.filter(
  (field) =>
    fieldTable[field].type !== 'date' && !placeFields.includes(field) && !isTemplateField(field),
);

/**
 * In the order of the review: texts, keywords, then what is only in the sidecar. What we wrote ourselves is left out,
 * also where our text has changed since.
 */
export function besideOurs(
  photo: Photo,
  review: Review | undefined,
  { content, base }: Remembered,
  merged: Merge,
): ForeignValue[] {
  const written = writtenIn(content, base);
  const ours = textOf(photo, review, merged);
  const besideField = (field: FieldName): ForeignValue[] => {
    const label = wordFor(field);
    const [theirs, our] = [content[field], ours[field]];
    const lines = isList(field)
      ? beside(label, added([our, written[field]].flatMap(textsOf), textsOf(theirs)))
      : beside(label, isOneOf(theirs, our, written[field]) ? '' : theirs, our);
    return lines.map((one) => (merged.fromThem.includes(field) ? { ...one, holds: true } : one));
  };
  const isOtherPlace = placeFields.some(
    (field) => !isOneOf(content[field], undefined, '', ours[field], written[field]),
  );
  return [
    ...otherFields.flatMap(besideField),
    ...beside('rating', content.rating, undefined, true),
    ...beside('label', content.label ?? content.colour, undefined, true),
    ...beside('pick', content.pick, undefined, true),
    ...beside('place', isOtherPlace ? placeIn(content) : '', placeIn(ours), true),
    ...beside('hierarchy', pathsIn(content), undefined, true),
  ];
}

type Text = Metadata[FieldName];

function beside(label: string, value: Text = '', ours: Text = '', brief = false): ForeignValue[] {
  if (value === '') return [];
  return [{ label, value: String(value), ours: ours === '' ? undefined : String(ours), brief }];
}

function isOneOf(value: Text, ...others: readonly Text[]): boolean {
  return others.includes(value);
}

/** What we wrote in it and nobody has changed since, whatever our text says by now. */
function writtenIn(content: XmpContent, base: KnownBase | undefined): Metadata {
  const written = (base?.wrote ?? []).filter(
    (field) =>
      !isList(field) &&
      content[field] === base?.text[field] &&
      content[field] !== base?.before?.[field],
  );
  const texts = Object.fromEntries(written.map((field) => [field, content[field]])) as Metadata;
  return { ...texts, keywords: base?.ours?.keywords ?? [] };
}

/** Our text, accepted or not. */
function textOf(
  photo: Photo,
  review: Review | undefined,
  { embedded, fill, language }: Pick<Merge, 'embedded' | 'fill' | 'language'>,
): Metadata {
  if (review === undefined) return {};
  const approved = approvedOf(photo, {
    ...review,
    decision: 'accepted',
    titleDecision: 'accepted',
    keywordsDecision: 'accepted',
  });
  if (approved === undefined) return {};
  const byHand = new Set(approved.byHand);
  return sidecarText(photo, approved, {
    ...{ embedded, language, inPhoto: {} },
    fill: fill.difference(byHand),
  });
}

/** `+ harbour, boat`: those that we neither have nor had. */
function added(ours: readonly string[], theirs: readonly string[]): string {
  const known = new Set(ours.map(caseless));
  const more = theirs.filter((keyword) => !known.has(caseless(keyword)));
  return more.length === 0 ? '' : `+ ${more.join(', ')}`;
}

function placeIn(text: Metadata): string {
  return placeFields.flatMap((field) => text[field] ?? []).join(', ');
}

/** Only those of several levels: the others are keywords that were shown already. */
function pathsIn({ hierarchicalKeywords }: XmpContent): string {
  return hierarchicalKeywords.filter((path) => path.includes('|')).join(', ');
}
