/** Expressions out of lists of patterns in data files, where `<noun>` and the like stand for parts of them. */

type Parts = Readonly<Record<string, string>>;

/** One expression that fits where any of the patterns does. */
export function anyOf(patterns: readonly string[], parts: Parts, flags: string): RegExp {
  return new RegExp(sourceOf(patterns, parts), flags);
}

/** The source of one that fits where any of them does as whole words, in Latin letters. */
export function wholeWords(patterns: readonly string[], parts: Parts): string {
  return `(?<![\\w\\u00c0-\\u024f])(?:${sourceOf(patterns, parts)})(?![\\w\\u00c0-\\u024f])`;
}

function sourceOf(patterns: readonly string[], parts: Parts): string {
  return patterns.map((pattern) => `(?:${withParts(pattern, parts)})`).join('|');
}

/** The pattern with its parts in their places, and theirs in them. */
export function withParts(pattern: string, parts: Parts): string {
  return pattern.replace(/<(\w+)>/g, (name, part: string) => {
    const whole = parts[part];
    return whole === undefined ? name : withParts(whole, parts);
  });
}
