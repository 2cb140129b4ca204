/** Where a sentence may end: after a phrase, not in the middle of one (`..., with a`, `in front of the`). */
import data from '../data/sentence-ends.json' with { type: 'json' };

/** Words that no sentence ends with. */
const never = wordsOf(data.never);
/** Words that a sentence ends with only behind certain others: `the sails of a ship passing by`. */
const rarely = new Map(
  Object.entries(data.rarely).map(([word, before]) => [word, wordsOf(before)]),
);
/**
 * Sentences whose last word belongs to what stands before: `a view to die for`, `the valley they came from`, `a bridge that
 * trains no longer pass over`. Behind a conjunction such a word has lost what it led to: `as they walk along`.
 */
const { prepositions, infinitives, notBefore, conjunctions, absolute } = data.stranded;
const stranded = new RegExp(
  [
    `(?<!(?:^|[^\\p{L}])(?:${notBefore}))\\sto\\s(?:${infinitives})`,
    `(?:^|[\\p{L}\\p{N}])(?<!(?:^|[^\\p{L}])(?:${conjunctions}))\\s(?:(?:that|which)\\s)?(?:they|he|she|it|we|nobody|no one|everybody|everyone|people)(?:\\s[\\p{L}'’]+){1,4}`,
    `\\s(?:that|which)\\s\\p{L}+s(?:\\s[\\p{L}'’]+){0,2}\\s\\p{L}+(?:[^\\s\\P{L}s]|ss)`,
  ]
    .map((one) => `(?:${one}\\s(?:${prepositions})[.!]?$)`)
    // What stands around the picture's subject: `a fountain with the old town behind`.
    .concat(`\\swith(?:\\s[\\p{L}\\p{N}'’-]+){1,6}\\s(?:${absolute})[.!]?$`)
    .join('|'),
  'iu',
);
/** Words that lead on to another, so that no sentence that we shorten ends with them. */
const leads = new Set([...never, ...rarely.keys(), ...wordsOf(data.leads)]);
/** Words that begin a phrase, so that a sentence may end before them. */
const starts = wordsOf(data.starts);
/** Adjectives: before `and` they are half of a pair (`black and white`), before a cut they lack their noun. */
const adjectives = wordsOf(data.adjectives);
/** Nouns that are nothing without what is behind their `of`: `a group of ...`. */
const parts = wordsOf(data.parts);

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Commas, dashes, dots that trail off, and signs that open something. */
const openSigns =
  /(?<![\s,;:\p{Pd}…([{&/+|<=~*]|\.\.|\s["“„«'‘])(?:[\s,;:\p{Pd}…([{&/+|<=~*]|(?<!\.)\.{2,}(?!\.)|(?<=\s)["“„«'‘])+$/u;

/** The last word, what separates it from the one before, and that one. */
const lastWords =
  /(?:^|(?<![\p{L}\p{N}'’])(?=[\p{L}\p{N}'’]))([\p{L}\p{N}'’]*)[^\p{L}\p{N}'’][^\p{L}\p{N}]*(\p{L}[\p{L}'’]*)\.?$/u;

/** More words that lead on are no end of a sentence. */
const mostTaken = 100;

/** A sentence without what leads on at its end, one of `words` or a sign; an ending full stop counts as none. */
function withoutLast(text: string, isOpen: (word: string, before: string) => boolean): string {
  let end = text.trimEnd().replace(openSigns, '');
  for (let taken = 0; taken < mostTaken; taken += 1) {
    const [, before = '', last = ''] = lastWords.exec(end) ?? [];
    if (last === '' || !isOpen(last.toLowerCase(), before.toLowerCase())) break;
    const rest = end.slice(0, end.lastIndexOf(last));
    // `Pier A`, `Portland, OR`.
    if (/^\p{Lu}{1,2}$/u.test(last) && /\p{Ll}/u.test(rest)) break;
    end = rest.replace(openSigns, '').trimEnd();
  }
  return end === text.trimEnd() ? text : end;
}

/** Whether a word, in small letters, only joins others, so that it is never a name. */
export function isCommonWord(word: string): boolean {
  return leads.has(word) || starts.has(word);
}

/** Whether a word belongs to the verb before it, so that nothing has to follow: `passing by`. */
function isParticle(word: string, before: string): boolean {
  return rarely.get(word)?.has(before) === true;
}

/** Whether a word leads on to another. */
function isOpen(word: string, before: string): boolean {
  return leads.has(word) && !isParticle(word, before);
}

/** Where a bracket or quotation mark opens that is not closed again; -1 where there is none. `5"` is a length. */
function unclosed(text: string): number {
  const open: number[] = [];
  let quote = -1;
  const isEven = (text.split('"').length - 1) % 2 === 0;
  for (const { 0: sign, index } of text.matchAll(isEven ? /[()[\]]|"/gu : /[()[\]]|(?<!\d)"/gu)) {
    if (sign === '"') quote = quote === -1 ? index : -1;
    else if (sign === '(' || sign === '[') open.push(index);
    else open.pop();
  }
  return quote === -1 ? (open[0] ?? -1) : Math.min(quote, open[0] ?? quote);
}

/** Behind other words these are no part of a verb: `on a winter day before the`. */
const timeWords = new Set(['before', 'after', 'behind', 'near', 'across']);

/** A word of which a line break has left the beginning: `and the gulls fol-`. What it was nobody can know. */
const halfWord = /\p{Ll}-$/u;
/** Several words that lead on as one: without `of`, the `on` of `lights on top of` would look like that of `lights on`. */
const compound =
  /\s(?:on top|in front|instead|ahead|because|on behalf|in spite|by means) of(?: (?:the|an?|its|their))?[.!]?$/iu;
/** One or two words behind a sentence, with nothing left of what they began: `... at dusk. A man`. */
const begun = /(?<=\p{Ll}{3}[.!?])\s{1,9}\p{Lu}\S*(?:\s\S+)?$/u;

/** The sentence without words that no sentence ends with, and without commas and dashes behind it; not where a bracket is open. */
export function withoutOpenEnd(text: string): string {
  if (stranded.test(text) || halfWord.test(text)) return text;
  const whole = text.replace(compound, '');
  if (whole !== text) return withoutOpenEnd(whole);
  let isCut = false;
  // Behind a word that no sentence ends with, words that lead on have lost what they led to.
  let isOf = false;
  const closed = withoutLast(text, (word, before) => {
    isCut ||= never.has(word);
    // `a group of`: half of it says nothing.
    const isHalf = isOf && parts.has(word) && never.has(before);
    isOf = word === 'of';
    return isCut && (isHalf || never.has(word) || isOpen(word, timeWords.has(word) ? '' : before));
  });
  if (unclosed(closed) !== -1) return text;
  return isCut ? closed.replace(begun, '') : closed;
}

/** Likewise, also without words that a sentence seldom ends with, and without a bracket that is not closed. */
export function closedSentence(text: string): string {
  if (stranded.test(text)) return text;
  const at = unclosed(text);
  return withoutLast(
    at > 0 ? text.slice(0, at).trimEnd() : text,
    (word, before) => never.has(word) || (rarely.has(word) && !isParticle(word, before)),
  );
}

/**
 * A beginning of a text, as short as `cut` or shorter, that ends with a phrase: before a word that begins the next one, or
 * at a comma. Only where there is none after two fifths of it, it ends before `of`, before the last article, or with a word.
 * @param cut a beginning of the text that is short enough
 */
export function cutAtPhrase(text: string, cut: string): string {
  if (cut.length === text.length) return text;
  const beginnings = wordsIn(text, cut.length)
    .map((end) => text.slice(0, end).replace(signsAtEnd, ''))
    .filter(({ length }) => length <= cut.length && length * 5 >= cut.length * 2)
    .filter((beginning) => unclosed(beginning) === -1 && shortened(beginning) === beginning)
    .reverse();
  const after = (beginning: string) => text.slice(beginning.length);
  return (
    beginnings.find((beginning) => endsPhrase(beginning, after(beginning))) ??
    beginnings.find(
      (beginning) => /^ of /iu.test(after(beginning)) && !parts.has(lastWord(beginning)),
    ) ??
    beginnings.find((beginning) => /^ (?:an?|the|his|her|their|its) /iu.test(after(beginning))) ??
    shortened(cut, adjectives)
  );
}

/** Where the words end that begin in front of a place; the text behind it may be as long as it likes. */
function wordsIn(text: string, before: number): readonly number[] {
  const ends: number[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/gu)) {
    if (index >= before) break;
    ends.push(index + word.length);
  }
  return ends;
}

const signsAtEnd = /(?<![\s,;:.\p{Pd}&/])[\s,;:.\p{Pd}&/]+$/u;

/** Whether a beginning of a text ends where a phrase does, by what follows it. */
function endsPhrase(beginning: string, rest: string): boolean {
  if (/^(?:\s*[,;:.!?)]+(?:\s|$)|\s+[(|\p{Pd}])/u.test(rest)) return true;
  const word = /^\s+"?([\p{L}'’-]+)/u.exec(rest)?.[1]?.toLowerCase() ?? '';
  const before = lastWord(beginning);
  // `A tram passes by`: the two belong together.
  if (!starts.has(word) || (isParticle(word, before) && !/^\s+\S+\s+(?:an?|the)\s/iu.test(rest)))
    return false;
  const isPair = word === 'and' || word === 'or';
  return (
    !isPair ||
    !(
      adjectives.has(before) ||
      /\b(?:between|both|either)\b/iu.test(beginning.slice(beginning.lastIndexOf(',') + 1))
    )
  );
}

function lastWord(text: string): string {
  return /(?<![\p{L}\p{N}'’-])[\p{L}\p{N}'’-]+$/u.exec(text)?.[0].toLowerCase() ?? '';
}

/** The beginning of a sentence without last words that lead on: `Ferries cross below the` as `Ferries cross`. */
function shortened(text: string, others: ReadonlySet<string> = new Set()): string {
  const at = unclosed(text);
  return withoutLast(
    at > 0 ? text.slice(0, at).trimEnd() : text,
    (word, before) => others.has(word) || isOpen(word, before),
  );
}
