/** Asking the model again about one photo, with a hint, now or in the next batch. */

import { counted, dollarText } from '../../amounts.ts';
import type { StoredSuggestion } from '../../catalog/suggestions.ts';
import type { PhotoText } from '../../photo.ts';
import { contextOf } from '../../pipeline/archive/clock.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { line } from '../text/line.ts';
import { compare } from './versions.ts';

/** Loaded when somebody asks: it brings the client of the service along. */
const redoing = () => import('../../pipeline/ask/redo.ts');

const aboutHint = 'What it should know or do differently, in a sentence. It may be left empty.';

/** Asks about the photo under the cursor, or about the selected ones with the next batch. */
export function askAgain(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const ids = review.targets();
  // Known by the time the hint is typed, so that no key falls between the two windows.
  const price = redoing().then(
    ({ redoPrice }) => redoPrice(review.session.archive, photo.photo),
    (error: unknown) => {
      review.shell.fail(error);
      return undefined;
    },
  );
  const title = `Ask the model again about ${review.targetWords()}`;
  review.shell.prompt({
    title,
    label: 'Hint',
    text: photo.redo?.hint ?? '',
    enter: 'go on',
    note: () => [line([aboutHint, 'quiet'])],
    submit: (hint) => {
      void price.then((known) => chooseWhen(review, { photo, ids, title, hint, price: known }));
      return true;
    },
  });
}

type Question = {
  /** The one under the cursor. */
  readonly photo: ReviewPhoto;
  readonly ids: readonly number[];
  readonly title: string;
  readonly hint: string;
  /** Dollars for one photo. */
  readonly price: { readonly now: number; readonly batch: number } | undefined;
};

function chooseWhen(review: ReviewController, { photo, ids, title, hint, price }: Question): void {
  const isOne = ids.length === 1 && ids[0] === photo.photo.id;
  const cost = (one: number | undefined, time: string) =>
    one === undefined
      ? `the price is not known, ${time}`
      : `${isOne ? '' : 'about '}${dollarText(one * ids.length)}, ${time}`;
  const ask = (how: (signal: AbortSignal) => Promise<void>) => () => review.ask(how);
  const now = ask((signal) => askNow(review, photo, hint.trim(), signal));
  const later = ask((signal) => askLater(review, ids, hint.trim(), signal));
  review.shell.menu({
    title,
    items: [
      // One photo at a time.
      isOne && item('n', 'now', now, cost(price?.now, 'a few seconds')),
      item('b', 'with the next batch', later, cost(price?.batch, 'within a day')),
      nothing('o', 'not at all'),
    ],
  });
}

/** What cannot be asked about is told with the first reason. */
async function askLater(
  review: ReviewController,
  ids: readonly number[],
  hint: string,
  signal: AbortSignal,
): Promise<void> {
  const tell = review.telling('Prepared', ids.length);
  const failures: string[] = [];
  try {
    const { redoInBatch } = await redoing();
    for (const [index, id] of ids.entries()) {
      signal.throwIfAborted();
      const context = contextOf(review.session.archive, () => undefined, signal);
      const failed = await redoInBatch(context, id, hint);
      if (failed !== undefined) failures.push(failed.issue.message);
      tell(index + 1);
    }
  } catch (error) {
    review.shell.fail(error);
    return;
  } finally {
    review.readAgain();
  }
  const asked = ids.length - failures.length;
  const who =
    ids.length === 1 ? 'It goes' : `${counted(asked, 'photo')} go${asked === 1 ? 'es' : ''}`;
  const [first] = failures;
  if (first === undefined)
    review.shell.toast(`${who} with the next batch: the Submit stage sends it.`, 'good');
  else review.shell.toast(ids.length === 1 ? first : `${who} with the next batch; ${first}`, 'bad');
}

/** One question at a time: the photo that it is about stays known, wherever the cursor goes meanwhile. */
async function askNow(
  review: ReviewController,
  photo: ReviewPhoto,
  hint: string,
  signal: AbortSignal,
): Promise<void> {
  const { name } = photo;
  const { id } = photo.photo;
  review.shell.toast(`Asking about ${name}; go on meanwhile.`);
  try {
    const { redoNow } = await redoing();
    const context = contextOf(review.session.archive, () => undefined, signal);
    const made = await redoNow(context, id, hint);
    review.session.recount(id);
    review.readAgain();
    if ('issue' in made) review.shell.toast(`${name}: ${made.issue.message}`, 'bad');
    else answered(review, photo, made.suggestion);
  } catch (error) {
    review.shell.fail(error);
  }
}

/** Shows both texts to those who waited for it; those who are doing something else are told, so that no key goes astray. */
function answered(
  review: ReviewController,
  { photo, name, text, alternatives }: ReviewPhoto,
  { id: answerId, suggestion }: StoredSuggestion,
): void {
  // Text that nobody had touched is the answer before, and can be taken back with all that it said.
  const basis = alternatives.find(({ isBasis }) => isBasis);
  const before = { text, version: isSame(basis?.text, text) ? basis : undefined };
  const version = review.now.photo?.alternatives.find(({ id }) => id === answerId);
  const after = { text: suggestion, version };
  const isHere = review.isInView && review.currentId === photo.id;
  if (isHere && review.now.field === undefined && review.shell.overlay === undefined)
    compare(review, photo.id, { title: `${name}: before and now`, before, after });
  else {
    const way = isHere
      ? `${review.shell.keys.say('review.bringBack')} compares it`
      : `go to it: ${review.shell.keys.say('find.goTo')} ${name}`;
    review.shell.toast(`The new answer about ${name} is there; ${way}.`, 'good');
  }
}

function isSame(one: PhotoText | undefined, other: PhotoText): boolean {
  return (
    one?.description === other.description &&
    one.shortTitle === other.shortTitle &&
    one.keywords.join() === other.keywords.join()
  );
}
