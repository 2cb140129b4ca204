/** The cursor among the keywords. */
import { cellBeside } from '../editor/keyword-grid.ts';
import { gridOf } from '../panes/keywords-pane.ts';
import { widthOfKeywords } from '../panes/review-layout.ts';
import type { ReviewController } from '../review/review-controller.ts';

export function focusKeywords(review: ReviewController): void {
  const focus = review.now.focus === 'keywords' ? 'photos' : 'keywords';
  review.state.merge({ focus });
}

type CursorTarget = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** Moves among the keywords; rows follow what is drawn. */
export const movingCursor = (to: CursorTarget) => (review: ReviewController) => {
  const { keywordIndex, photo } = review.now;
  if (photo === undefined) return;
  const last = Math.max(0, photo.text.keywords.length - 1);
  const beside = (rows: 1 | -1) =>
    cellBeside(gridOf(photo, widthOfKeywords(review)), keywordIndex, rows);
  const targets: Readonly<Record<CursorTarget, () => number>> = {
    left: () => keywordIndex - 1,
    right: () => keywordIndex + 1,
    up: () => beside(-1),
    down: () => beside(1),
    first: () => 0,
    last: () => last,
  };
  review.state.merge({ keywordIndex: Math.max(0, Math.min(last, targets[to]())) });
};
