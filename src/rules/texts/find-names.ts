/** Finding known names in a text, however many are known: by looking its words up, not by trying every name. */
import { termKey } from '../keywords/terms.ts';

/** Names by their term keys, and the words that those begin with. */
export type Lexicon<T> = {
  readonly entries: ReadonlyMap<string, T>;
  readonly firsts: ReadonlySet<string>;
  readonly longest: number;
};

/** Later entries of the same name win. */
export function lexicon<T>(names: Iterable<readonly [name: string, value: T]>): Lexicon<T> {
  const entries = new Map<string, T>();
  const firsts = new Set<string>();
  let longest = 0;
  for (const [name, value] of names) {
    const key = termKey(name);
    entries.set(key, value);
    firsts.add(firstOf(key));
    longest = Math.max(longest, key.split(' ').length);
  }
  return { entries, firsts, longest };
}

function firstOf(key: string): string {
  return key.split(' ', 1)[0] ?? '';
}

/** `words` as they stand in the text, from `start` to `end` (UTF-16 units). */
export type FoundName<T> = {
  readonly value: T;
  readonly words: string;
  readonly start: number;
  readonly end: number;
};

/** The names in a text, the longest at each place, in its order. */
export function findNames<T>(text: string, names: Lexicon<T>): readonly FoundName<T>[] {
  const matches = [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu)];
  const words = matches.map(([word]) => word);
  const found: FoundName<T>[] = [];
  for (let at = 0; at < words.length; ) {
    const length = lengthOfName(words, at, names);
    if (length > 0) {
      // A term means the same with an article, which is no part of the name: `in a Tokyo street`.
      const from = length > 1 && /^(?:the|an?|THE|AN)$/.test(words[at] ?? '') ? at + 1 : at;
      const phrase = words.slice(from, at + length).join(' ');
      const value = names.entries.get(termKey(phrase));
      const start = matches[from]?.index ?? 0;
      const last = matches[at + length - 1];
      const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
      if (value !== undefined) found.push({ value, words: text.slice(start, end), start, end });
    }
    at += Math.max(1, length);
  }
  return found;
}

function lengthOfName(
  words: readonly string[],
  at: number,
  { entries, firsts, longest }: Lexicon<unknown>,
): number {
  const first = firstOf(termKey(words[at] ?? ''));
  // An article in front of a name is not in its key.
  if (first !== '' && !firsts.has(first) && !/^(?:the|an?)\b/iu.test(words[at] ?? '')) return 0;
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1)
    if (entries.has(termKey(words.slice(at, at + length).join(' ')))) return length;
  return 0;
}
