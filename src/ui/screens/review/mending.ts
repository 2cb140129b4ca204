/** Fixing what checks found, silencing them, taking the model's usage, bringing back what was removed. */
import type { PhotoText, Usage } from '../../../photo.ts';
import type { Check } from '../../model/review-photo.ts';
import { truncate } from '../../text/width.ts';
import { compare } from './comparing.ts';
import { fix } from './fixing.ts';
import { keepInMany } from './mending-many.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const mendingCommands = reviewCommands('Edit', 'review', {
  'review.fix': {
    keys: ['F'],
    title: 'Fix what the checks found, also in all selected photos',
    words: 'repair correct mend drop',
    onSelection: true,
    run: fix,
  },
  'review.keep': {
    keys: ['!'],
    title: 'Keep a word and silence its check, also in all selected photos',
    words: 'silence ignore allow',
    onSelection: true,
    run: keep,
  },
  'review.usage': {
    keys: ['m'],
    title: 'Change between editorial and commercial',
    words: 'usage licence license',
    onSelection: true,
    run: switchUsage,
  },
  'review.takeUsage': {
    keys: ['M'],
    title: 'Editorial or commercial, as the model would choose',
    words: 'usage licence license',
    run: takeUsage,
  },
  'review.bringBack': {
    keys: ['B'],
    title: 'Bring back removed keywords, compare other answers',
    words: 'versions history restore suggestions',
    run: bringBack,
  },
});

const numberKeys = Array.from('123456789');

/** The check of the keyword that the cursor is on, while the keywords are focused. */
function underCursor({ now }: Review, checks: readonly Check[]): Check | undefined {
  return now.focus === 'keywords' ? checks.find(({ index }) => index === now.chip) : undefined;
}

/** Keeps what a check speaks of: this once for a name nobody gave or a short title, in the whole archive for the rest. */
export function keep(review: Review): void {
  const { photo, selection } = review.now;
  if (photo === undefined) return;
  if (selection.size > 0) {
    keepInMany(review);
    return;
  }
  const checks = photo.checks.filter(({ keeps }) => keeps !== undefined);
  const [only, ...more] = checks;
  if (only === undefined) {
    review.shell.toast('No check here can be silenced.', 'warn');
    return;
  }
  const run = (check: Check) => review.done(review.model.silence(photo.photo.id, check));
  const near = underCursor(review, checks);
  if (near !== undefined || more.length === 0) {
    run(near ?? only);
    return;
  }
  review.shell.menu({
    title: 'Keep it and say no more about',
    items: checks.slice(0, numberKeys.length).map((check, index) => ({
      key: numberKeys[index] ?? '',
      label: check.keeps ?? check.code,
      note: check.message,
      run: () => run(check),
    })),
  });
}

/** Takes the usage that the model would choose, for this photo. */
export function takeUsage(review: Review): void {
  const { photo } = review.now;
  if (photo?.suggestion === undefined || photo.suggestion.usage === photo.usage) {
    review.shell.toast(
      photo?.suggestion === undefined
        ? 'The model has not said anything about this photo.'
        : `It is ${photo.usage} already, as the model would have it.`,
    );
    return;
  }
  setUsage(review, [photo.photo.id], photo.suggestion.usage);
}

/** Other usage, whatever the model says. */
function switchUsage(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const usage = photo.usage === 'editorial' ? 'commercial' : 'editorial';
  setUsage(review, review.targets(), usage);
}

function setUsage(review: Review, photoIds: readonly number[], usage: Usage): void {
  review.perform(
    (report) => review.model.usage(photoIds, usage, report),
    photoIds.length,
    (change) => review.done(change),
  );
}

/** What the checks removed and what was offered before, to be brought back. */
export function bringBack(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { removed, alternatives, text } = photo;
  const id = photo.photo.id;
  const items = [
    ...alternatives
      .filter(({ text: other }) => !isSameText(text, other))
      .map((other) => ({
        label: truncate(other.text.description || other.text.keywords.join(', '), 70),
        note: `compare: ${other.origin}`,
        run: () =>
          compare(review, id, {
            title: `Now, and ${other.origin}`,
            before: { id: undefined, text },
            after: other,
          }),
      })),
    ...removed.map(({ keyword, reason }) => ({
      label: keyword,
      note: `keyword, ${reason}`,
      run: () => review.done(review.model.bringBack(id, keyword)),
    })),
  ];
  if (items.length === 0) {
    review.shell.toast('Nothing was removed from this photo and nothing else was offered.');
    return;
  }
  const shown = items.slice(0, 35);
  review.shell.menu({
    title: 'Bring back',
    items: shown.map((item, index) => ({
      ...item,
      key: '123456789abcdefghijklmnopqrstuvwxyz'[index] ?? '',
    })),
  });
}

/** A version without title or keywords says nothing about them. */
function isSameText(now: PhotoText, other: PhotoText): boolean {
  return (
    (other.description === '' || other.description === now.description) &&
    (other.keywords.length === 0 || other.keywords.join() === now.keywords.join())
  );
}
