/** Asking the model again about one photo, with a hint, now or in the next batch; old and new side by side. */
import { InterruptedError, messageOf, StopError } from '../../../errors.ts';
import type { PhotoText } from '../../../photo.ts';
import type { ReviewPhoto } from '../../model/review-photo.ts';
import { type Line, line } from '../../text/line.ts';
import { fitWidth } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Theme } from '../../theme.ts';
import { dollars } from '../../widgets/amounts.ts';
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
    else compare(review, id, name, photo.text, text);
  } catch (error) {
    sayFailure(review, error);
  }
}

function sayFailure(review: Review, error: unknown): void {
  if (error instanceof InterruptedError) return;
  const advice = error instanceof StopError ? ` ${error.advice}` : '';
  review.desk.say(`${messageOf(error)}${advice}`, 'bad');
}

/** The old and the new text, each with the key that keeps it. */
function compare(
  review: Review,
  photoId: number,
  name: string,
  before: PhotoText,
  after: PhotoText,
): void {
  const take = (text: PhotoText) => {
    review.goToPhoto(photoId);
    const { description, shortTitle, keywords } = text;
    const change = review.model.edit(photoId, { description, shortTitle, keywords });
    // The photo may say so already: text that nobody had touched was replaced by the new one.
    if (change.photoIds.length > 0) review.done(change);
    else review.readAgain();
  };
  review.desk.menu({
    title: `${name}: before and now`,
    body: (width, theme) => sideBySide(before, after, width, theme),
    items: [
      { key: 'n', label: 'take the new text', run: () => take(after) },
      {
        key: 't',
        label: 'take the new title only',
        run: () => take({ ...after, keywords: before.keywords }),
      },
      {
        key: 'k',
        label: 'take the new keywords only',
        run: () => take({ ...before, keywords: after.keywords }),
      },
      {
        key: 'o',
        label: 'keep the old text',
        note: 'B brings the new one back later',
        run: () => take(before),
      },
    ],
  });
}

/** Two columns; keywords that only one side has are marked. */
function sideBySide(before: PhotoText, after: PhotoText, width: number, theme: Theme): Line[] {
  const half = Math.floor((width - 3) / 2);
  const columns = [columnOf(before, after, half, '-'), columnOf(after, before, half, '+')] as const;
  const rows = Math.max(columns[0].length, columns[1].length);
  return Array.from({ length: rows }, (_, row) =>
    line(
      [fitWidth(columns[0][row] ?? '', half)],
      [` ${theme.glyphs.ruleDown} `, 'faint'],
      [fitWidth(columns[1][row] ?? '', half)],
    ),
  );
}

function columnOf(text: PhotoText, other: PhotoText, width: number, sign: '+' | '-'): string[] {
  const others = new Set(other.keywords);
  const keywords = text.keywords
    .map((keyword) => (others.has(keyword) ? keyword : `${sign}${keyword}`))
    .join(', ');
  return [...wrap(text.description, width), '', ...wrap(keywords, width)];
}
