/** Words of a text as a sentence about them names them. */

/** More than this are counted. */
const most = 3;

/** `"haze"`, `"haze" and "texture"`; of many `"haze", "texture" and 4 more`. */
export function quoted(words: readonly string[]): string {
  const all = words.map((word) => `"${word}"`);
  const named = all.length > most ? all.slice(0, most - 1) : all.slice(0, -1);
  const rest =
    all.length > most ? `${(all.length - named.length).toLocaleString('en')} more` : all.at(-1);
  return named.length === 0 ? (rest ?? '') : `${named.join(', ')} and ${rest}`;
}
