/** Going from photo to photo. */
import { layoutOf, pageOf } from './looking.ts';
import type { Review } from './review.ts';
import { type ReviewCommand, reviewCommands } from './review-command.ts';

const moves: Readonly<Record<string, ReviewCommand>> = {
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
  'review.rowDown': {
    keys: ['down', 'j'],
    title: 'Frame below',
    context: 'frames',
    run: (review) => review.goBy(columnsOf(review)),
  },
  'review.rowUp': {
    keys: ['up', 'k'],
    title: 'Frame above',
    context: 'frames',
    run: (review) => review.goBy(-columnsOf(review)),
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
    title: 'Next photo that needs a look: first !, then ?, then open',
    words: 'problem unsure check error',
    context: 'review',
    hint: 'next problem',
    run: (review) => goToNextLook(review, 1),
  },
  'review.previousLook': {
    keys: ['N'],
    title: 'The one before that needs a look',
    words: 'problem unsure check',
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
};

export const movingCommands = reviewCommands(
  'Move',
  'photos',
  Object.fromEntries(
    Object.entries(moves).map(([id, move]) => [id, { ...move, run: leavingBehind(move.run) }]),
  ),
);

/** Where all frames lie in one row, up and down go to the one beside. */
function columnsOf(review: Review): number {
  const { grid } = layoutOf(review);
  return grid === undefined || grid.columns >= grid.places.length ? 1 : grid.columns;
}

/** What was said about the photo before goes when another one is shown; what went wrong stays until Esc. */
function leavingBehind(move: (review: Review) => void): (review: Review) => void {
  return (review) => {
    const { currentId, shell } = review;
    const said = shell.notice.get();
    move(review);
    if (said === undefined || said.tone === 'bad' || review.currentId === currentId) return;
    if (shell.notice.get() === said) shell.clear();
  };
}

/** The next photo that needs a look: problems first, then unsure names, then whatever is open. */
function goToNextLook(review: Review, direction: 1 | -1): void {
  const next = review.now.list?.nextToLookAt(review.now.index, direction);
  if (next === undefined) review.shell.toast('Nothing in this list needs a look.', 'good');
  else review.go(next);
}
