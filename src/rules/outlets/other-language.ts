/** The text of a photo in the language of an outlet that is not English. */
import { type Further, languageName } from '../answers/further.ts';
import type { MasterText } from './master-text.ts';
import type { Outlet } from './schema.ts';

/** What is there in the language takes the place of the English; of what is not, a note says so. */
export function inLanguageOf(
  { language }: Outlet,
  english: MasterText,
): { readonly master: MasterText; readonly notes: readonly string[] } {
  if (language === undefined) return { master: english, notes: [] };
  const tag = language.value;
  const { further = {} } = english;
  const { [`title_${tag}`]: title, [`terms_${tag}`]: terms }: Further = further;
  const hasTitle = typeof title === 'string';
  const hasTerms = typeof terms === 'object';
  const name = languageName(tag);
  return {
    master: {
      ...english,
      ...(hasTitle
        ? { description: title, shortTitle: title, caption: undefined, language: tag }
        : {}),
      ...(hasTerms ? { keywords: terms } : {}),
    },
    notes: [
      ...(hasTitle ? [] : [`There is no title in ${name}; it gets the English one.`]),
      ...(hasTerms ? [] : [`There are no keywords in ${name}; it gets the English ones.`]),
    ],
  };
}
