/** Advertising, and words about the photo instead of its subject (`Stock photo of ...`, `This image shows ...`). */

import data from '../data/sales-talk.json' with { type: 'json' };
import { isTitleCase } from '../places/place-context.ts';
import { capitalised } from './clean.ts';
import { meets, type Passage, passages } from './passages.ts';
import { speaksOfPicture, withoutPictureTalk } from './picture-talk.ts';

const phrases = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${data.phrases.join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
/** Credits and calls to the reader, which capitals tell from other words. */
const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${data.named.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
const keywords = new RegExp(
  `^(?:${data.phrases.join('|')}|${data.keywords.join('|')}|(?:${data.praise})(?: .*)?)$`,
  'iu',
);
/** Words that make praise stronger. */
const stronger = '(?:(?:absolutely|simply|truly|utterly|really|totally|most)\\s+)?';
const praise = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${data.praise})(?![\\p{L}\\p{N}-])`, 'giu');

/** What speaks to buyers: `royalty free`, `perfect for your project`. */
export function salesTalkIn(text: string): readonly Passage[] {
  const found = passages(text, phrases);
  const others = passages(text, named).filter((one) => !meets(one, found));
  return [...found, ...others].sort((a, b) => a.start - b.start);
}

/** Whether a keyword praises or sells the photo. */
export function isSalesTalk(keyword: string): boolean {
  return keywords.test(keyword.trim());
}

/** Words that praise: `stunning`. */
export function praiseIn(text: string): readonly Passage[] {
  return passages(text, praise);
}

const beforePraise =
  '(?:an?|the|and|with|of|in|at|on|over|under|for|its|their|his|her|this|to|from|by|into|as|offers?|offering|has|have|reveals?|enjoys?|enjoying|showing)';
/** Between an article or the like and a noun. In capitals it may be a name: `The Incredible Hulk`. */
const praiseBeforeNoun = new RegExp(
  `(?<=(?<![\\p{L}\\p{N}])(?:${beforePraise}|${beforePraise.replaceAll(/(?<=[|:])\p{Ll}/gu, (letter) => letter.toUpperCase())})\\s{1,9}|[,:(]\\s{0,9})${stronger}(?:${data.praise})(?:,?\\s+(?:and\\s+)?)(?=\\p{L})`,
  'gu',
);
const praiseInList = new RegExp(
  `((?<![\\p{L}\\p{N}])(?:an?|the)\\s+\\p{Ll}+),\\s+(?:${data.praise})(?=\\s+\\p{Ll})`,
  'giu',
);
const praiseAtStart = new RegExp(
  `^(?:the most (?:beautiful|amazing|stunning|scenic)|perfect(?!,?\\s+(?:${data.perfect})(?!\\p{L}))|${stronger}(?:${data.praise}))(?:,?\\s+(?:and\\s+)?)(?=\\p{L})`,
  'iu',
);

/** The text without adjectives of praise: `A stunning old mosque` as `An old mosque`. Those that a sentence is about stay. */
export function withoutPraise(text: string): string {
  const left = text
    .replace(praiseInList, '$1')
    .replace(praiseBeforeNoun, '')
    .replace(praiseAtStart, (found) =>
      (/^\p{Ll}/u.test(text.slice(found.length)) && !/\s\p{Lu}/u.test(found)) || isTitleCase(text)
        ? ''
        : found,
    );
  return left === text ? text : capitalised(withRightArticle(left, text));
}

/** The indefinite article before what now follows it, only where it was right before. */
function withRightArticle(text: string, before: string): string {
  const known = new Set(before.match(/(?<![\p{L}\p{N}])an?\s+[\p{L}\p{N}'-]+/giu));
  return text.replace(
    /(?<![\p{L}\p{N}])(a)(n?)(\s+)([\p{L}\p{N}'-]+)/giu,
    (whole, a: string, _n, space: string, word: string) => {
      if (known.has(whole)) return whole;
      return `${a}${/^(?:[aeio]|u(?!ni|s[aei]|[rt]i)|hour|honest|heir)/iu.test(word) ? 'n' : ''}${space}${word}`;
    },
  );
}

const picture = '(?:photo(?:graph)?|image|picture|pic|snapshot|stock (?:photo|image|picture))';
const empty =
  '(?:stock|high[- ]quality|high[- ]resolution|beautiful|stunning|amazing|professional|great|nice|lovely|royalty[- ]free|detailed|captivating|vibrant|gorgeous|striking|breathtaking|editorial|commercial|digital|4k|hd|candid)';
const says =
  '(?:shows?|showing|showcas(?:es|ing)|depicts?|depicting|captures?|capturing|features?|featuring|illustrates?|illustrating|displays?|displaying|portrays?|portraying|presents?|presenting|represents?|representing|highlights?|highlighting|that shows|which shows|of)';

/** Beginnings that speak of the photo. */
const beginnings = new RegExp(
  [
    `(?:here (?:is|we have) )?(?:this|the|an?|my|our)?\\s*(?:${empty}[, ]+){0,3}${picture}\\s+(?:taken\\s+)?${says}\\s+`,
    `(?:in|on) (?:this|the) (?:${empty} )?${picture},?\\s+(?:(?:we|you|one) (?:can )?(?:see|observe)s?\\s+|there (?:is|are)\\s+)?`,
    `(?:seen|shown|pictured|depicted|captured|featured|visible) (?:here|above|below|in (?:this|the) ${picture}) (?:is|are)\\s+`,
    `(?:here )?(?:we|you) (?:can )?see(?: here)?\\s+`,
    `what (?:we|you) (?:have|see|are looking at)(?: here)? (?:is|are)\\s+`,
    `this is (?:an?|the|my) (?:${empty}[, ]+){0,3}${picture} (?:of|showing)\\s+`,
    `(?:what )?(?:this|the) ${picture} (?:is|seems to be) (?:of|about)\\s+`,
    `(?:depicted|pictured):?\\s+(?=an?\\s|the\\s)`,
    `(?:depicted|pictured|shown|seen|visible) (?:is|are)\\s+`,
    `(?:the|this) (?:scene|view|frame|shot|composition) ${says.replace('|of)', ')')}\\s+`,
  ]
    .map((one) => `(?:${one})`)
    .join('|')
    .replace(/^/, '^(?:')
    .concat(')'),
  'iu',
);
const endings = new RegExp(
  `,?\\s{1,9}(?:(?:as|and)\\s{1,9})?(?:(?:is|are)\\s{1,9})?(?:seen|shown|pictured|depicted|captured|featured|visible)?\\s{0,9}(?:in|by) this ${picture}[.!]?$`,
  'iu',
);
/** A picture that hangs somewhere is what the photo shows. */
const aPicture = new RegExp(`\\b(?:${data.aPicture})\\b`, 'iu');
const mentions = new RegExp(
  `\\b(?:this|my) ${picture}\\b|\\b(?:the|an?) (?:photo(?:graph)?|image) (?:shows|captures|depicts|features|illustrates|showcases|portrays)\\b|^(?:the|an?) (?:[\\w-]+ ){1,2}(?:photo(?:graph)?|image|picture) ${says.replace('|of)', ')')}\\s|^the photographer (?:has )?(?:captur|show|depict|photograph)|\\bwhat (?:appears|seems|looks) (?:to be|like)\\b|\\bthe viewer\\b|^(?:it (?:shows|depicts|captures|portrays)|showing|depicting)\\s|\\bin the (?:photo(?:graph)?|image)[.!]?$|\\b(?:photographer|camera)['’]s (?:perspective|point of view|viewpoint|angle)\\b|^the camera (?:looks|captures|faces|focuses|shows|pans)\\b`,
  'iu',
);

/** Whether a text speaks of itself as a photo. */
export function speaksOfItself(text: string): boolean {
  return withoutSelf(text) !== text || mentions.test(text) || isOfPicture(text);
}

/** Pictures that hang or lie somewhere are what the photo shows. */
function isOfPicture(text: string): boolean {
  return speaksOfPicture(text) && !aPicture.test(text);
}

/** The text without words that say that it is about a photo, where what is left is a sentence for certain. */
export function withoutSelf(text: string): string {
  const [start = ''] = beginnings.exec(text) ?? [];
  const isPlain = start === '' || (/\bof\s+$/iu.test(start) && aPicture.test(text));
  const whole = aPicture.test(text) ? text : withoutPictureTalk(text);
  if (whole !== text) return whole;
  const left = (isPlain ? text : capitalised(text.slice(start.length))).replace(endings, '');
  return (left.match(/[\p{L}\p{N}]+/gu) ?? []).length < 2 ? text : left;
}
