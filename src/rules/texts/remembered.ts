/** Pure functions of a text that are asked about the same ones again: the photos of an archive share most of their keywords. */

/** An archive of a million photos has more; then those go that were not asked about for the longest. */
const mostTexts = 20_000;
/** UTF-16 units; longer texts are seldom met twice. */
const longestText = 100;

/** The same function, which keeps what it gave for the texts it was asked about last. */
export function remembered<T>(
  work: (text: string) => T,
  { most = mostTexts, longest = longestText } = {},
): (text: string) => T {
  let recent = new Map<string, T>();
  let older = new Map<string, T>();
  return (text) => {
    const seen = recent.get(text);
    if (seen !== undefined || recent.has(text)) return seen as T;
    const result = older.has(text) ? (older.get(text) as T) : work(text);
    if (text.length > longest) return result;
    if (recent.size >= most / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, result);
    return result;
  };
}
