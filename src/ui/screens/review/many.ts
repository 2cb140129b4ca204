/** Changing many photos at once: what there is to change, and to what. */
import { typedKeywords } from '../../../pipeline/review/keywords.ts';
import type { BulkChange } from '../../model/review.ts';
import { offer } from './bulk-offer.ts';
import { askForDate, askForPlace } from './correcting.ts';
import { keywordCompletion } from './keyword-completion.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const manyCommands = reviewCommands('Many at once', 'review', {
  'many.menu': {
    keys: ['b'],
    title: 'Change many at once: keywords, words, usage, place, date',
    words: 'batch bulk selected replace rename copy search',
    hint: 'change many',
    onSelection: true,
    run: manyMenu,
  },
});

function manyMenu(review: Review): void {
  const current = review.currentId;
  const { selection } = review.now;
  const from = (kind: 'copyTitle' | 'copyKeywords') => () => {
    if (current !== undefined) offer(review, { kind, from: current });
  };
  const alone = selection.size === 0 ? 'select some photos first' : undefined;
  review.shell.menu({
    title: `Change ${review.targetWords()}`,
    items: [
      { key: 'a', label: 'add a keyword', run: () => askForKeyword(review, 'addKeyword') },
      { key: 'd', label: 'remove a keyword', run: () => askForKeyword(review, 'removeKeyword') },
      {
        key: 'f',
        label: 'bring a keyword to the front',
        run: () => askForKeyword(review, 'frontKeyword'),
      },
      {
        key: 'r',
        label: 'replace a keyword',
        run: () => askForReplacement(review, 'replaceKeyword'),
      },
      {
        key: 'w',
        label: 'replace words in titles',
        run: () => askForReplacement(review, 'replaceInTitle'),
      },
      {
        key: 't',
        label: 'copy both titles of the photo under the cursor',
        refused: alone,
        run: from('copyTitle'),
      },
      { key: 'k', label: 'copy its keywords', refused: alone, run: from('copyKeywords') },
      {
        key: 'e',
        label: 'make editorial',
        run: () => offer(review, { kind: 'usage', usage: 'editorial' }),
      },
      {
        key: 'c',
        label: 'make commercial',
        run: () => offer(review, { kind: 'usage', usage: 'commercial' }),
      },
      { key: 'p', label: 'set the place', run: () => askForPlace(review) },
      { key: 'D', label: 'set the date', run: () => askForDate(review) },
    ],
  });
}

const keywordQuestions = {
  addKeyword: 'Add to',
  removeKeyword: 'Remove from',
  frontKeyword: 'Bring to the front in',
} as const;

function askForKeyword(review: Review, kind: keyof typeof keywordQuestions): void {
  review.shell.prompt({
    title: `${keywordQuestions[kind]} ${review.targetWords()}`,
    label: 'Keywords',
    enter: 'show what would change',
    ...keywordCompletion(review),
    submit: (text) => {
      const keyword = typedKeywords(text).join(', ');
      if (keyword === '') return true;
      if (kind === 'addKeyword') offerToAdd(review, keyword);
      else offer(review, { kind, keyword });
      return true;
    },
  });
}

/** Most photos have as many keywords as are wanted, so the usual way makes room for what is added. */
function offerToAdd(review: Review, keyword: string): void {
  const adding = (position: 'topTen' | 'last', makesRoom = true): BulkChange => ({
    kind: 'addKeyword',
    keyword,
    position,
    makesRoom,
  });
  offer(review, adding('last'), [
    { key: 't', label: 'add into the top ten', change: adding('topTen') },
    { key: 'a', label: 'add, and drop no others', change: adding('last', false) },
  ]);
}

function askForReplacement(review: Review, kind: 'replaceKeyword' | 'replaceInTitle'): void {
  const isKeyword = kind === 'replaceKeyword';
  review.shell.prompt({
    title: isKeyword ? 'Replace a keyword' : 'Replace words in titles',
    label: isKeyword ? 'The keyword' : 'The words',
    enter: 'go on',
    ...(isKeyword ? keywordCompletion(review) : {}),
    submit: (old) => {
      const words = old.trim();
      if (words !== '') askForNew(review, kind, words);
      return true;
    },
  });
}

function askForNew(review: Review, kind: 'replaceKeyword' | 'replaceInTitle', words: string): void {
  review.shell.prompt({
    title: `Replace "${words}"`,
    label: 'By',
    enter: 'show what would change',
    submit: (by) => {
      offer(review, replacement(kind, words, by.trim()));
      return true;
    },
  });
}

/** A keyword that is replaced by nothing is removed. */
function replacement(
  kind: 'replaceKeyword' | 'replaceInTitle',
  words: string,
  by: string,
): BulkChange {
  if (kind === 'replaceInTitle') return { kind, words, by };
  return by === '' ? { kind: 'removeKeyword', keyword: words } : { kind, keyword: words, by };
}
