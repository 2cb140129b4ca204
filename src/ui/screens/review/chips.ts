/** The cursor among the keywords. */
import { cellBeside } from '../../editor/keyword-grid.ts';
import { gridOf } from './keywords-pane.ts';
import { widthOfKeywords } from './looking.ts';
import type { Review } from './review.ts';
import type { ReviewCommand } from './review-command.ts';

export const chipMoves = Object.fromEntries(
  (
    [
      ['left', 'Keyword before', ['left', 'h']],
      ['right', 'Next keyword', ['right', 'l']],
      ['up', 'Keyword above', ['up', 'k']],
      ['down', 'Keyword below', ['down', 'j']],
      ['first', 'First keyword', ['home', 'g']],
      ['last', 'Last keyword', ['end', 'G']],
    ] as const
  ).map(([to, title, keys]): [string, ReviewCommand] => [
    `keywords.${to}`,
    { keys, title, run: (review) => moveChip(review, to, widthOfKeywords(review)) },
  ]),
);

export function focusKeywords(review: Review): void {
  const focus = review.now.focus === 'keywords' ? 'photos' : 'keywords';
  review.state.merge({ focus });
}

/** Moves among the chips; rows follow what is drawn on `width` cells. */
function moveChip(
  review: Review,
  to: 'left' | 'right' | 'up' | 'down' | 'first' | 'last',
  width: number,
): void {
  const { chip, photo } = review.now;
  if (photo === undefined) return;
  const last = Math.max(0, photo.text.keywords.length - 1);
  const targets = {
    left: () => chip - 1,
    right: () => chip + 1,
    up: () => cellBeside(gridOf(photo, width), chip, -1),
    down: () => cellBeside(gridOf(photo, width), chip, 1),
    first: () => 0,
    last: () => last,
  };
  review.state.merge({ chip: Math.max(0, Math.min(last, targets[to]())) });
}
