/** The frames of a burst, or selected photos, side by side: for a while they are the list of the review. */
import type { ReviewController } from '../review/review-controller.ts';
import { type ReviewState, withoutFrames } from '../review/state.ts';

/** The selected photos, where there are several; else the burst of the photo under the cursor. */
function framesOf({ selection, photo }: ReviewState): readonly number[] {
  return selection.size > 1 ? [...selection] : (photo?.burst?.ids ?? []);
}

export function refusedToCompare(review: ReviewController): string | undefined {
  if (review.now.frames !== undefined) return 'They are side by side already.';
  if (framesOf(review.now).length > 1) return undefined;
  return `This photo is in no burst; select two or more (${review.shell.keys.say('select.toggle')}) to compare them.`;
}

export function compareFrames(review: ReviewController): void {
  const { index, selection, pictureSize } = review.now;
  const list = review.session.listOf(framesOf(review.now));
  if (list.count < 2) {
    review.shell.toast('No other frame of this burst is in the review.', 'warn');
    return;
  }
  review.shell.clear();
  review.exchange(list, 0, {
    frames: {
      before: { list: review.now.list, index, selection, pictureSize },
      shape: review.session.shapeOf(list.ids),
      isSheet: selection.size > 1,
    },
    selection: new Set(),
    pictureSize: review.shell.showsPictures ? 'beside' : pictureSize,
  });
}

export function leaveFrames(review: ReviewController): void {
  const { frames } = review.now;
  if (frames?.before.list === undefined) return;
  review.shell.clear();
  review.exchange(frames.before.list, frames.before.index, withoutFrames(review.now));
}
