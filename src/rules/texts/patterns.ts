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

/** Texts from this length on (UTF-16 units) V8 matches with machine code at once. */
const longText = 1000;
/** Expressions that are machine code, for texts in bytes and for others, which V8 compiles apart. */
const compiled = { narrow: new WeakSet<RegExp>(), wide: new WeakSet<RegExp>() };

/**
 * Makes V8 compile long expressions for a text as it does for a long one. Otherwise it makes bytecode of them first, which
 * takes twenty times as long where the expression has thousands of letters.
 */
export function compileFor(text: string, ...expressions: readonly RegExp[]): void {
  const isWide = /[^\0-\xff]/.test(text);
  const done = isWide ? compiled.wide : compiled.narrow;
  for (const expression of expressions) {
    if (done.has(expression)) continue;
    done.add(expression);
    expression.test((isWide ? 'ж' : 'x').repeat(longText));
    expression.lastIndex = 0;
  }
}
