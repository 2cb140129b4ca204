/** Working on the keywords of one photo. */

import { quoted } from '../../amounts.ts';
import {
  sameKeyword,
  topTen,
  typedKeywords,
  withKeywordMoved,
  withKeywordPromoted,
  withKeywordReplaced,
  withKeywords,
  withKeywordsInTopTen,
  withoutKeyword,
} from '../../pipeline/review/keywords.ts';
import { sortBackChange } from '../../pipeline/review/versions.ts';
import type { OtherUse } from '../overlays/prompt.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { line } from '../text/line.ts';
import { keywordCompletion } from './keyword-completion.ts';

function keywordsOf(review: ReviewController): readonly string[] {
  return review.now.photo?.text.keywords ?? [];
}

/**
 * Stores a new list, with the cursor on the keyword `at`.
 * @param more what else there is to say about it
 */
function store(review: ReviewController, keywords: readonly string[], at: number, more = ''): void {
  const id = review.currentId;
  if (id === undefined) return;
  const change = review.session.applyToOne(id, { kind: 'edit', text: { keywords } });
  review.state.merge({ keywordIndex: Math.max(0, Math.min(keywords.length - 1, at)) });
  review.done({ ...change, message: [change.message, more].filter(Boolean).join('; ') });
}

export function remove(review: ReviewController): void {
  const { keywordIndex } = review.now;
  const keywords = keywordsOf(review);
  if (keywords[keywordIndex] !== undefined)
    store(review, keywords.toSpliced(keywordIndex, 1), keywordIndex);
}

export const movingKeyword = (by: 1 | -1) => (review: ReviewController) => {
  const { keywordIndex } = review.now;
  const keywords = keywordsOf(review);
  const target = keywordIndex + by;
  if (target < 0 || target >= keywords.length) return;
  store(review, withKeywordMoved(keywords, keywordIndex, target), target);
};

export function promote(review: ReviewController): void {
  const { keywordIndex } = review.now;
  const keywords = keywordsOf(review);
  const word = keywords[keywordIndex];
  if (word === undefined) return;
  const promoted = withKeywordPromoted(keywords, keywordIndex);
  if (keywordIndex > 0) store(review, promoted, promoted.indexOf(word));
  else review.shell.toast(`"${word}" is first already.`);
}

/** Back into the order of the model. */
export function sortBack(review: ReviewController): void {
  const { photo } = review.now;
  const basis = photo?.alternatives.find(({ isBasis }) => isBasis);
  if (photo === undefined || basis === undefined)
    review.shell.toast('There is no order to go back to', 'warn');
  else {
    const change = sortBackChange(photo.text.keywords, basis);
    review.done(review.session.applyToOne(photo.photo.id, change));
  }
}

/** Asks for keywords to put in behind the cursor, or at the end while the photos are focused; or into the first ten. */
export function addKeywords(review: ReviewController): void {
  const keywords = keywordsOf(review);
  const { focus, keywordIndex } = review.now;
  const isHere = focus === 'keywords';
  const behind = isHere ? keywordIndex + 1 : keywords.length;
  askForKeywords(review, {
    title: 'Add keywords',
    text: '',
    enter: isHere ? 'add here' : 'add at the end',
    take: (words, note) =>
      add(review, words, withKeywords(keywords, words, behind), keywords, note),
    other: {
      does: 'into the top ten',
      command: 'keywords.addTop',
      context: 'adding',
      take: (words, note) => addToTopTen(review, words, note),
    },
  });
}

/** Those that stand further behind move there, too. */
function addToTopTen(review: ReviewController, words: readonly string[], note: string): void {
  const keywords = keywordsOf(review);
  const first = keywords.slice(0, topTen);
  const added = withKeywordsInTopTen(keywords, words);
  const moved = added.slice(0, topTen).filter((word) => keywords.indexOf(word) >= topTen);
  const isTold = added.length === keywords.length && moved.length < 2;
  const more = moved.length === 0 || isTold ? '' : `${quoted(moved)} moved there`;
  add(review, words, added, first, [note, more].filter(Boolean).join('; '));
}

/**
 * Stores a list with words that were typed, and says which ones were there already.
 * @param there where they were looked for
 */
function add(
  review: ReviewController,
  words: readonly string[],
  added: readonly string[],
  there: readonly string[],
  more = '',
): void {
  const keywords = keywordsOf(review);
  const note = [more, alreadyThere(there, words)].filter(Boolean).join('; ');
  if (added.join() !== keywords.join()) {
    const isPut = (word: string) => !there.includes(word) && sameKeyword(words, word) !== undefined;
    store(review, added, added.findLastIndex(isPut), note);
    return;
  }
  const known = sameKeyword(keywords, words[0] ?? '');
  if (known !== undefined) review.state.merge({ keywordIndex: keywords.indexOf(known) });
  review.shell.toast(`${note}.`, 'warn');
}

/** Asks what to put in the place of the keyword under the cursor. */
export function replace(review: ReviewController): void {
  const { keywordIndex } = review.now;
  const keywords = keywordsOf(review);
  const word = keywords[keywordIndex];
  if (word === undefined) return;
  const take: AskedKeywords['take'] = (words, note) => {
    const more = [note, alreadyThere(withoutKeyword(keywords, word), words)];
    const replaced = withKeywordReplaced(keywords, word, words);
    store(review, replaced, keywordIndex, more.filter(Boolean).join('; '));
  };
  askForKeywords(review, { title: `Change "${word}"`, text: word, enter: 'take', take });
}

/** Which of the words that were typed the list has already: `"Kyōto" is there already, as "Kyoto"`; '' for none. */
function alreadyThere(keywords: readonly string[], words: readonly string[]): string {
  const known = words.flatMap((word) => {
    const as = sameKeyword(keywords, word);
    return as === undefined ? [] : [{ word, as }];
  });
  const [only, ...more] = known;
  if (only === undefined) return '';
  if (more.length > 0) return `${quoted(known.map(({ word }) => word))} are there already`;
  const form = only.as === only.word ? '' : `, as "${only.as}"`;
  return `"${only.word}" is there already${form}`;
}

/** `"ferry boat" is your list's spelling` */
function spelledOtherwise(words: readonly string[], typed: readonly string[]): string {
  const other = words.filter((word) => !typed.includes(word));
  if (other.length === 0) return '';
  return `${quoted(other)} ${other.length === 1 ? 'is' : 'are'} spelled as in your list`;
}

type AskedKeywords = {
  readonly title: string;
  readonly text: string;
  readonly enter: string;
  /** @param note which words your list spells otherwise than they were typed; '' for none */
  readonly take: (words: readonly string[], note: string) => void;
  readonly other?: Omit<OtherUse, 'submit'> & { readonly take: AskedKeywords['take'] };
};

function askForKeywords(
  review: ReviewController,
  { title, text, enter, take, other }: AskedKeywords,
): void {
  const submit = (use: AskedKeywords['take']) => (typed: string) => {
    const typedWords = typedKeywords(typed);
    const words = review.session.typing.asListed(typedWords, review.now.photo?.photo.place);
    if (words.length > 0) use(words, spelledOtherwise(words, typedWords));
    return true;
  };
  const { say } = review.shell.keys;
  review.shell.prompt({
    title,
    label: 'Keywords',
    text,
    codes: review.codes,
    enter,
    other: other && { ...other, submit: submit(other.take) },
    note: () => [
      line([`Commas stand between several; ${say('window.complete')} completes.`, 'quiet']),
    ],
    ...keywordCompletion(review, text),
    submit: submit(take),
  });
}
