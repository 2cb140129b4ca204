/**
 * The metadata fields that proofsheet reads and writes, a row each. Scanning, sidecars, embedding, proof, undo and the
 * screens all work from this table. A new field is a new row, and a line in `sidecarText` (src/pipeline/sidecars/merge.ts)
 * that says where its value comes from; the compiler asks for that.
 */
import { listed } from '../amounts.ts';

/**
 * `text`: one text. `alternative`: one text, which XMP keeps by language; ours is the default one. `list`: texts in
 * order, each once. `date`: a day, `YYYY-MM-DD`, which XMP may follow with a time.
 */
export type FieldType = 'text' | 'alternative' | 'list' | 'date';

type FieldRow = {
  /** As the IPTC Photo Metadata Standard, or a form on the screen, calls it. */
  readonly label: string;
  /** As a sentence calls it, where that is not the label in small letters. */
  readonly word?: string;
  readonly type: FieldType;
  /** The XMP property, with the usual prefix of its namespace (src/xmp/namespaces.ts). */
  readonly xmp: `${string}:${string}`;
  /** ExifTool's tag for that property. */
  readonly tag: `XMP-${string}:${string}`;
  /** The dataset of IPTC IIM (specification 4.2, chapter 6): absent for fields that only XMP knows. */
  readonly iim?: {
    readonly record: number;
    readonly dataset: number;
    /** ExifTool's tag in its group `IPTC`. */
    readonly tag: string;
    /** Bytes of UTF-8 that one value may have. */
    readonly bytes: number;
  };
  /** Other tags of ExifTool that may contain the text of a photo; they are read, never written. */
  readonly alsoIn?: readonly string[];
  /** Which of the settings `embed.*` says what happens to text that is there already. */
  readonly policy: 'headline' | 'keywords' | 'shortTitle' | 'caption' | 'place';
};

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
} as const satisfies Readonly<Record<string, FieldRow>>;

export type FieldName = keyof typeof rows;
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
