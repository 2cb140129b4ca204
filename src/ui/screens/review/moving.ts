/** Going from photo to photo. */
import { pageOf } from './looking.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const movingCommands = reviewCommands('Move', 'photos', {
  'review.next': {
    keys: ['down', 'right', 'j', 'l'],
    title: 'Next photo',
    run: (review) => review.goBy(1),
  },
  'review.previous': {
    keys: ['up', 'left', 'k', 'h'],
    title: 'Photo before',
    run: (review) => review.goBy(-1),
  },
  'review.pageDown': {
    keys: ['pagedown', 'ctrl+d'],
    title: 'A page down',
    context: 'review',
    run: (review) => review.goBy(pageOf(review)),
  },
  'review.pageUp': {
    keys: ['pageup', 'ctrl+u'],
    title: 'A page up',
    context: 'review',
    run: (review) => review.goBy(-pageOf(review)),
  },
  'review.first': {
    keys: ['home', 'g'],
    title: 'First photo',
    run: (review) => review.go(0),
  },
  'review.last': {
    keys: ['end', 'G'],
    title: 'Last photo',
    run: (review) => review.go(Number.MAX_SAFE_INTEGER),
  },
  'review.nextLook': {
    keys: ['n'],
    title: 'Next photo that needs a look: problems, then names nobody gave, then the rest',
    context: 'review',
    hint: 'next problem',
    run: (review) => goToNextLook(review, 1),
  },
  'review.previousLook': {
    keys: ['N'],
    title: 'The one before that needs a look',
    context: 'review',
    run: (review) => goToNextLook(review, -1),
  },
  'review.nextStay': {
    keys: ['J'],
    title: 'Next photo',
    context: 'keywords',
    run: (review) => review.goBy(1),
  },
  'review.previousStay': {
    keys: ['K'],
    title: 'Photo before',
    context: 'keywords',
    run: (review) => review.goBy(-1),
  },
});

/** The next photo that needs a look: problems first, then unsure names, then whatever is open. */
export function goToNextLook(review: Review, direction: 1 | -1): void {
  const next = review.now.list?.nextToLookAt(review.now.index, direction);
  if (next === undefined) review.desk.say('Nothing in this list needs a look.', 'good');
  else review.go(next);
}
