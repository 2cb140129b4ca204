/** Working on the keywords of one photo. */
import {
  sameKeyword,
  sortedBack,
  typedKeywords,
  withKeywordMoved,
  withKeywordPromoted,
  withKeywordReplaced,
  withKeywords,
} from '../../../pipeline/review/keywords.ts';
import { cellBeside } from '../../editor/keyword-grid.ts';
import { line } from '../../text/line.ts';
import { gridOf } from './keywords-pane.ts';
import type { Review } from './review.ts';

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

export function focusKeywords(review: Review): void {
  const focus = review.now.focus === 'keywords' ? 'photos' : 'keywords';
  review.state.merge({ focus });
}

/** Moves among the chips; rows follow what is drawn on `width` cells. */
export function moveChip(
  review: Review,
  to: 'left' | 'right' | 'up' | 'down' | 'first' | 'last',
  width: number,
): void {
  const keywords = keywordsOf(review);
  const { chip, photo } = review.now;
  if (photo === undefined) return;
  const last = Math.max(0, keywords.length - 1);
  const targets = {
    left: () => chip - 1,
    right: () => chip + 1,
    up: () => cellBeside(gridOf(photo, width), chip, -1),
    down: () => cellBeside(gridOf(photo, width), chip, 1),
    first: () => 0,
    last: () => last,
  };
  review.state.merge({ chip: Math.max(0, Math.min(last, targets[to]())) });
}

export function removeChip(review: Review): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  if (keywords[chip] !== undefined) store(review, keywords.toSpliced(chip, 1), chip);
}

export function shiftChip(review: Review, by: 1 | -1): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  const target = chip + by;
  if (target < 0 || target >= keywords.length) return;
  store(review, withKeywordMoved(keywords, chip, target), target);
}

export function promoteChip(review: Review): void {
  const { chip } = review.now;
  const keywords = keywordsOf(review);
  const word = keywords[chip];
  if (word === undefined) return;
  const promoted = withKeywordPromoted(keywords, chip);
  store(review, promoted, promoted.indexOf(word));
}

/** Back into the order of the model. */
export function sortChipsBack(review: Review): void {
  const { photo, chip } = review.now;
  if (photo?.suggestion === undefined) {
    review.desk.say('There is no answer to take the order from.', 'warn');
    return;
  }
  store(review, sortedBack(photo.text.keywords, photo.suggestion.keywords), chip);
}

/** Asks for keywords to put in behind the cursor (at the end, while the photos are focused). */
export function addKeywords(review: Review): void {
  const keywords = keywordsOf(review);
  const behind = review.now.focus === 'keywords' ? review.now.chip + 1 : keywords.length;
  askForKeywords(review, 'Add keywords', '', (words) => {
    const added = withKeywords(keywords, words, Math.min(behind, keywords.length));
    const known = words
      .map((word) => sameKeyword(keywords, word))
      .find((word) => word !== undefined);
    if (added.length === keywords.length) {
      if (known !== undefined) review.state.merge({ chip: keywords.indexOf(known) });
      review.desk.say(`"${known ?? words[0]}" is there already.`, 'warn');
      return;
    }
    store(review, added, behind + added.length - keywords.length - 1);
  });
}

/** Asks what to put in the place of the keyword under the cursor. */
export function replaceChip(review: Review): void {
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
    note: () => [line(['Commas stand between several; Tab completes.', 'quiet'])],
    complete: (typed) => {
      const last = lastWord(typed).trim();
      return last === '' || last === text ? [] : review.model.complete(last, 5);
    },
    take: (typed, completion) =>
      typed.slice(0, typed.length - lastWord(typed).trimStart().length) + completion,
    submit: (typed) => {
      const words = typedKeywords(typed);
      if (words.length > 0) take(words);
      return true;
    },
  });
}

/** What follows the last comma. */
function lastWord(typed: string): string {
  return typed.slice(Math.max(typed.lastIndexOf(','), typed.lastIndexOf(';')) + 1);
}
