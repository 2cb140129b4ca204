/** Control characters in the answers of models. */

/**
 * The text with the letters that a model meant: structured output is known to write `é` as NUL and two hexadecimal
 * digits, `Caf\u0000e9`. Line breaks and tabs stay. Undefined where any other control character is left, because what
 * was meant there cannot be known.
 */
export function repairControls(text: string): string | undefined {
  const repaired = text.replace(/\0([a-f]\d|[a-f]{2})/giu, (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 16)),
  );
  return /[\p{Cc}--[\t\n\r]]/v.test(repaired) ? undefined : repaired;
}
