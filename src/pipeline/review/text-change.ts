/** What differs between two texts of a photo, in a few words. */
import { quoted } from '../../amounts.ts';
import type { EditableField, Review } from '../../catalog/reviews.ts';
import { smallLabel } from '../../rules/answers/further.ts';

const fieldNames: readonly (readonly [field: EditableField, name: string])[] = [
  ['description', 'title'],
  ['shortTitle', 'short title'],
  ['caption', 'caption'],
  ['keywords', 'keywords'],
];

/** What an edit did, in a few words: `Added "boat"`, `Moved "boat"`, `Changed the title`. */
export function textChangeInWords(before: Review, after: Review): string {
  const isTitleChanged = before.description !== after.description;
  if (before.keywords !== after.keywords && !isTitleChanged)
    return keywordChangeInWords(before.keywords, after.keywords);
  // Where the title changes, the short title may only follow it.
  const texts = fieldNames
    .filter(([field]) => before[field] !== after[field])
    .filter(([field]) => !isTitleChanged || field !== 'shortTitle')
    .map(([, name]) => name);
  const changed = [...texts, ...furtherChanged(before, after)];
  const last = changed.pop();
  return changed.length === 0 ? `Changed the ${last}` : `Changed ${changed.join(', ')} and ${last}`;
}

/** `categories`, `alt text` */
function furtherChanged({ further: was }: Review, { further: is }: Review): readonly string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map(smallLabel);
}

function keywordChangeInWords(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((keyword) => !before.includes(keyword));
  const removed = before.filter((keyword) => !after.includes(keyword));
  const [gained] = added;
  const [lost] = removed;
  if (added.length + removed.length === 0) return moveInWords(before, after);
  if (added.length === 1 && removed.length === 1) return `Replaced "${lost}" with "${gained}"`;
  if (removed.length === 0) return `Added ${quoted(added)}`;
  return added.length === 0 ? `Removed ${quoted(removed)}` : 'Changed the keywords';
}

function moveInWords(before: readonly string[], after: readonly string[]): string {
  const first = before.findIndex((keyword, index) => after[index] !== keyword);
  const without = (words: readonly string[], word: string) =>
    words.filter((other) => other !== word).join('\n');
  const moved = [after[first], before[first]].find(
    (word) => word !== undefined && without(before, word) === without(after, word),
  );
  return moved === undefined
    ? 'Sorted the keywords'
    : `Moved "${moved}" to place ${after.indexOf(moved) + 1}`;
}
