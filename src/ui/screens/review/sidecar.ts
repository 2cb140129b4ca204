/** The sidecar of the photo: what others wrote in it, and who decides where both sides wrote. */
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';
import { sidecarLines } from './sidecar-pane.ts';

export const sidecarCommands = reviewCommands('Edit', 'review', {
  'review.sidecar': {
    keys: ['w'],
    title: 'See what other programs wrote in the sidecar',
    words: 'xmp lightroom darktable',
    run: showSidecar,
  },
  'review.keepOurs': {
    keys: ['O'],
    title: 'Keep ours, the text as it is here, against the sidecar',
    words: 'xmp',
    run: (review) => settle(review, 'ours'),
  },
  'review.keepTheirs': {
    keys: ['Y'],
    title: 'Take theirs, what another program wrote in the sidecar',
    words: 'xmp',
    run: (review) => settle(review, 'theirs'),
  },
});

function settle(review: Review, keep: 'ours' | 'theirs'): void {
  const { photo } = review.now;
  const { conflicts = [], overruled = [] } = photo?.sidecar ?? {};
  if (photo === undefined || conflicts.length + overruled.length === 0) {
    review.shell.toast('Nothing in the sidecar stands against our text.', 'warn');
    return;
  }
  review.done(review.model.settleSidecar(photo.photo.id, keep));
}

function showSidecar(review: Review): void {
  const sidecar = review.now.photo?.sidecar;
  if (sidecar === undefined) {
    review.shell.toast('No other program has written anything in a sidecar of this photo.');
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
      { key: 'o', label: 'keep ours', run: () => settle(review, 'ours') },
      { key: 't', label: 'take theirs', run: () => settle(review, 'theirs') },
      {
        key: 'n',
        label: conflicts.length > 0 ? 'decide later' : 'leave it: theirs is embedded',
        run: () => undefined,
      },
    ],
  });
}
