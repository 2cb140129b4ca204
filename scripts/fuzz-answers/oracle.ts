/**
 * What came of an answer, judged by what was planted in it and by what the project promises of every file. It knows
 * nothing of the program's own rules and checks.
 */
import type { Expected, Made, Scene } from './case.ts';
import { beginnings } from './cuts.ts';
import { titleWith } from './scenes.ts';

/** The text that is in a file or is going to be: `title` with its dateline. */
type Written = {
  readonly title: string;
  readonly shortTitle: string;
  readonly keywords: readonly string[];
};

export type Outcome =
  | { readonly kind: 'written'; readonly text: Written }
  /** Left to a person: open in the review, or an issue. */
  | { readonly kind: 'held' }
  | { readonly kind: 'again' }
  /** Neither text nor a word about it. */
  | { readonly kind: 'lost' };

export type Verdict = 'right' | 'held' | 'again' | 'wrong' | 'held without need';

export type Judged = { readonly verdict: Verdict; readonly why: string };

export function judge({ expected }: Made, scene: Scene, outcome: Outcome): Judged {
  switch (outcome.kind) {
    case 'written': {
      const why = faultOf(expected, scene, outcome.text);
      return why === undefined ? { verdict: 'right', why: '' } : { verdict: 'wrong', why };
    }
    case 'lost':
      if (expected.mustPass) return { verdict: 'held without need', why: 'nothing came of it' };
      return expected.mustSay === true
        ? { verdict: 'wrong', why: 'nobody is told that there is no answer' }
        : { verdict: 'again', why: '' };
    default: {
      const verdict = outcome.kind === 'again' ? 'again' : 'held';
      return expected.mustPass
        ? { verdict: 'held without need', why: verdict }
        : { verdict, why: '' };
    }
  }
}

/** Characters of a title, and bytes of the fields of IPTC. */
const titleLimit = 200;
const keywordBytes = 64;
const shortTitleBytes = 64;

function faultOf(expected: Expected, scene: Scene, text: Written): string | undefined {
  if (expected.descriptions.length === 0) return 'nothing of this answer may be in a file';
  return (
    titleFault(expected, scene, text.title) ??
    shortTitleFault(expected, text) ??
    keywordFault(expected, scene, text.keywords)
  );
}

function titleFault({ descriptions }: Expected, scene: Scene, title: string): string | undefined {
  if ([...title].length > titleLimit) return `the title is longer than ${titleLimit} characters`;
  if (descriptions.some((description) => title === titleWith(scene, description))) return undefined;
  return 'the title is not one that is right';
}

function shortTitleFault(
  { descriptions, shortTitles, mayShorten }: Expected,
  { shortTitle }: Written,
): string | undefined {
  if (Buffer.byteLength(shortTitle) > shortTitleBytes) return 'the short title is too long';
  if (shortTitles.includes(shortTitle)) return undefined;
  const isBeginning = descriptions.some((text) => beginnings(text).includes(shortTitle));
  return mayShorten && isBeginning ? undefined : 'the short title is not one that is right';
}

function keywordFault(
  { keywords, further }: Expected,
  { place }: Scene,
  written: readonly string[],
): string | undefined {
  const long = written.find((word) => Buffer.byteLength(word) > keywordBytes);
  if (long !== undefined) return `"${long}" is too long`;
  const known = new Set([...keywords, ...further, place.city, place.country]);
  const strange = written.find((word) => !known.has(word));
  if (strange !== undefined) return `"${strange}" is among the keywords`;
  const missing = [...keywords, place.city, place.country].find((word) => !written.includes(word));
  if (missing !== undefined) return `"${missing}" is not among the keywords`;
  if (new Set(written).size < written.length) return 'a keyword stands there twice';
  const order = written.filter((word) => keywords.includes(word));
  return order.some((word, at) => word !== keywords[at])
    ? 'the keywords are in another order'
    : undefined;
}
