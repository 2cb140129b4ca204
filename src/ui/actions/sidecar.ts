/** The sidecar of the photo: what others wrote in it, and who decides where both sides wrote. */
import { item, nothing } from '../overlays/menu.ts';
import { sidecarLines } from '../panes/sidecar-pane.ts';
import type { ReviewController } from '../review/review-controller.ts';

/** Settles what both sides wrote in favour of one. */
const settling = (keep: 'ours' | 'theirs') => (review: ReviewController) => {
  const { photo } = review.now;
  const { conflicts = [], overruled = [] } = photo?.sidecar ?? {};
  if (photo === undefined || conflicts.length + overruled.length === 0)
    review.shell.toast('Nothing in the sidecar conflicts with our text.', 'warn');
  else review.done(review.session.settleSidecar(photo.photo.id, keep));
};

export const keepOurs = settling('ours');
export const keepTheirs = settling('theirs');

export function showSidecar(review: ReviewController): void {
  const sidecar = review.now.photo?.sidecar;
  if (sidecar === undefined) {
    review.shell.toast('No other program has written to the sidecar of this photo.');
    return;
  }
  const { name, conflicts, overruled } = sidecar;
  if (conflicts.length + overruled.length === 0) {
    review.shell.read({ title: name, lines: (width) => sidecarLines(sidecar, width) });
    return;
  }
  review.shell.menu({
    title: `${name}: changed ${conflicts.length > 0 ? 'here and ' : ''}by another program`,
    body: (width) => sidecarLines(sidecar, width),
    first: 2,
    items: [
      item('o', 'keep ours', () => keepOurs(review)),
      item('t', 'take theirs', () => keepTheirs(review)),
      nothing('n', conflicts.length > 0 ? 'decide later' : 'leave it: theirs is embedded'),
    ],
  });
}
