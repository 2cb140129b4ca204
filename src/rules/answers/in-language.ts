/** Whether what a model says in a language can be in that language. */
import { fold } from '../texts/fold.ts';

/**
 * The texts that have letters of the language's script, where that is not Latin, and are not all the same as the English
 * ones; none of them where they are.
 */
export function inLetters(
  texts: readonly string[],
  english: readonly string[],
  language: string,
): readonly string[] {
  const known = new Set(english.map(fold));
  if (texts.every((text) => known.has(fold(text)))) return [];
  const letters = scripts[new Intl.Locale(language).maximize().script ?? ''];
  return letters === undefined ? texts : texts.filter((text) => letters.test(text));
}

/** A letter of each script; Japanese and Korean are written in more than one. Of others nothing is known. */
const scripts: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/u,
  Armn: /\p{Script=Armenian}/u,
  Beng: /\p{Script=Bengali}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Deva: /\p{Script=Devanagari}/u,
  Geor: /\p{Script=Georgian}/u,
  Grek: /\p{Script=Greek}/u,
  Hans: /\p{Script=Han}/u,
  Hant: /\p{Script=Han}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Kore: /[\p{Script=Han}\p{Script=Hangul}]/u,
  Taml: /\p{Script=Tamil}/u,
  Telu: /\p{Script=Telugu}/u,
  Thai: /\p{Script=Thai}/u,
};
