/** Titles: a dateline where one belongs, then the description, within the limit. */
import { oneLine } from './clean.ts';
import { type DatelineFacts, dateline, readDateline } from './dateline.ts';
import { countCharacters, cutToCharacters, titleLimit } from './limits.ts';
import { cutAtPhrase } from './phrases.ts';

export type TitleFacts = DatelineFacts & { readonly description: string };

export type Title = {
  /** At most the limit; '' without a description, because a dateline alone is no title. */
  readonly title: string;
  /** '' for commercial titles, or where place and date are unknown or too long. */
  readonly dateline: string;
  /** The description in the title: one line, without a dateline of its own, cut at a word where it must be. */
  readonly text: string;
  /** Characters of the description that did not fit. */
  readonly cut: number;
};

/** A dateline that leaves less room than this for the description is left out: names of places can be that long. */
const leastText = 40;

/**
 * The title of a photo. Line breaks and control characters become spaces, a dateline inside the description (models
 * write one, people paste one) is replaced by the photo's own; everything else a person typed stays as it is.
 */
export function titleOf(facts: TitleFacts, limit: number = titleLimit): Title {
  const whole = splitTitle(facts.description, facts);
  const line = datelineWithin(facts, limit);
  const room = limit - countCharacters(line);
  const text =
    countCharacters(whole) <= room ? whole : cutAtPhrase(whole, cutToCharacters(whole, room));
  const cut = countCharacters(whole) - countCharacters(text);
  return { title: text === '' ? '' : line + text, dateline: line, text, cut };
}

/**
 * The description in a title that somebody else gives whole: a person, a sidecar, a headline that was there before.
 * Its dateline goes, in whatever form it is written, because ours is built again from the photo's place and date.
 */
export function splitTitle(title: string, photo: DatelineFacts): string {
  let rest = oneLine(title);
  for (let found = readDateline(rest, photo); found !== ''; found = readDateline(rest, photo))
    rest = rest.slice(found.length).trim();
  return rest;
}

function datelineWithin(facts: DatelineFacts, limit: number): string {
  const line = dateline(facts);
  return countCharacters(line) + leastText > limit ? '' : line;
}
