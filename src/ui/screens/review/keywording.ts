/** Working on the keywords of one photo. */
import {
  sameKeyword,
  typedKeywords,
  withKeywordMoved,
  withKeywordPromoted,
  withKeywordReplaced,
  withKeywords,
} from '../../../pipeline/review/keywords.ts';
import { line } from '../../text/line.ts';
import { chipMoves, focusKeywords } from './chips.ts';
import { keywordCompletion } from './keyword-completion.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const keywordingCommands = reviewCommands('Keywords', 'keywords', {
  'keywords.focus': {
    keys: ['tab', 'shift+tab'],
    title: 'To the keywords and back to the photos',
    words: 'tags',
    context: 'review',
    hint: 'keywords',
    run: focusKeywords,
  },
  'keywords.add': {
    keys: ['a'],
    title: 'Add keywords',
    words: 'tags new insert',
    context: 'review',
    hint: 'add',
    run: addKeywords,
  },
  ...chipMoves,
  'keywords.remove': {
    keys: ['d', 'delete', 'backspace'],
    title: 'Remove the keyword',
    words: 'delete drop tag',
    hint: 'remove',
    run: removeChip,
  },
  'keywords.change': {
    keys: ['enter', 'c'],
    title: 'Change the keyword',
    words: 'edit rename replace tag',
    hint: 'change',
    run: replaceChip,
  },
  'keywords.earlier': {
    keys: ['<', 'shift+left'],
    title: 'Move the keyword forward',
    words: 'order sort earlier up',
    hint: 'move',
    run: (review) => shiftChip(review, -1),
  },
  'keywords.later': {
    keys: ['>', 'shift+right'],
    title: 'Move the keyword back',
    words: 'order sort later down',
    run: (review) => shiftChip(review, 1),
  },
  'keywords.promote': {
    keys: ['+'],
    title: 'Move it into the first ten; again, to the front',
    words: 'promote important order',
    hint: 'top ten',
    run: promoteChip,
  },
  'keywords.sortBack': {
    keys: ['='],
    title: 'Put the keywords back in the order of the model',
    words: 'sort reset',
    run: sortChipsBack,
  },
  'keywords.leave': {
    keys: ['escape'],
    title: 'Back to the photos',
    run: focusKeywords,
  },
});

function keywordsOf(review: Review): readonly string[] {
  return review.now.photo?.text.keywords ?? [];
}

/** Stores a new list, with the cursor on the keyword `at`. */
function store(review: Review, keywords: readonly string[], at: number): void {
  const id = review.currentId;
  if (id === undefined) return;
  const change = review.model.edit(id, { keywords });
  review.state.merge({ chip: Math.max(0, Math.min(keywords.length - 1, at)) });
  review.done(change);
}

function removeChip(review: Review): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  if (keywords[chip] !== undefined) store(review, keywords.toSpliced(chip, 1), chip);
}

function shiftChip(review: Review, by: 1 | -1): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  const target = chip + by;
  if (target < 0 || target >= keywords.length) return;
  store(review, withKeywordMoved(keywords, chip, target), target);
}

function promoteChip(review: Review): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  const word = keywords[chip];
  if (word === undefined) return;
  if (chip === 0) {
    review.desk.say(`"${word}" is first already.`);
    return;
  }
  const promoted = withKeywordPromoted(keywords, chip);
  store(review, promoted, promoted.indexOf(word));
}

/** Back into the order of the model. */
function sortChipsBack(review: Review): void {
  const id = review.currentId;
  if (id !== undefined) review.done(review.model.sortBack(id));
}

/** Asks for keywords to put in behind the cursor, or at the end while the photos are focused. */
export function addKeywords(review: Review): void {
  const keywords = keywordsOf(review);
  const { focus, chip } = review.now;
  const behind = focus === 'keywords' ? chip + 1 : keywords.length;
  askForKeywords(review, 'Add keywords', '', (words) => {
    const added = withKeywords(keywords, words, behind);
    const known = words
      .map((word) => sameKeyword(keywords, word))
      .find((word) => word !== undefined);
    if (added.length === keywords.length) {
      if (known !== undefined) review.state.merge({ chip: keywords.indexOf(known) });
      review.desk.say(`"${known ?? words[0]}" is there already.`, 'warn');
      return;
    }
    store(
      review,
      added,
      added.findLastIndex((word) => !keywords.includes(word)),
    );
  });
}

/** Asks what to put in the place of the keyword under the cursor. */
function replaceChip(review: Review): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  const word = keywords[chip];
  if (word === undefined) return;
  askForKeywords(review, `Change "${word}"`, word, (words) =>
    store(review, withKeywordReplaced(keywords, word, words), chip),
  );
}

function askForKeywords(
  review: Review,
  title: string,
  text: string,
  take: (words: readonly string[]) => void,
): void {
  review.desk.prompt({
    title,
    label: 'Keywords',
    text,
    enter: 'take',
    note: () => [
      line([
        `Commas stand between several; ${review.desk.keys.say('window.complete')} completes.`,
        'quiet',
      ]),
    ],
    ...keywordCompletion(review, text),
    submit: (typed) => {
      const words = typedKeywords(typed);
      if (words.length > 0) take(words);
      return true;
    },
  });
}
