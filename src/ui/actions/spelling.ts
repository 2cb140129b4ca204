/** Choosing whether spelling is checked. */

import type { Spelling } from '../../pipeline/review/dictionary.ts';
import { item } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';

const choices: readonly (readonly [key: string, label: string, spelling: Spelling | undefined])[] =
  [
    ['a', 'American English', 'american'],
    ['b', 'British English', 'british'],
    ['n', 'not checked', undefined],
  ];

export function spellingMenu(review: ReviewController): void {
  const now = review.session.spelling();
  review.shell.menu({
    title: 'Spelling',
    first: choices.findIndex(([, , spelling]) => spelling === now),
    items: choices.map(([key, label, spelling]) =>
      item(key, label, () => void choose(review, spelling), spelling === now ? 'now' : undefined),
    ),
  });
}

async function choose(review: ReviewController, spelling: Spelling | undefined): Promise<void> {
  try {
    await review.session.checkSpelling(spelling);
    review.readAgain();
    review.shell.toast(
      spelling === undefined
        ? 'Spelling is not checked.'
        : `Spelling is checked. ${review.shell.keys.say('find.show')} leads to the photos with words that the dictionary does not know.`,
    );
  } catch (error) {
    review.shell.fail(error);
  }
}
