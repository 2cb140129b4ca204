/** The cursor among the keywords. */
import { cellBeside, type Way } from '../editor/keyword-grid.ts';
import { gridOf } from '../panes/keywords-pane.ts';
import { widthOfKeywords } from '../panes/review-layout.ts';
import type { ReviewController } from '../review/review-controller.ts';

export function focusKeywords(review: ReviewController): void {
  const focus = review.now.focus === 'keywords' ? 'photos' : 'keywords';
  review.state.merge({ focus });
}

/** Moves among the keywords as they are drawn. */
export const movingCursor = (to: Way | 'first' | 'last') => (review: ReviewController) => {
  const { keywordIndex, photo } = review.now;
  if (photo === undefined) return;
  const last = Math.max(0, photo.text.keywords.length - 1);
  const target = () => {
    if (to === 'first') return 0;
    if (to === 'last') return last;
    return cellBeside(gridOf(photo, widthOfKeywords(review)), keywordIndex, to);
  };
  review.state.merge({ keywordIndex: Math.min(last, target()) });
};
