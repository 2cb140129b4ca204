/**
 * Printing on a terminal. Names of files, metadata and answers may hold what steers one: control characters move the
 * cursor, set the clipboard, rename the window; marks that turn the direction of writing make one name look like another.
 */

/** C0 and C1 controls, DEL, marks of direction (UAX #9), line and paragraph separators, byte order mark, lone surrogates. */
export const steering =
  /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/gu;

/**
 * Text for one line that a command prints: control characters as their pictures (ESC as U+241B), the others that steer
 * by their number, as in `<U+202E>`. So a name stays recognisable.
 */
export function printable(text: string): string {
  return text.replace(steering, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Prints one line of text, made harmless: what would steer the terminal, line ends in it too, is made visible. */
export function printLine(stream: NodeJS.WritableStream, text: string): void {
  stream.write(`${printable(text)}\n`);
}

/** Prints a value as one line of JSON; what steers is escaped, so that a terminal ignores it and a parser reads it. */
export function printJson(stream: NodeJS.WritableStream, value: unknown): void {
  const escaped = JSON.stringify(value).replace(
    steering,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  stream.write(`${escaped}\n`);
}
