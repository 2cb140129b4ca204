/** Editorial or commercial. */
import type { Usage } from '../../photo.ts';
import type { Review } from '../review/review.ts';

/** Takes the usage that the model would choose, for this photo. */
export function takeUsage(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { suggestion, usage } = photo;
  if (suggestion === undefined)
    review.shell.toast('The model has not said anything about this photo.');
  else if (suggestion.usage === usage)
    review.shell.toast(`It is ${usage} already, as the model would have it.`);
  else setUsage(review, [photo.photo.id], suggestion.usage);
}

/** The other usage, whatever the model says. */
export function switchUsage(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  setUsage(review, review.targets(), photo.usage === 'editorial' ? 'commercial' : 'editorial');
}

function setUsage(review: Review, photoIds: readonly number[], usage: Usage): void {
  review.perform(
    (report) => review.session.apply(photoIds, { kind: 'usage', usage }, report),
    photoIds.length,
    (change) => review.done(change),
  );
}
