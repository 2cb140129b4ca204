/** Choosing whether spelling is checked. */
import { messageOf, StopError } from '../../../errors.ts';
import type { Spelling } from '../../model/review.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const spellingCommands = reviewCommands('Edit', 'review', {
  'review.spelling': {
    keys: ['W'],
    title: 'Check the spelling: American, British, or not at all',
    words: 'dictionary language english typo',
    always: true,
    run: spellingMenu,
  },
});

const choices: readonly (readonly [key: string, label: string, spelling: Spelling | undefined])[] =
  [
    ['a', 'American English', 'american'],
    ['b', 'British English', 'british'],
    ['n', 'not checked', undefined],
  ];

function spellingMenu(review: Review): void {
  const now = review.model.spelling();
  review.shell.menu({
    title: 'Spelling',
    first: choices.findIndex(([, , spelling]) => spelling === now),
    items: choices.map(([key, label, spelling]) => ({
      key,
      label,
      ...(spelling === now ? { note: 'now' } : {}),
      run: () => void choose(review, spelling),
    })),
  });
}

async function choose(review: Review, spelling: Spelling | undefined): Promise<void> {
  try {
    await review.model.checkSpelling(spelling);
    review.readAgain();
    review.shell.toast(
      spelling === undefined
        ? 'Spelling is not checked.'
        : `Spelling is checked. ${review.shell.keys.say('find.show')} leads to the photos with words that the dictionary does not know.`,
    );
  } catch (error) {
    const advice = error instanceof StopError ? ` ${error.advice}` : '';
    review.shell.toast(`${messageOf(error)}${advice}`, 'bad');
  }
}
