/** Tags of languages (BCP 47), as settings, outlets and names of an answer's fields have them. */

const shape = /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i;

/** The tag as it is usually written, `pt-BR` for `pt-br`; undefined for what is none, such as `de-DE-AT`. */
export function usualTag(tag: string): string | undefined {
  if (!shape.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
