/** What a change would make different in one photo, in words. */
import type { Review } from '../../catalog/reviews.ts';
import { furtherText } from '../../rules/answers/further.ts';
import { placeInWords } from '../../rules/datelines/dateline.ts';
import type { PhotoDoc } from './doc.ts';
import { takenInWords } from './typed-date.ts';

/** What goes and what comes: place or date, or else a title, keywords, the usage, or what was done; undefined for nothing. */
export function differenceInWords(
  { photo: was, review: old }: PhotoDoc,
  { photo: is, review: now, notes }: PhotoDoc,
): { readonly before: string; readonly after: string } | undefined {
  const facts = [
    [placeInWords(was.place), placeInWords(is.place)],
    [takenInWords(was), takenInWords(is)],
  ].filter(([a, b]) => a !== b);
  const usage = was.usage === is.usage ? [] : [[was.usage, is.usage]];
  const isKept = is.placeSource === 'kept' && was.placeSource !== 'kept';
  const kept = isKept && facts.length === 0 ? placeInWords(is.place) : '';
  if (facts.length === 0 && usage.length === 0 && old === now)
    return kept === '' ? undefined : { before: '', after: `kept ${kept}` };
  const [title] = [
    [old.description, now.description],
    [old.shortTitle, now.shortTitle],
    [old.caption ?? '', now.caption ?? ''],
  ].filter(([a, b]) => a !== b);
  const text = [
    ...(title === undefined ? [] : [title]),
    keywordDifference(old, now),
    ...furtherDifferences(old, now),
    ...usage,
  ];
  const pairs = facts.length > 0 ? facts : text;
  const side = (index: 0 | 1) =>
    pairs
      .map((pair) => pair[index] ?? '')
      .filter((words) => words !== '')
      .join('; ');
  const [before, after] = [side(0), side(1)];
  return before === '' && after === ''
    ? { before, after: (notes?.done ?? []).join('; ') }
    : { before, after };
}

/** The categories, ..., of each that is not the same. */
function furtherDifferences({ further: before }: Review, { further: after }: Review): string[][] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => [furtherText(before[name] ?? ''), furtherText(after[name] ?? '')])
    .filter(([a, b]) => a !== b);
}

/** The keywords that one list has and the other has not, in words; a change of order shows both beginnings. */
function keywordDifference({ keywords: before }: Review, { keywords: after }: Review) {
  const lost = before.filter((keyword) => !after.includes(keyword));
  const gained = after.filter((keyword) => !before.includes(keyword));
  const isMoved = lost.length + gained.length === 0 && before.join() !== after.join();
  if (isMoved) return [before.slice(0, 5).join(', '), after.slice(0, 5).join(', ')];
  return [lost.join(', '), gained.join(', ')];
}
