/** Pure functions of a text that are asked about the same ones again: the photos of an archive share most of their keywords. */

/** An archive of a million photos has more; then it begins anew. */
const mostTexts = 20_000;
/** UTF-16 units; longer texts are seldom met twice. */
const longestText = 100;

/** The same function, which keeps what it gave for the texts it was asked about last. */
export function remembered<T>(
  work: (text: string) => T,
  { most = mostTexts, longest = longestText } = {},
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined || known.has(text)) return seen as T;
    const result = work(text);
    if (text.length > longest) return result;
    if (known.size >= most) known.clear();
    known.set(text, result);
    return result;
  };
}
