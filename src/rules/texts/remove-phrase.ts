/** Taking words out of a sentence, so that nothing that led to them is left over. */
import { mentions, quotedWords, wordsIn } from '../keywords/terms.ts';

/** Commas, dashes and opening signs that lead on to something. */
const leadsOn = /(?<![\s,;:&/(\p{Pd}])[\s,;:&/(\p{Pd}]+$/u;
const beginsWithSign = /^[,;:.!?)]/;

/** Words without others, wherever they stand in it, and without the comma or space that would be left of them. */
export function withoutWords(text: string, words: string): string {
  const [first = '', ...rest] = text.split(wordsIn(words));
  const left = rest.reduce(joined, first);
  const isSentence = /^\p{Lu}/u.test(text);
  return isSentence ? left.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : left;
}

/** What stands before and behind something that is gone. */
function joined(before: string, behind: string): string {
  const [left, right] = [before.trimEnd(), behind.trimStart()];
  if (left === '') return right.replace(/^[\s,;:.\p{Pd}]+/u, '');
  if (right === '') return left.replace(leadsOn, '');
  if (left.endsWith('('))
    return right.startsWith(')') ? joined(left.slice(0, -1), right.slice(1)) : left + right;
  if (beginsWithSign.test(right)) return left.replace(leadsOn, '') + right;
  const isWhole = left !== before || right !== behind;
  const stem = left === before ? left.replace(/\p{Pd}$/u, '') : left;
  return isWhole ? `${stem} ${right}` : stem + right;
}

const doubts =
  'perhaps|possibly|probably|maybe|likely|apparently|presumably|seemingly|what may be|what seems to be';
const places =
  'near|at|in|by|on|below|beneath|under|above|over|behind|before|beside|besides|along|around|outside|inside|within|opposite|facing|towards?|past|from|across|across from|next to|close to|in front of|in view of';
/** What may follow a phrase of place: the end of it, or another phrase. */
const after = `(?=$|[,;:.!?)]|\\s+(?:and|while|as|with|during|${places})\\s)`;

/** Fewer words do not make a sentence. */
const fewestWords = 4;

/**
 * A sentence without the phrase that says a name: `Lanterns glow, perhaps near Kyoto Bridge` as `Lanterns glow`. Undefined
 * where the sentence depends on the name, so that only a person can rewrite it.
 */
export function withoutName(sentence: string, name: string): string | undefined {
  const phrase = new RegExp(
    `(?:\\s{0,9}(?:[,;]\\s{0,9})?\\b(?:${doubts}))?\\s{1,9}(?:${places})\\s{1,9}(?:the\\s{1,9})?${quotedWords(name)}${after}`,
    'giu',
  );
  const [first = '', ...rest] = sentence.split(phrase);
  const left = rest.reduce(joined, first);
  return mentions(left, name) || left.split(/\s+/).length < fewestWords ? undefined : left;
}
