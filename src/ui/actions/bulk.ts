/** Changing many photos at once: what there is to change, and to what. */
import type { Change } from '../../pipeline/review/change.ts';
import { typedKeywords } from '../../pipeline/review/keywords.ts';
import { asking, item } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { askForDate, askForPlace } from './correct.ts';
import { furtherItem } from './further.ts';
import { keywordCompletion } from './keyword-completion.ts';
import { notesMenu } from './notes.ts';
import { chooseForMany } from './outlets.ts';
import { type OtherWay, offer } from './preview.ts';
import { releasesMenu } from './releases.ts';

export function bulkMenu(review: ReviewController): void {
  const { currentId, now } = review;
  const change = (made: Change) => () => offer(review, made);
  const copy = (kind: 'copyTitle' | 'copyKeywords') => () => {
    if (currentId !== undefined) offer(review, { kind, from: currentId });
  };
  const keyword = (kind: keyof typeof keywordQuestions) => () => askForKeyword(review, kind);
  const refused = now.selection.size === 0 ? 'select some photos first' : undefined;
  review.shell.menu({
    title: `Change ${review.targetWords()}`,
    items: [
      asking('a', 'add a keyword', keyword('addKeyword')),
      asking('d', 'remove a keyword', keyword('removeKeyword')),
      asking('f', 'bring a keyword to the front', keyword('frontKeyword')),
      asking('r', 'replace a keyword', () => askForReplacement(review, 'replaceKeyword')),
      asking('w', 'replace words in titles', () => askForReplacement(review, 'replaceInTitle')),
      {
        ...item('t', 'copy the title and short title of the current photo', copy('copyTitle')),
        refused,
      },
      { ...item('k', 'copy its keywords', copy('copyKeywords')), refused },
      item('b', 'keep the keywords from before', change({ kind: 'existing', keep: true })),
      item('x', 'drop them', change({ kind: 'existing', keep: false })),
      review.session.typing.hasKeywordList &&
        item('s', 'add parents or synonyms out of your list', () => relativesMenu(review)),
      item('e', 'make editorial', change({ kind: 'usage', usage: 'editorial' })),
      item('c', 'make commercial', change({ kind: 'usage', usage: 'commercial' })),
      asking('p', 'set the place', () => askForPlace(review)),
      asking('D', 'set the date', () => askForDate(review)),
      furtherItem(review),
      item('l', 'attach releases, or take them off', () => releasesMenu(review)),
      asking('n', 'notes of its folder, for the model', () => folderNotes(review)),
      item('o', 'send to an outlet, or keep from it', () => void chooseForMany(review)),
    ],
  });
}

/** What keywords bring along out of the user's list. */
function relativesMenu(review: ReviewController): void {
  const bring = (what: 'parents' | 'synonyms' | 'both') => () =>
    offer(review, { kind: 'bringAlong', what });
  review.shell.menu({
    title: `Add to ${review.targetWords()}`,
    items: [
      item('p', 'what stands above their keywords in your list', bring('parents')),
      item('s', 'their synonyms', bring('synonyms')),
      item('b', 'both', bring('both')),
    ],
  });
}

/** Of the current photo's folder. */
function folderNotes(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { shell, session } = review;
  const changed = () => review.readAgain();
  void notesMenu({ shell, archive: session.archive, changed }, photo.photo.path);
}

const keywordQuestions = {
  addKeyword: 'Add to',
  removeKeyword: 'Remove from',
  frontKeyword: 'Bring to the front in',
} as const;

function askForKeyword(review: ReviewController, kind: keyof typeof keywordQuestions): void {
  review.shell.prompt({
    title: `${keywordQuestions[kind]} ${review.targetWords()}`,
    label: 'Keywords',
    codes: review.codes,
    enter: 'show what would change',
    ...keywordCompletion(review),
    submit: (text) => {
      const words = typedKeywords(text);
      if (words.length === 0) return true;
      const keyword = (kind === 'addKeyword' ? asListed(review, words) : words).join(', ');
      if (kind === 'addKeyword') offer(review, adding(keyword, 'last'), otherPlaces(keyword));
      else offer(review, { kind, keyword });
      return true;
    },
  });
}

/** Most photos have as many keywords as are wanted, so the usual way makes room for what is added. */
function adding(keyword: string, position: 'topTen' | 'last', makesRoom = true): Change {
  return { kind: 'addKeyword', keyword, position, makesRoom };
}

const otherPlaces = (keyword: string): readonly OtherWay[] => [
  ['t', 'add to the top ten', adding(keyword, 'topTen')],
  ['a', 'add, and drop no others', adding(keyword, 'last', false)],
];

type Replacing = 'replaceKeyword' | 'replaceInTitle';

function askForReplacement(review: ReviewController, kind: Replacing): void {
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

function askForNew(review: ReviewController, kind: Replacing, words: string): void {
  review.shell.prompt({
    title: `Replace "${words}"`,
    label: 'With',
    codes: review.codes,
    enter: 'show what would change',
    submit: (by) => {
      const isKeyword = kind === 'replaceKeyword';
      const others = isKeyword ? asListed(review, typedKeywords(by)).join(', ') : by.trim();
      offer(review, replacement(kind, words, others));
      return true;
    },
  });
}

function asListed({ session, now }: ReviewController, words: readonly string[]) {
  return session.typing.asListed(words, now.photo?.photo.place);
}

/** A keyword that is replaced by nothing is removed. */
function replacement(kind: Replacing, words: string, by: string): Change {
  if (kind === 'replaceInTitle') return { kind, words, by };
  return by === '' ? { kind: 'removeKeyword', keyword: words } : { kind, keyword: words, by };
}
