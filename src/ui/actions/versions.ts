/** Other texts of a photo: what was removed, what was offered before, two of them side by side to choose from. */

import type { StepDone } from '../../catalog/undo-log.ts';
import type { PhotoText } from '../../photo.ts';
import type { Change } from '../../pipeline/review/change.ts';
import { bringBackChange, type Version, versionChange } from '../../pipeline/review/versions.ts';
import { glyphs } from '../glyphs.ts';
import { item, numbered } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { type Line, line } from '../text/line.ts';
import { drawableLine, fitWidth, truncate } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** What the checks removed and what was offered before, to be brought back. */
export function bringBack(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { shell } = review;
  const { removed, alternatives, text } = photo;
  const { id } = photo.photo;
  const others = alternatives
    .filter(({ text: other }) => !isSameText(text, other))
    .map((after) => ({
      label: truncate(after.text.description || after.text.keywords.join(', '), 70),
      note: `compare: ${after.origin}`,
      run: () =>
        compare(review, id, {
          title: `Now, and ${after.origin}`,
          before: { text },
          after: { text: after.text, version: after },
        }),
    }));
  const keywords = removed.map(({ keyword, reason }) => ({
    label: keyword,
    note: `keyword, ${reason}`,
    run: () => review.done(review.session.applyToOne(id, bringBackChange(text.keywords, keyword))),
  }));
  const items = numbered([...others, ...keywords]);
  if (items.length > 0) shell.menu({ title: 'Bring back', items });
  else shell.toast('Nothing was removed from this photo and nothing else was offered.');
}

/** A version without title or keywords says nothing about them. */
function isSameText(now: PhotoText, other: PhotoText): boolean {
  return (
    (other.description === '' || other.description === now.description) &&
    (other.keywords.length === 0 || other.keywords.join() === now.keywords.join())
  );
}

/** A text to compare with another; without a version it is stored nowhere else than in the review. */
type ComparedText = { readonly text: PhotoText; readonly version?: Version | undefined };

type Comparison = {
  readonly title: string;
  readonly before: ComparedText;
  readonly after: ComparedText;
};

/** The old and the new text, each with the key that keeps it: figures, which do nothing in the review itself. */
export function compare(
  review: ReviewController,
  photoId: number,
  { title, before, after }: Comparison,
): void {
  const done = (change: StepDone) => {
    review.goToPhoto(photoId);
    // The photo may say so already: text that nobody had touched was replaced by the new one.
    if (change.photoIds.length > 0) review.done(change);
    else review.readAgain();
  };
  const take = (change: Change) => () => done(review.session.applyToOne(photoId, change));
  const takeText = ({ text, version }: ComparedText) =>
    take(version === undefined ? { kind: 'edit', text } : versionChange(version));
  const takeParts = ({ description, shortTitle }: PhotoText, { keywords }: PhotoText) =>
    take({ kind: 'edit', text: { description, shortTitle, keywords } });
  const stays = `the other one stays under ${review.shell.keys.say('review.bringBack')}`;
  review.shell.menu({
    title,
    body: (width) => sideBySide(before.text, after.text, width),
    items: [
      item('1', 'take the text on the right', takeText(after)),
      item('2', 'only its title', takeParts(after.text, before.text)),
      item('3', 'only its keywords', takeParts(before.text, after.text)),
      item('4', 'keep the text on the left', takeText(before), stays),
    ],
  });
}

/** Two columns; of the keywords, what only one side has is marked and comes first. */
function sideBySide(before: PhotoText, after: PhotoText, width: number): Line[] {
  const half = Math.floor((width - 3) / 2);
  const left = columnOf(before, after, half, '-');
  const right = columnOf(after, before, half, '+');
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row) =>
    line(
      fitWidth(left[row] ?? '', half),
      [` ${glyphs.ruleDown} `, 'faint'],
      fitWidth(right[row] ?? '', half),
    ),
  );
}

function columnOf(text: PhotoText, other: PhotoText, width: number, sign: '+' | '-'): string[] {
  const others = new Set(other.keywords);
  const own = text.keywords.filter((keyword) => !others.has(keyword));
  const shared = text.keywords.filter((keyword) => others.has(keyword));
  const keywords = [...own.map((keyword) => `${sign}${keyword}`), ...shared].join(', ');
  return [text.description, '', keywords].flatMap((part) => wrap(drawableLine(part), width));
}
