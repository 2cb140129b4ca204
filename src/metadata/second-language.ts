/** What the fields of a photo say in a second language, as a whole. */
import { type FieldName, fieldNames, fieldTable } from './fields.ts';
import type { Metadata } from './metadata.ts';
import { isEmptied, translationIn } from './translation.ts';

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
    const isAlone = english !== undefined && !(text[english] ?? there[english]);
    return isAlone && !isEmptied(field, text[field]);
  });
}

/** The very text where nothing has to go. */
function without(text: Metadata, goes: (field: FieldName) => boolean): Metadata {
  const gone = translations.filter((field) => text[field] !== undefined && goes(field));
  if (gone.length === 0) return text;
  const left = Object.entries(text).filter(([field]) => !gone.some((one) => one === field));
  return Object.fromEntries(left);
}
