/** Titles: a dateline where one belongs, then the description, within the limit. */

import { type DatelineFacts, dateline, dayInWords } from '../datelines/dateline.ts';
import { datelineBehind, datelineInFront, type FoundDateline } from '../datelines/read-dateline.ts';
import { oneLine } from './clean.ts';
import { fold } from './fold.ts';
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
 * The photo's own dateline goes, in whatever form it is written and also from the end, because ours is built again. One of
 * another place or another day stays, and a check speaks of it.
 */
export function splitTitle(title: string, photo: DatelineFacts): string {
  return withoutDatelines(title, photo, ({ isOwn }) => isOwn);
}

/** A title without any dateline, also without one of another place or another day. */
export function withoutAnyDateline(title: string, photo: DatelineFacts): string {
  return withoutDatelines(title, photo, () => true);
}

function withoutDatelines(
  title: string,
  photo: DatelineFacts,
  goes: (found: FoundDateline) => boolean,
): string {
  let rest = withoutDayInFront(oneLine(title), photo);
  for (;;) {
    const front = datelineInFront(rest, photo);
    const found = front !== undefined && goes(front) ? front : datelineBehind(rest, photo);
    if (found === undefined || !goes(found)) return rest;
    rest = (rest.slice(0, found.start) + rest.slice(found.end)).trim();
  }
}

/** No dateline is longer. */
const longestDateline = 160;

/** In other languages than English the photo's own day alone tells a dateline: `Istanbul, Türkei, 14. Mai 2019: `. */
function withoutDayInFront(title: string, { language, takenOn }: DatelineFacts): string {
  const end = title.slice(0, longestDateline).search(/[:：]/u);
  if (language === undefined || end === -1) return title;
  const day = fold(dayInWords(takenOn, language));
  return day !== '' && fold(title.slice(0, end)).includes(day)
    ? title.slice(end + 1).trim()
    : title;
}

function datelineWithin(facts: DatelineFacts, limit: number): string {
  const line = dateline(facts);
  return countCharacters(line) + leastText > limit ? '' : line;
}
