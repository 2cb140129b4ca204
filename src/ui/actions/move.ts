/** Going from photo to photo. */

import { layoutOf, pageOf } from '../panes/review-layout.ts';
import type { ReviewController } from '../review/review-controller.ts';

/** So many photos on (or back). */
export const movingBy = (photos: number) => moving((review) => review.goBy(photos));

/** A row of frames, or a page of the list, on (or back). */
export const movingByRow = (rows: 1 | -1) =>
  moving((review) => review.goBy(rows * columnsOf(review)));
export const movingByPage = (pages: 1 | -1) =>
  moving((review) => review.goBy(pages * pageOf(review)));

/** To a place of the list, from 0. */
export const movingTo = (index: number) => moving((review) => review.go(index));

/** To the next photo that needs a look: problems first, then doubts, then whatever is open. */
export const movingToNextLook = (direction: 1 | -1) =>
  moving((review) => {
    const next = review.now.list?.nextToLookAt(review.now.index, direction);
    if (next === undefined) review.shell.toast('Nothing in this list needs a look.', 'good');
    else review.go(next);
  });

/** What was said about the photo before goes when another one is shown; what went wrong stays until Esc. */
function moving(move: (review: ReviewController) => void): (review: ReviewController) => void {
  return (review) => {
    const { currentId, shell } = review;
    const notice = shell.notice.get();
    move(review);
    if (notice === undefined || notice.tone === 'bad' || review.currentId === currentId) return;
    if (shell.notice.get() === notice) shell.clear();
  };
}

/** Where all frames lie in one row, up and down go to the one beside. */
function columnsOf(review: ReviewController): number {
  const { grid } = layoutOf(review);
  return grid === undefined || grid.columns >= grid.places.length ? 1 : grid.columns;
}
