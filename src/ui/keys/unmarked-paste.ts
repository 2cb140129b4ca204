/**
 * A paste that the terminal does not mark comes as if it had been typed, where every letter would be a command. Nobody
 * types so many letters between two reads, though a slow line may bring a key that opens a field together with what was
 * typed in it.
 */

const fewestPresses = 10;
/** A key that is held down repeats; quick fingers use a few. */
const fewestLetters = 6;
/** Control characters are keys that are pressed, but for those that a text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are meant
const steered = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
/** Lines, and not keys that were pressed behind Enter. */
const severalLines = /[^\r\n]{3}[\r\n]{1,9}[^\r\n]{4}/;
/** As much as a terminal hands over in one piece; the rest comes at once. */
const largePiece = 1000;
const restWithin = 100;

export class UnmarkedPastes {
  #goesOnUntil = Number.NEGATIVE_INFINITY;

  /**
   * Whether what came in one read was pasted.
   * @param goesToField it goes into a field that is open, or that its first letter opens
   * @param now on the clock of `performance`, in milliseconds
   */
  has(text: string, goesToField: boolean, now: number): boolean {
    const isPaste = now < this.#goesOnUntil || looksPasted(text, goesToField);
    if (isPaste && text.length >= largePiece) this.#goesOnUntil = now + restWithin;
    return isPaste;
  }
}

function looksPasted(text: string, goesToField: boolean): boolean {
  const letters = Array.from(text);
  const isText =
    letters.length >= fewestPresses &&
    new Set(letters).size >= fewestLetters &&
    !steered.test(text);
  return isText && (!goesToField || severalLines.test(text));
}
