/** Keywords that the photos had before us: kept in the list, or not. */
import type { Change } from '../../pipeline/review/change.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { offer } from './preview.ts';

const keeping = (keep: boolean): Change => ({ kind: 'existing', keep });

/** Takes them out of the list of the photo in view, or puts them back; asks which where both could be meant. */
export function switchExisting(review: ReviewController): void {
  const { photo, selection } = review.now;
  if (photo === undefined) return;
  const { only, missing } = photo.existing;
  if (selection.size > 0)
    askWhich(review, (change) => () => offer(review, change), review.targetWords());
  else if (only.length > 0 && missing.length > 0)
    askWhich(review, (change) => () => review.apply(change), review.currentName);
  else if (only.length > 0) review.apply(keeping(false));
  else if (missing.length > 0) review.apply(keeping(true));
  else
    review.shell.toast(
      photo.existing.marked.length > 0
        ? 'The model names the keywords from before as well.'
        : 'The photo had no keywords before.',
    );
}

function askWhich(
  { shell }: ReviewController,
  doing: (change: Change) => () => void,
  who: string,
): void {
  shell.menu({
    title: `Keywords from before in ${who}`,
    items: [
      item('k', 'keep all of them', doing(keeping(true)), "the model's last make room"),
      item('d', 'drop those that the model does not name', doing(keeping(false))),
      nothing('n', 'change nothing'),
    ],
  });
}
