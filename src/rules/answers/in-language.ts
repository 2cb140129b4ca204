/** Texts in another language than English: without a dateline of their own, and whether they can be in that language at all. */
import type { DatelineFacts } from '../datelines/dateline.ts';
import { fold } from '../texts/fold.ts';
import { splitTitle } from '../texts/title.ts';
import { type Further, type FurtherValue, furtherField, withFurther } from './further.ts';

/** The fields, titles of other languages without the dateline of the photo, which is built again in front of them. */
export function withoutDatelines(further: Further, facts: DatelineFacts): Further {
  return mapTranslations(further, (value, language) =>
    typeof value === 'string' ? splitTitle(value, { ...facts, language }) : value,
  );
}

/** Without what repeats the English in place of another language, or has none of its letters. */
export function inTheirLanguages(
  further: Further,
  english: { readonly description: string; readonly keywords: readonly string[] },
): Further {
  const mapped = mapTranslations(further, (value, language) =>
    typeof value === 'string'
      ? (inLetters([value], [english.description], language)[0] ?? '')
      : inLetters(value, english.keywords, language),
  );
  return withFurther({}, mapped);
}

function mapTranslations(
  further: Further,
  change: (value: FurtherValue, language: string) => FurtherValue,
): Further {
  const entries = Object.entries(further).map(([name, value]) => {
    const { language } = furtherField(name) ?? {};
    return [name, language === undefined ? value : change(value, language)] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The texts that have letters of the language's script, where that is not Latin, and are not all the same as the English
 * ones; none of them where they are.
 */
function inLetters(
  texts: readonly string[],
  english: readonly string[],
  language: string,
): readonly string[] {
  const known = new Set(english.map(wordsOf));
  if (texts.every((text) => known.has(wordsOf(text)))) return [];
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

function wordsOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
