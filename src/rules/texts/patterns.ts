/** Expressions out of lists of patterns in data files, where `<noun>` and the like stand for parts of them. */

/** One expression that fits where any of the patterns does. */
export function anyOf(
  patterns: readonly string[],
  parts: Readonly<Record<string, string>>,
  flags: string,
): RegExp {
  const whole = patterns.map((pattern) => `(?:${withParts(pattern, parts)})`).join('|');
  return new RegExp(whole, flags);
}

/** The pattern with its parts in their places, and theirs in them. */
export function withParts(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replace(/<(\w+)>/g, (name, part: string) => {
    const whole = parts[part];
    return whole === undefined ? name : withParts(whole, parts);
  });
}
