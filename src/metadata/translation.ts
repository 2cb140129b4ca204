/** Texts of language alternatives in another language than the default one, which stays English. */
import { type FieldName, fieldNames, fieldTable } from './fields.ts';
import type { Metadata } from './metadata.ts';

/** The value of a field that is a translation. @param language its tag (RFC 5646) */
export function translated(language: string, text: string): string {
  return `${language}: ${text}`;
}

/** What the value of such a field is made of; undefined for a text without a tag. */
export function translationIn(
  value: unknown,
): { readonly language: string; readonly text: string } | undefined {
  const [, language, text] = /^([a-z\d]+(?:-[a-z\d]+)*): (.*)$/is.exec(String(value)) ?? [];
  return language === undefined || text === undefined ? undefined : { language, text };
}

const translations = fieldNames.filter((field) => fieldTable[field].type === 'translation');

/** The language that a text has beside English; undefined where it has none. */
export function languageIn(text: Metadata | undefined): string | undefined {
  return translations
    .map((field) => translationIn(text?.[field])?.language)
    .find((language) => language !== undefined);
}

/** A text without what it says in other languages than this one. */
export function withoutOtherLanguages(text: Metadata, language: string | undefined): Metadata {
  return without(text, (field) => {
    const said = translationIn(text[field])?.language;
    return said !== undefined && said.toLowerCase() !== language?.toLowerCase();
  });
}

/**
 * A text without translations that would stand alone, neither it nor what is there already having the English: readers
 * would take them for it.
 */
export function withoutLonely(text: Metadata, there: Metadata): Metadata {
  return without(text, (field) => {
    const english = fieldNames.find(
      (one) => one !== field && fieldTable[one].xmp === fieldTable[field].xmp,
    );
    return english !== undefined && !(text[english] ?? there[english]);
  });
}

/** The very text where nothing has to go. */
function without(text: Metadata, goes: (field: FieldName) => boolean): Metadata {
  const gone = translations.filter((field) => text[field] !== undefined && goes(field));
  if (gone.length === 0) return text;
  const left = Object.entries(text).filter(([field]) => !gone.some((one) => one === field));
  return Object.fromEntries(left);
}
