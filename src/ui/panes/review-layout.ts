/** Where the parts of the review lie just now, and what follows from that for keys. */
import { bodyOf } from '../frame.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { reviewLayout } from './layout.ts';

export function layoutOf(review: ReviewController) {
  const { pictureSize, focus, frames, list, index } = review.now;
  const { size, showsPictures } = review.shell;
  const set =
    frames === undefined || !showsPictures
      ? undefined
      : { count: list?.count ?? 0, index, shape: frames.shape, isSheet: frames.isSheet };
  // Where there are none, their place is for the text.
  const shown = showsPictures ? pictureSize : 'off';
  return reviewLayout(bodyOf(size.get()), shown, focus, set);
}

/** Rows that a page key moves by. */
export function pageOf(review: ReviewController): number {
  const { grid, list } = layoutOf(review);
  return grid?.places.length ?? Math.max(1, (list?.height ?? 10) - 2);
}

export function widthOfKeywords(review: ReviewController): number {
  return layoutOf(review).fields?.width ?? review.shell.size.get().columns;
}
