/** The fields that are embedded, by their names in IPTC and XMP, and as arguments of ExifTool. */
import type { IptcField, IptcText } from '../jpeg/iptc.ts';
import { cutToBytes, type IptcField as IptcName, iptcByteLimits } from '../rules/limits.ts';

/** Text for a photo. Absent fields are left alone. Dates are `YYYY-MM-DD`, country codes ISO 3166-1 alpha-3. */
export type FieldText = IptcText;
export type FieldName = IptcField;

type Names = {
  /** As ExifTool and the IPTC standard call it. */
  readonly iptc: IptcName | 'DateCreated';
  readonly xmp: string;
  /** What a person calls it. */
  readonly label: string;
};

/** In the order in which they are shown. */
export const fieldNames: Readonly<Record<FieldName, Names>> = {
  headline: { iptc: 'Headline', xmp: 'XMP-photoshop:Headline', label: 'Headline' },
  keywords: { iptc: 'Keywords', xmp: 'XMP-dc:Subject', label: 'Keywords' },
  shortTitle: { iptc: 'ObjectName', xmp: 'XMP-dc:Title', label: 'Short title' },
  caption: { iptc: 'Caption-Abstract', xmp: 'XMP-dc:Description', label: 'Caption' },
  city: { iptc: 'City', xmp: 'XMP-photoshop:City', label: 'City' },
  region: { iptc: 'Province-State', xmp: 'XMP-photoshop:State', label: 'Region' },
  country: { iptc: 'Country-PrimaryLocationName', xmp: 'XMP-photoshop:Country', label: 'Country' },
  countryCode: {
    iptc: 'Country-PrimaryLocationCode',
    xmp: 'XMP-iptcCore:CountryCode',
    label: 'Country code',
  },
  dateCreated: { iptc: 'DateCreated', xmp: 'XMP-photoshop:DateCreated', label: 'Date created' },
};

export const allFields = Object.keys(fieldNames) as FieldName[];

/** Between the values of a list; cannot stand in a value, because text is cleaned of control characters. */
const listSeparator = '\u001F';

/** What XML cannot hold, and what ends or splits values elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/**
 * Text as it can be embedded and read back the same by every reader: well-formed, without control characters, line
 * ends as one LF (XML readers turn others into that), no white space at its ends. Keywords are one line each.
 */
export function cleanText(text: FieldText): FieldText {
  const entries = Object.entries(text).map(([field, value]) => [
    field,
    typeof value === 'string' ? cleanValue(value) : unique(value.map(cleanValue)),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value?.length)) as FieldText;
}

function cleanValue(value: string): string {
  return value.toWellFormed().replace(/\r\n?/g, '\n').replace(forbidden, '').trim();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.replace(/\s*\n\s*/g, ' ')))].filter(
    (value) => value !== '',
  );
}

/** The same text as IPTC can hold it: cut to its limits in bytes, and the date in its form. */
export function forIptc(text: FieldText): FieldText {
  const entries = Object.entries(text).map(([field, value]) => {
    const name = fieldNames[field as FieldName].iptc;
    if (name === 'DateCreated') return [field, value];
    const cut = (one: string) => cutToBytes(one, iptcByteLimits[name]).trimEnd();
    return [field, typeof value === 'string' ? cut(value) : [...new Set(value.map(cut))]];
  });
  return Object.fromEntries(entries) as FieldText;
}

/** An argument that sets a tag: on its own line, or from a data file where the value has line breaks. */
export type Assignment = { readonly tag: string; readonly value: string };

/** What sets IPTC fields in UTF-8 and brings the digest in line. */
export function iptcAssignments(text: FieldText): Assignment[] {
  return [
    ...assignments(text, (name) => `IPTC:${name.iptc}`),
    { tag: 'IPTC:CodedCharacterSet', value: 'UTF8' },
    { tag: 'Photoshop:IPTCDigest', value: 'new' },
  ];
}

/** What sets the same fields in XMP. */
export function xmpAssignments(text: FieldText): Assignment[] {
  return assignments(text, (name) => name.xmp);
}

/**
 * For all assignments: lists at our separator, and every warning (`-a`). Values are not escaped as HTML (`-E`),
 * because ExifTool would unescape whole blocks too.
 */
export const writingOptions: readonly string[] = ['-sep', listSeparator, '-a'];

function assignments(text: FieldText, nameOf: (names: Names) => string): Assignment[] {
  return allFields.flatMap((field) => {
    const value = text[field];
    if (value === undefined) return [];
    const values = typeof value === 'string' ? [value] : value;
    const written = field === 'dateCreated' ? values.map(exifDay) : values;
    return [{ tag: nameOf(fieldNames[field]), value: written.join(listSeparator) }];
  });
}

function exifDay(day: string): string {
  return day.replaceAll('-', ':');
}

/** Whether two values of a field are the same. XMP dates may go on with a time. */
export function sameValue(
  field: FieldName,
  one: string | readonly string[] | undefined,
  other: string | readonly string[] | undefined,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (typeof one !== 'string' && typeof other !== 'string')
    return one.length === other.length && one.every((value, at) => value === other[at]);
  if (field === 'dateCreated') return String(one).slice(0, 10) === String(other).slice(0, 10);
  return one === other;
}
