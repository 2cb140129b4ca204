/** Text as it can be embedded: read back the same by every reader, and within the limits of IPTC. */
import { byteLimit, fieldTable } from '../../metadata/fields.ts';
import { fromParts, type Metadata, mapMetadata, partsOf } from '../../metadata/metadata.ts';
import { cutToBytesAtWord } from '../../rules/texts/limits.ts';

/** Characters that XML cannot contain, or that end or split values elsewhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/**
 * Well-formed, without control characters, line ends as one LF (XML readers turn others into that), no white space at
 * its ends. The values of a list are one line each, and there once.
 */
export function cleanFields(text: Metadata): Metadata {
  return mapMetadata(text, (value) =>
    typeof value === 'string' ? cleanValue(value) : unique(value.map(cleanValue)),
  );
}

function cleanValue(value: string): string {
  return value.toWellFormed().replace(/\r\n?/g, '\n').replace(forbidden, '').trim();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.replace(/(?<!\s)[^\S\n]*\n\s*/g, ' ')))].filter(
    (value) => value !== '',
  );
}

/** The fields that IPTC IIM knows, cut at a word to its limits in bytes. */
export function fitToIptc(text: Metadata): Metadata {
  return mapMetadata(text, (value, field) => {
    const { iim, type } = fieldTable[field];
    if (iim === undefined || type === 'date' || value.length === 0) return iim && value;
    const cut = (one: string) => cutToBytesAtWord(one, byteLimit(field)).trimEnd();
    return fromParts(field, [...new Set(partsOf(field, value).map(cut))]);
  });
}
