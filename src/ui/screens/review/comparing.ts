/** Two texts of a photo side by side, to choose from. */
import type { PhotoText } from '../../../photo.ts';
import type { Change } from '../../model/review.ts';
import type { Version } from '../../model/review-photo.ts';
import { type Line, line } from '../../text/line.ts';
import { fitWidth, oneLine } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Theme } from '../../theme.ts';
import type { Review } from './review.ts';

export type Comparison = {
  readonly title: string;
  readonly before: Version;
  readonly after: Version;
};

/** The old and the new text, each with the key that keeps it: figures, which do nothing in the review itself. */
export function compare(
  review: Review,
  photoId: number,
  { title, before, after }: Comparison,
): void {
  const done = (change: Change) => {
    review.goToPhoto(photoId);
    // The photo may say so already: text that nobody had touched was replaced by the new one.
    if (change.photoIds.length > 0) review.done(change);
    else review.readAgain();
  };
  const take = ({ id, text }: Version) =>
    done(
      id === undefined ? review.model.edit(photoId, text) : review.model.takeVersion(photoId, id),
    );
  const takeTitle = ({ description, shortTitle }: PhotoText, { keywords }: PhotoText) =>
    done(review.model.edit(photoId, { description, shortTitle, keywords }));
  review.shell.menu({
    title,
    body: (width, theme) => sideBySide(before.text, after.text, width, theme),
    items: [
      { key: '1', label: 'take the text on the right', run: () => take(after) },
      { key: '2', label: 'only its title', run: () => takeTitle(after.text, before.text) },
      { key: '3', label: 'only its keywords', run: () => takeTitle(before.text, after.text) },
      {
        key: '4',
        label: 'keep the text on the left',
        note: `the other one stays under ${review.shell.keys.say('review.bringBack')}`,
        run: () => take(before),
      },
    ],
  });
}

/** Two columns; of the keywords, what only one side has is marked and comes first. */
function sideBySide(before: PhotoText, after: PhotoText, width: number, theme: Theme): Line[] {
  const half = Math.floor((width - 3) / 2);
  const columns = [columnOf(before, after, half, '-'), columnOf(after, before, half, '+')] as const;
  const rows = Math.max(columns[0].length, columns[1].length);
  return Array.from({ length: rows }, (_, row) =>
    line(
      [fitWidth(columns[0][row] ?? '', half)],
      [` ${theme.glyphs.ruleDown} `, 'faint'],
      [fitWidth(columns[1][row] ?? '', half)],
    ),
  );
}

function columnOf(text: PhotoText, other: PhotoText, width: number, sign: '+' | '-'): string[] {
  const others = new Set(other.keywords);
  const own = text.keywords.filter((keyword) => !others.has(keyword));
  const shared = text.keywords.filter((keyword) => others.has(keyword));
  const keywords = [...own.map((keyword) => `${sign}${keyword}`), ...shared].join(', ');
  return [...wrap(oneLine(text.description), width), '', ...wrap(oneLine(keywords), width)];
}
