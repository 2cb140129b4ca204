/** Words that British and American English spell differently. */
import variants from '../data/spelling-variants.json' with { type: 'json' };

const american = new Map(Object.entries(variants.toAmerican));

/** A word in small letters as Americans spell it: `harbours` is `harbors`. Other words stay as they are. */
export function americanSpelling(word: string): string {
  const known = american.get(word);
  if (known !== undefined) return known;
  const one = word.endsWith('s') ? american.get(word.slice(0, -1)) : undefined;
  return one === undefined ? word : `${one}s`;
}
