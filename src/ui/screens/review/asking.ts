/** Asking the model again about one photo, with a hint, now or in the next batch. */
import { InterruptedError, messageOf, StopError } from '../../../errors.ts';
import type { PhotoText } from '../../../photo.ts';
import type { ReviewPhoto, Version } from '../../model/review-photo.ts';
import { line } from '../../text/line.ts';
import { dollars } from '../../widgets/amounts.ts';
import { compare } from './comparing.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const askingCommands = reviewCommands('Edit', 'review', {
  'review.askAgain': {
    keys: ['r'],
    title: 'Ask the model again, with a hint',
    run: askAgain,
  },
});

export function askAgain(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  review.desk.prompt({
    title: 'Ask the model again',
    label: 'Hint',
    text: photo.redo?.hint ?? '',
    enter: 'go on',
    note: () => [
      line([
        'What it should know or do differently, in a sentence. It may be left empty.',
        'quiet',
      ]),
    ],
    submit: (hint) => {
      void chooseWhen(review, photo, hint.trim());
      return true;
    },
  });
}

async function chooseWhen(review: Review, photo: ReviewPhoto, hint: string): Promise<void> {
  const id = photo.photo.id;
  const price = await review.model.redoPrice(id);
  const cost = (value: number | undefined, time: string) =>
    value === undefined ? `the price is not known, ${time}` : `${dollars(value)}, ${time}`;
  review.desk.menu({
    title: 'Ask the model again',
    items: [
      {
        key: 'n',
        label: 'now',
        note: cost(price?.now, 'a few seconds'),
        run: () => void askNow(review, photo, hint),
      },
      {
        key: 'b',
        label: 'with the next batch',
        note: cost(price?.batch, 'within a day'),
        run: () => void askLater(review, id, hint),
      },
      { key: 'o', label: 'not at all', run: () => undefined },
    ],
  });
}

async function askLater(review: Review, photoId: number, hint: string): Promise<void> {
  try {
    const failed = await review.model.askLater(photoId, hint);
    review.readAgain();
    if (failed === undefined)
      review.desk.say('It goes with the next batch: the Submit stage sends it.', 'good');
    else review.desk.say(failed, 'bad');
  } catch (error) {
    sayFailure(review, error);
  }
}

/** One question at a time: the photo that it is about stays known, wherever the cursor goes meanwhile. */
async function askNow(review: Review, photo: ReviewPhoto, hint: string): Promise<void> {
  const id = photo.photo.id;
  const name = photo.photo.path.split('/').at(-1) ?? '';
  const abort = new AbortController();
  review.desk.say(`Asking about ${name}; go on meanwhile.`);
  try {
    const text = await review.model.askNow(id, hint, abort.signal);
    review.readAgain();
    if ('failed' in text) review.desk.say(`${name}: ${text.failed}`, 'bad');
    else answered(review, photo, text);
  } catch (error) {
    sayFailure(review, error);
  }
}

/** Shows both texts to who has waited for it; who is doing something else is told, so that no key goes astray. */
function answered(
  review: Review,
  { photo, text, alternatives }: ReviewPhoto,
  after: Version,
): void {
  const name = photo.path.split('/').at(-1) ?? '';
  // Text that nobody had touched is the answer before, and can be taken back with all that it said.
  const basis = alternatives.find(({ isBasis }) => isBasis);
  const before = { id: isSame(basis?.text, text) ? basis?.id : undefined, text };
  const isWaiting =
    review.isInView &&
    review.currentId === photo.id &&
    review.now.field === undefined &&
    review.desk.overlay === undefined;
  if (isWaiting) compare(review, photo.id, { title: `${name}: before and now`, before, after });
  else review.desk.say(`The new answer about ${name} is there; B compares it.`, 'good');
}

function isSame(one: PhotoText | undefined, other: PhotoText): boolean {
  return (
    one?.description === other.description &&
    one.shortTitle === other.shortTitle &&
    one.keywords.join() === other.keywords.join()
  );
}

function sayFailure(review: Review, error: unknown): void {
  if (error instanceof InterruptedError) return;
  const advice = error instanceof StopError ? ` ${error.advice}` : '';
  review.desk.say(`${messageOf(error)}${advice}`, 'bad');
}
