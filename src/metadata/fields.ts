/**
 * The metadata fields that proofsheet reads and writes, a row each. Scanning, sidecars, embedding, proof, undo and the
 * screens all work from this table. A new field is a new row, and a line in `sidecarText` (src/pipeline/sidecars/sidecar-text.ts)
 * that says where its value comes from; the compiler asks for that.
 */
import { listed } from '../amounts.ts';
import type { FieldRow, FieldType } from './field-row.ts';
import { rightsFields } from './rights-fields.ts';

export type { FieldType };

/** In the order in which they are embedded, and shown then; IPTC keeps it, so that the same text gives the same bytes. */
const rows = {
  headline: {
    label: 'Headline',
    word: 'title',
    type: 'text',
    xmp: 'photoshop:Headline',
    tag: 'XMP-photoshop:Headline',
    iim: { record: 2, dataset: 105, tag: 'Headline', bytes: 256 },
    policy: 'headline',
  },
  keywords: {
    label: 'Keywords',
    type: 'list',
    xmp: 'dc:subject',
    tag: 'XMP-dc:Subject',
    iim: { record: 2, dataset: 25, tag: 'Keywords', bytes: 64 },
    policy: 'keywords',
  },
  shortTitle: {
    label: 'Short title',
    type: 'alternative',
    xmp: 'dc:title',
    tag: 'XMP-dc:Title',
    iim: { record: 2, dataset: 5, tag: 'ObjectName', bytes: 64 },
    policy: 'shortTitle',
  },
  caption: {
    label: 'Caption',
    type: 'alternative',
    xmp: 'dc:description',
    tag: 'XMP-dc:Description',
    iim: { record: 2, dataset: 120, tag: 'Caption-Abstract', bytes: 2000 },
    alsoIn: ['IFD0:ImageDescription'],
    policy: 'caption',
  },
  /** IIM has no languages. */
  translatedTitle: {
    label: 'Title in another language',
    type: 'translation',
    xmp: 'dc:title',
    tag: 'XMP-dc:Title',
    policy: 'shortTitle',
  },
  translatedCaption: {
    label: 'Caption in another language',
    type: 'translation',
    xmp: 'dc:description',
    tag: 'XMP-dc:Description',
    policy: 'caption',
  },
  city: {
    label: 'City',
    type: 'text',
    xmp: 'photoshop:City',
    tag: 'XMP-photoshop:City',
    iim: { record: 2, dataset: 90, tag: 'City', bytes: 32 },
    policy: 'place',
  },
  region: {
    label: 'Region',
    type: 'text',
    xmp: 'photoshop:State',
    tag: 'XMP-photoshop:State',
    iim: { record: 2, dataset: 95, tag: 'Province-State', bytes: 32 },
    policy: 'place',
  },
  country: {
    label: 'Country',
    type: 'text',
    xmp: 'photoshop:Country',
    tag: 'XMP-photoshop:Country',
    iim: { record: 2, dataset: 101, tag: 'Country-PrimaryLocationName', bytes: 64 },
    policy: 'place',
  },
  /** ISO 3166-1 alpha-3. */
  countryCode: {
    label: 'Country code',
    type: 'text',
    xmp: 'Iptc4xmpCore:CountryCode',
    tag: 'XMP-iptcCore:CountryCode',
    iim: { record: 2, dataset: 100, tag: 'Country-PrimaryLocationCode', bytes: 3 },
    policy: 'place',
  },
  dateCreated: {
    label: 'Date created',
    type: 'date',
    xmp: 'photoshop:DateCreated',
    tag: 'XMP-photoshop:DateCreated',
    iim: { record: 2, dataset: 55, tag: 'DateCreated', bytes: 8 },
    policy: 'place',
  },
  ...rightsFields,
} as const satisfies Readonly<Record<string, FieldRow>>;

export type FieldName = keyof typeof rows;
/** The fields that a template gives, rather than the text of a photo; and the others. */
export type TemplateField = keyof typeof rightsFields;
export type OwnField = Exclude<FieldName, TemplateField>;
export type FieldsOfType<T extends FieldType> = {
  [F in FieldName]: (typeof rows)[F]['type'] extends T ? F : never;
}[FieldName];

/** Every field with its row. */
export const fieldTable: Readonly<Record<FieldName, FieldRow>> = rows;

export const fieldNames = Object.keys(rows) as readonly FieldName[];

const reviewRank = (field: FieldName): number => {
  const { policy, type } = fieldTable[field];
  if (policy === 'place') return 2;
  return type === 'list' ? 1 : 0;
};

/** The fields in the order in which the review shows them: texts, keywords, place and date. */
export const reviewFields: readonly FieldName[] = fieldNames.toSorted(
  (one, other) => reviewRank(one) - reviewRank(other),
);

/** The fields that a photographer's template may give. */
export const templateFields = Object.keys(rightsFields) as readonly TemplateField[];

export function isTemplateField(field: string): field is TemplateField {
  return Object.hasOwn(rightsFields, field);
}

/** The fields that say where a photo was taken. */
export const placeFields = fieldNames.filter(
  (field) => fieldTable[field].policy === 'place' && fieldTable[field].type !== 'date',
);

/** What a sentence calls a field: `title`, `short title`. */
export function wordFor(field: FieldName): string {
  const { word, label } = fieldTable[field];
  return word ?? label.toLowerCase();
}

/** `title, caption and keywords`. */
export function wordsFor(fields: readonly FieldName[]): string {
  return listed(fields.map(wordFor));
}

/** Bytes of UTF-8 that IPTC IIM allows for one value; Infinity for a field that only XMP knows. */
export function byteLimit(field: FieldName): number {
  return fieldTable[field].iim?.bytes ?? Number.POSITIVE_INFINITY;
}
