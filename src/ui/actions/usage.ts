/** Editorial or commercial. */
import type { ReviewController } from '../review/review-controller.ts';

/** Takes the usage that the model would choose, for this photo. */
export function takeUsage(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { suggestion, usage } = photo;
  if (suggestion === undefined)
    review.shell.toast('The model has not answered about this photo yet.');
  else if (suggestion.usage === usage)
    review.shell.toast(`It is ${usage} already, as the model suggests.`);
  else review.apply({ kind: 'usage', usage: suggestion.usage }, [photo.photo.id]);
}

/** The other usage, whatever the model says. */
export function switchUsage(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const usage = photo.usage === 'editorial' ? 'commercial' : 'editorial';
  review.apply({ kind: 'usage', usage });
}
