/** Words written twice in a row: `at the the pier`. */

/** No sentence has these twice. */
const small =
  'an?|the|of|and|or|with|to|at|from|for|by|in|on|is|are|was|were|its|their|his|into|near|under|over|as|while|during|between|below|above|through|along';
const twice = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])(${small})(?:\\s+\\1)+(?![\\p{L}\\p{N}'’-])`,
  'giu',
);
const phrase = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])((?:${small})\\s+(?:[\\p{L}\\p{M}\\p{N}]+\\s+)?[\\p{L}\\p{M}\\p{N}]+),?\\s+\\1(?![\\p{L}\\p{N}'’-])`,
  'giu',
);

/** The text with such words once; names and words that are one (`Bora Bora`, `tuk tuk`) stay. */
export function withoutDoubledWords(text: string): string {
  return text.replace(twice, '$1').replace(phrase, '$1');
}
