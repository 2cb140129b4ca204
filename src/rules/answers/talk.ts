/**
 * What a model says around a description instead of giving it alone: `Sure! Here is a title:` before it, `Hope this helps!`
 * or `(Note: ...)` behind it. A quotation mark ends the search: writing in the picture may say anything.
 */
import data from '../data/talk.json' with { type: 'json' };
import { anyOf } from '../texts/patterns.ts';
import { remembered } from '../texts/remembered.ts';
import { isOrdinaryTitle } from './ordinary.ts';

const { parts } = data;
const opening = new RegExp(`^[\\s*_#>]*(?:${anyOf(data.openings, parts, 'iu').source})`, 'iu');
/** These words are no part of a description, wherever they stand. */
const closing = new RegExp(
  `(?:^|(?<!\\s)\\s+|[-–—|]\\s*)(?:[-–—|*_]\\s*){0,9}(?:${toTheEnd(data.closings.anywhere, '[.!)\\]*]*')})$`,
  'iu',
);
/** These are, unless they are a sentence of their own behind another one. */
const lastSentence = new RegExp(
  `(?:^|(?<=[.!?…)\\]"'])\\s+|(?<!\\s)[^\\S\\n]*\\n\\s*)(?:${toTheEnd(data.closings.sentences, '[.!]*')})$`,
  'iu',
);
/** Nor are these where they begin with a capital, and with none in the words after it, as titles and posters have. */
const capitalised = new RegExp(
  `(?<=[\\p{L}\\p{N}])\\s+(?:${data.closings.capitalised.join('|')})\\b[^"]*$`,
  'u',
);
const doubtful = anyOf(data.doubtful, parts, 'iu');
/**
 * Somebody who says `I`, where it is not a number (`World War I was`) or what a sign says; and two texts to choose from.
 */
const speaker = new RegExp(
  `(?<!(?:\\p{Lu}[\\p{L}.]*|${data.beforeNoSpeaker}) )(?<![\\p{L}\\p{N}'-])I(?:'(?:m|d|ll|ve)(?!\\p{L})| (?:${data.speakers})(?!\\p{L}))|(?<=\\p{Ll}[.]?) OR (?=\\p{Lu}\\p{Ll})`,
  'u',
);

/** Any of the patterns and the signs behind it, which those that take all that follows have already. */
function toTheEnd(patterns: readonly string[], signs: string): string {
  const isClosed = /\$$|\[\^"\]\*$/;
  const closed = patterns.map((one) => (isClosed.test(one) ? one : `(?:${one})\\s*${signs}`));
  return anyOf(closed, parts, 'iu').source;
}

/** A longer text is no title, and is not searched behind this many characters. */
const longest = 1500;
/** More layers of talk than this are no description. */
const mostRounds = 4;

/** The text without what is said around it; as it was where nothing is, and '' where nothing else is left. */
export const withoutTalk = remembered(withoutTalkAround, { most: 200, longest });

function withoutTalkAround(text: string): string {
  if (text.length > longest || isOrdinaryTitle(text)) return text;
  let rest = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = straight(rest)
      .replace(opening, '')
      .replace(closing, '')
      .replace(lastSentence, '')
      .replace(capitalised, '');
    if (next === straight(rest)) break;
    rest = next.replace(/(?<![\s–—|(,;:-])[\s–—|(,;:-]+$/u, '').trim();
  }
  return rest;
}

/** Whether somebody speaks in a text of whom it cannot be told where they end. */
export function isTalk(text: string): boolean {
  if (isOrdinaryTitle(text)) return false;
  const rest = withoutTalk(text);
  const unquoted = straight(rest.slice(0, longest)).replace(/["“”„][^"“”„]*["“”„]/gu, '');
  return rest === '' || doubtful.test(unquoted) || speaker.test(unquoted);
}

const straight = (text: string): string => text.replace(/[‘’ʼ]/gu, "'");
