/** A check of where a photo was taken: answered for this photo, or once for all photos of the same place. */
import { counted } from '../../amounts.ts';
import { photosOfPlace } from '../../catalog/neighbours.ts';
import type { Change } from '../../pipeline/review/change.ts';
import type { ShownCheck } from '../../pipeline/session/photo.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { paragraph } from '../text/paragraph.ts';

/** Whether a check is about the name or the source of a place, and can be answered so. */
export function isAboutPlace({ code, fix }: ShownCheck): boolean {
  return fix !== undefined && /^place-(?:guessed|contradiction|exonym)$/.test(code);
}

/** With one photo of that place there is nothing to ask: the key does what it says. */
export function answerPlace(review: ReviewController, check: ShownCheck): void {
  const { currentId, session } = review;
  if (currentId === undefined) return;
  const all = photosOfPlace(session.archive.catalog, currentId);
  const change: Change = { kind: 'fix', check };
  const keep: Change = { kind: 'keepPlace' };
  if (all.length < 2) {
    review.apply(change);
    return;
  }
  const inAll = `in all ${counted(all.length, 'photo')} of this place`;
  const isFound = check.code === 'place-contradiction';
  review.shell.clear();
  review.shell.menu({
    title: 'Where was it taken?',
    body: (width) => paragraph(check.message, width, 'quiet'),
    items: [
      item('a', check.fix ?? '', () => review.apply(change, all), inAll),
      item('y', check.fix ?? '', () => review.apply(change), 'in this photo alone'),
      isFound && item('A', 'keep the place as it is', () => review.apply(keep, all), inAll),
      isFound &&
        item('k', 'keep the place as it is', () => review.apply(keep), 'in this photo alone'),
      nothing('n', 'leave it as it is'),
    ],
  });
}
