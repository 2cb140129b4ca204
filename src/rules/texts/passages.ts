/** Passages of a text that do not say what the picture shows, and taking them out where the sentence does not need them. */

import { capitalised } from './clean.ts';

/** `words` as they stand in the text, from `start` to `end` (UTF-16 units). */
export type Passage = { readonly words: string; readonly start: number; readonly end: number };

/** No title or keyword is longer; what is behind is not looked at. */
const longest = 2000;

export function passages(text: string, pattern: RegExp): readonly Passage[] {
  return [...text.slice(0, longest).matchAll(pattern)].map(({ 0: words, index }) => ({
    words,
    start: index,
    end: index + words.length,
  }));
}

/** Whether a passage shares letters with one of the others. */
export function meets(one: Passage, others: readonly Passage[]): boolean {
  return others.some(({ start, end }) => one.start < end && one.end > start);
}

/** Signs that stand for passages while the text around them is looked at. */
const firstSign = 0xf0000;
const sign = '[\\u{f0000}-\\u{f00ff}]';

/** Words that go with such a passage: `shot on`, `taken with my ... lens`. */
const lead =
  'shot|taken|captured|photographed|filmed|snapped|recorded|created|visit|follow|contact|call|available|download|exif|settings?|gear|equipment|credit|source|get|see';
const link = 'on|with|by|using|at|in|from|via|for|to';
const filler =
  'an?|the|my|our|me|us|and|or|of|is|it|this|your|more|please|now|also|lens(?:es)?|aperture|cameras?|mode|shutter|speed|prime|zoom|focal|length|exposure|sensor|body|photo|photos|image|images|picture|photograph|photography|website|prints?|orders?|info|bookings?|enquiries';
const along = `(?:(?:${sign}|(?<![\\p{L}\\p{N}])(?:${lead}|${link}|${filler})(?![\\p{L}\\p{N}]))[\\s,&/+:]*)+`;

const inBrackets = new RegExp(`(?:(?<!\\s)\\s+)?[(\\[]\\s*${along}[.!]?[)\\]]`, 'giu');
/** Where a part of a sentence ends. */
const edge = '[,;:|•·.!?]{1,9}\\s{0,9}|\\s{1,9}[\\p{Pd}|•·/]{1,9}\\s{0,9}';
const betweenEdges = new RegExp(`(^|${edge})${along}(?:[.!?]{0,9}$|(?=${edge}))`, 'giu');
const tail = new RegExp(
  `\\s{1,9}(?:(?:${lead})\\s{1,9}(?:${link})\\s|(?:at|with)\\s+(?=${sign})|(?=${sign}))${along}(?=$|[.,;|])`,
  'giu',
);

/**
 * The text without passages that hang on it: in brackets, between commas or dashes, or behind the sentence (`shot on ...`).
 * A passage that the sentence is built around stays, and so does all of it where fewer than three words would be left.
 * @param isLoose whether such passages are never a part of a sentence, so that they may be taken off its end
 */
export function withoutPassages(
  text: string,
  found: readonly Passage[],
  isLoose: (passage: Passage) => boolean = () => false,
): string {
  if (found.length === 0) return text;
  let left = '';
  let at = 0;
  for (const [index, { start, end }] of found.entries()) {
    if (start < at || index > 0xff) continue;
    left += text.slice(at, start) + String.fromCodePoint(firstSign + index);
    at = end;
  }
  left += text.slice(at);
  const drop = (match: string) => (hasSign(match) ? '' : match);
  for (let before = ''; before !== left; ) {
    before = left;
    left = left
      .replace(inBrackets, drop)
      .replace(betweenEdges, (match, edgeBefore: string) =>
        hasSign(match) ? '' : edgeBefore + match.slice(edgeBefore.length),
      )
      .replace(tail, (match) => (isTail(match, found, isLoose) ? '' : match));
  }
  const whole = left
    .replace(/^[\s,;:|•·.!?\p{Pd}]+/u, '')
    .replace(/(?<![\s,;:|•·\p{Pd}])[\s,;:|•·\p{Pd}]+$/u, '')
    .replace(
      new RegExp(sign, 'gu'),
      (one) => found[(one.codePointAt(0) ?? 0) - firstSign]?.words ?? '',
    );
  return (whole.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []).length < 3
    ? text
    : /^\p{Lu}/u.test(text)
      ? capitalised(whole)
      : whole;
}

function hasSign(text: string): boolean {
  return new RegExp(sign, 'u').test(text);
}

/** Whether words at the end of a sentence lead to passages, or are nothing but passages that are loose. */
function isTail(match: string, found: readonly Passage[], isLoose: (passage: Passage) => boolean) {
  if (!hasSign(match)) return false;
  if (new RegExp(`^\\s+(?:${lead})\\s`, 'iu').test(match)) return true;
  return Array.from(match, (one) => found[(one.codePointAt(0) ?? 0) - firstSign])
    .filter((passage) => passage !== undefined)
    .every(isLoose);
}

/** Whether a text is nothing but such passages and words that go with them. */
export function isOnlyPassages(text: string, found: readonly Passage[]): boolean {
  const rest = found.reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`,
    text,
  );
  const fillers = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${lead}|${link}|${filler})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return found.length > 0 && !/[\p{L}\p{N}]/u.test(rest.replace(fillers, ''));
}
