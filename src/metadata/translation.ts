/** Texts of language alternatives in another language than the default one, which stays English. */
import { type FieldName, fieldTable } from './fields.ts';

/** The value of a field that is a translation. @param language its tag (RFC 5646) */
export function translated(language: string, text: string): string {
  return `${language}: ${text}`;
}

/** What stands for nothing in the place of a value: of a translation, nothing in its language. */
export function nothingOf(field: FieldName, value: unknown): string {
  const said = fieldTable[field].type === 'translation' ? translationIn(value) : undefined;
  return said === undefined ? '' : translated(said.language, '');
}

/** Whether a value is that. */
export function isEmptied(field: FieldName, value: unknown): boolean {
  return fieldTable[field].type === 'translation' && translationIn(value)?.text === '';
}

/** What the value of such a field is made of; undefined for a text without a tag. */
export function translationIn(
  value: unknown,
): { readonly language: string; readonly text: string } | undefined {
  const [, language, text] = /^([a-z\d]+(?:-[a-z\d]+)*):(?: (.*))?$/is.exec(String(value)) ?? [];
  return language === undefined ? undefined : { language, text: text ?? '' };
}
