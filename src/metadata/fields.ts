/**
 * The metadata fields that proofsheet reads and writes, a row each. Scanning, sidecars, embedding, proof, undo and the
 * screens all work from this table. A new field is a new row, and a line in `sidecarText` (src/pipeline/sidecars/sidecar-text.ts)
 * that says where its value comes from; the compiler asks for that.
 */
import { listed } from '../amounts.ts';
import { type FieldRow, type FieldType, iim, row } from './field-row.ts';
import { rightsFields } from './rights-fields.ts';

export type { FieldType };

const ofPlace = <T extends FieldType>(
  type: T,
  label: string,
  xmp: FieldRow['xmp'],
  inIptc: ReturnType<typeof iim>,
) => row(type, label, xmp, { policy: 'place', ...inIptc });

/** In the order in which they are embedded, and shown then; IPTC keeps it, so that the same text gives the same bytes. */
const rows = {
  headline: row('text', 'Headline', 'photoshop:Headline', {
    ...{ word: 'title', policy: 'headline' },
    ...iim(105, 'Headline', 256),
  }),
  keywords: row('list', 'Keywords', 'dc:subject', {
    ...{ tag: 'Subject', policy: 'keywords' },
    ...iim(25, 'Keywords', 64),
  }),
  shortTitle: row('alternative', 'Short title', 'dc:title', {
    ...{ tag: 'Title', policy: 'shortTitle' },
    ...iim(5, 'ObjectName', 64),
  }),
  caption: row('alternative', 'Caption', 'dc:description', {
    ...{ tag: 'Description', alsoIn: ['IFD0:ImageDescription'], policy: 'caption' },
    ...iim(120, 'Caption-Abstract', 2000),
  }),
  /** IIM has no languages. */
  translatedTitle: row('translation', 'Title in another language', 'dc:title', {
    ...{ tag: 'Title', policy: 'shortTitle' },
  }),
  translatedCaption: row('translation', 'Caption in another language', 'dc:description', {
    ...{ tag: 'Description', policy: 'caption' },
  }),
  city: ofPlace('text', 'City', 'photoshop:City', iim(90, 'City', 32)),
  region: ofPlace('text', 'Region', 'photoshop:State', iim(95, 'Province-State', 32)),
  country: ofPlace('text', 'Country', 'photoshop:Country', {
    ...iim(101, 'Country-PrimaryLocationName', 64),
  }),
  /** ISO 3166-1 alpha-3. */
  countryCode: ofPlace('text', 'Country code', 'Iptc4xmpCore:CountryCode', {
    ...iim(100, 'Country-PrimaryLocationCode', 3),
  }),
  dateCreated: ofPlace('date', 'Date created', 'photoshop:DateCreated', {
    ...iim(55, 'DateCreated', 8),
  }),
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
