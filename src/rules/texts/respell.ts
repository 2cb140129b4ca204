/** Words that a person wants written otherwise, wherever they stand in a title or a keyword. */
import { wordsIn } from '../keywords/terms.ts';

/** `gray=grey`: the word, and what takes its place. */
export type Respelling = { readonly word: string; readonly by: string };

/** Of entries such as `gray=grey`; those of another form are none. */
export function respellingsIn(entries: readonly string[]): readonly Respelling[] {
  return entries.flatMap((entry) => {
    const [word = '', by = '', ...more] = entry.split('=').map((part) => part.trim());
    return word === '' || by === '' || more.length > 0 ? [] : [{ word, by }];
  });
}

/** The text with each of the words, in any case, replaced; a capital in front stays one. */
export function respelled(text: string, respellings: readonly Respelling[]): string {
  return respellings.reduce(
    (before, { word, by }) =>
      before.replace(wordsIn(word), (found) =>
        /^\p{Lu}/u.test(found) ? by.charAt(0).toUpperCase() + by.slice(1) : by,
      ),
    text,
  );
}
